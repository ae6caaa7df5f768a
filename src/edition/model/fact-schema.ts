import { never } from '../../language/instants.js';
import type { Edition } from './edition.js';
import type { RuleSet } from './rule-set.js';
import type { FactShape } from './declarations.js';
import { innerName, isNeededFor } from '../names/dotted-names.js';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (2020-12) of a decision's `facts`: any fact of the vocabulary is accepted, another name is refused at every level, and
 * what the decision reads and has no default is required. Throws a RangeError where the edition has no such decision.
 */
export const factSchema = (edition: Edition, decision: string): object => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  return {
    $schema: draft,
    title: `Facts for ${decision}`,
    description: ruleSet.question,
    ...factsSchema(edition, isRequiredFor(ruleSet)),
  };
};

/** The same for whatever decision: what one decision requires of another's facts, and no more, is left out (`requiredFacts`). */
export const vocabularySchema = (edition: Edition): object => ({
  $schema: draft,
  ...factsSchema(edition, () => false),
});

/** The JSON Schema of the values of one fact, by its dotted name and shape. */
export const shapeSchemaOf = (name: string, shape: FactShape): object =>
  shapeSchema(name, shape, (_, field) => field.default === null);

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** What must be given of a record. */
export interface RequiredFields {
  readonly names: readonly string[];
  /** What must be given inside records of it, where they are given. */
  readonly inside: readonly (readonly [name: string, fields: RequiredFields])[];
}

/** The facts that a decision requires: with `vocabularySchema`, all that its schema asks for. */
export const requiredFacts = (edition: Edition, ruleSet: RuleSet): RequiredFields =>
  requiredFields(
    [...edition.facts.values()].map(({ name, shape }) => [name, name, shape]),
    isRequiredFor(ruleSet),
  );

const requiredFields = (fields: Fields, isRequired: IsRequired): RequiredFields => ({
  names: fields.filter(([, name, shape]) => isRequired(name, shape)).map(([key]) => key),
  inside: fields.flatMap(([key, name, shape]): RequiredFields['inside'] => {
    if (shape.type.kind !== 'record' || shape.type.name === 'money') return [];
    const required = requiredFields(fieldsOf(name, shape), isRequired);
    return required.names.length + required.inside.length === 0 ? [] : [[key, required]];
  }),
});

/** Whether a rule set requires a fact of a dotted name and shape, where what it is in is given. */
export const isRequiredFor = ({ facts, reads }: RuleSet): IsRequired => {
  const optional = new Set(facts.filter((fact) => fact.optional).map(({ name }) => name));
  return (name, shape) =>
    shape.default === null && !optional.has(name) && reads.some((read) => isNeededFor(name, read));
};

const factsSchema = (edition: Edition, isRequired: IsRequired): Schema =>
  recordSchema(
    [...edition.facts.values()].map(({ name, shape }) => [name, name, shape]),
    isRequired,
  );

type Fields = readonly (readonly [key: string, name: string, shape: FactShape])[];

const fieldsOf = (name: string, shape: FactShape): Fields =>
  [...shape.fields].map(([key, field]) => [key, innerName(name, key), field]);

/** Whether a fact of a dotted name and shape is required. */
export type IsRequired = (name: string, shape: FactShape) => boolean;

const recordSchema = (fields: Fields, isRequired: IsRequired): Schema => ({
  type: 'object',
  properties: Object.fromEntries(
    fields.map(([key, name, shape]) => [key, shapeSchema(name, shape, isRequired)]),
  ),
  required: fields.filter(([, name, shape]) => isRequired(name, shape)).map(([key]) => key),
  additionalProperties: false,
});

const shapeSchema = (name: string, shape: FactShape, isRequired: IsRequired): Schema => {
  const described = shape.describes === '' ? {} : { description: shape.describes };
  const schema = { ...described, ...presentSchema(name, shape, isRequired) };
  if (shape.type.nullable !== true) return schema;
  const { type, enum: values } = schema;
  return {
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(values) ? { enum: [...(values as readonly unknown[]), null] } : {}), // Our own enumeration.
  };
};

type Typed = Schema & { readonly type: string; readonly enum?: readonly string[] };

const presentSchema = (name: string, shape: FactShape, isRequired: IsRequired): Typed => {
  const { type } = shape;
  const limits = {
    ...(shape.minimum === null ? {} : { minimum: shape.minimum }),
    ...(shape.maximum === null ? {} : { maximum: shape.maximum }),
  };
  switch (type.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number', ...limits };
    case 'integer':
      return { type: 'integer', ...safe, ...limits };
    case 'date':
    case 'time':
    case 'duration':
    case 'months':
    case 'percent':
      return { type: 'string', format: type.kind };
    case 'local':
      return { type: 'string' };
    case 'instant':
      return { type: 'string', ...(shape.orNever ? { anyOf: [dateTime, { const: never }] } : dateTime) };
    case 'text':
      return {
        type: 'string',
        ...(type.values === undefined ? {} : { enum: type.values }),
        ...(shape.minLength === null ? {} : { minLength: shape.minLength }),
        ...(type.values === undefined ? { maxLength: shape.maxLength } : {}),
        ...(shape.pattern === null ? {} : { pattern: shape.pattern }),
      };
    case 'list': {
      const item = shape.fields.get('[]');
      // An item is whole or is none, also where the decision does not read the list: constraints may.
      const isWhole: IsRequired = (_, field) => field.default === null;
      const items = item === undefined ? {} : { items: shapeSchema(innerName(name, '[]'), item, isWhole) };
      return { type: 'array', maxItems: shape.maxItems, ...items };
    }
    case 'record': {
      if (type.name === 'money') return type.negative === true ? negativeMoneySchema : moneySchema;
      return { type: 'object', ...recordSchema(fieldsOf(name, shape), isRequired) };
    }
    case 'null':
      return { type: 'null' };
  }
};

const dateTime = { format: 'date-time' };

/** Integers that can be held exactly. */
const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

const moneyFrom = (minimum: number): Typed => ({
  type: 'object',
  properties: {
    minor: { type: 'integer', description: 'Minor units.', minimum, maximum: Number.MAX_SAFE_INTEGER },
    currency: { type: 'string', description: 'ISO 4217 code.', pattern: '^[A-Z]{3}$' },
  },
  required: ['minor', 'currency'],
  additionalProperties: false,
});

const moneySchema = moneyFrom(0);
const negativeMoneySchema = moneyFrom(Number.MIN_SAFE_INTEGER);
