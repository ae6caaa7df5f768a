import type { Edition, FactShape } from './edition.js';
import { innerName, isNeededFor } from '../names/dotted-names.js';

type Schema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (2020-12) of a decision's `facts`: any fact of the vocabulary is accepted, another name is refused at every level, and
 * what the decision reads and has no default is required. Throws a RangeError where the edition has no such decision.
 */
export const factSchema = (edition: Edition, decision: string): object => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  const optional = new Set(ruleSet.facts.filter((fact) => fact.optional).map(({ name }) => name));
  const isRequired = (name: string, shape: FactShape): boolean =>
    shape.default === null && !optional.has(name) && ruleSet.reads.some((read) => isNeededFor(name, read));
  const facts = [...edition.facts.values()];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Facts for ${decision}`,
    description: ruleSet.question,
    ...recordSchema(
      facts.map(({ name, shape }) => [name, name, shape]),
      isRequired,
    ),
  };
};

type IsRequired = (name: string, shape: FactShape) => boolean;

const recordSchema = (
  fields: readonly (readonly [key: string, name: string, shape: FactShape])[],
  isRequired: IsRequired,
): Schema => ({
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
    case 'duration':
      return { type: 'integer', ...safe, ...limits };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'text':
      return {
        type: 'string',
        ...(type.values === undefined ? {} : { enum: type.values }),
        ...(shape.minLength === null ? {} : { minLength: shape.minLength }),
        ...(shape.pattern === null ? {} : { pattern: shape.pattern }),
      };
    case 'list': {
      const item = shape.fields.get('[]');
      // An item is whole or is none, also where the decision does not read the list: constraints may.
      const isWhole: IsRequired = (_, field) => field.default === null;
      const items = item === undefined ? {} : { items: shapeSchema(innerName(name, '[]'), item, isWhole) };
      return { type: 'array', ...items };
    }
    case 'record': {
      if (type.name === 'money') return moneySchema;
      const fields = [...shape.fields].map(([key, field]) => [key, innerName(name, key), field] as const);
      return { type: 'object', ...recordSchema(fields, isRequired) };
    }
    case 'null':
      return { type: 'null' };
  }
};

/** Integers that can be held exactly. */
const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

const moneySchema: Typed = {
  type: 'object',
  properties: {
    minor: { type: 'integer', description: 'Minor units.', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    currency: { type: 'string', description: 'ISO 4217 code.', pattern: '^[A-Z]{3}$' },
  },
  required: ['minor', 'currency'],
  additionalProperties: false,
};
