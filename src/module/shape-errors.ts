import { below, isRecord } from '../language/values.js';
import type { ShapeError } from '../engine/facts/fact-error.js';
import { checkFormats } from '../engine/facts/fact-formats.js';

/** A schema as those of vocabularies are. */
interface Schema {
  readonly $schema?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly maximum?: number;
  readonly minimum?: number;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: keyof typeof checkFormats;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly properties?: Readonly<Record<string, Schema>>;
}

type Keyword = Exclude<keyof Schema, '$schema' | 'description' | 'type'>;

/** Keywords by the type of the values that they are for, in the order in which ajv tries them. */
const groups: readonly (readonly [type: string | null, keywords: readonly Keyword[]])[] = [
  ['number', ['maximum', 'minimum']],
  ['string', ['maxLength', 'minLength', 'pattern', 'format']],
  [null, ['const', 'enum', 'anyOf']],
  ['array', ['maxItems', 'items']],
  ['object', ['required', 'additionalProperties', 'properties']],
];

const known: ReadonlySet<string> = new Set([
  ...['$schema', 'description', 'type'],
  ...groups.flatMap(([, keywords]) => keywords),
]);

/**
 * Finds what is wrong with facts by the schema of a vocabulary, without ajv: the same errors in the same order as its whole check, so that they
 * are told alike.
 */
export const shapeErrors = (schema: object, facts: unknown): readonly ShapeError[] => {
  const errors: ShapeError[] = [];
  look(schema, facts, { at: '', path: '#', errors });
  return errors;
};

/** Throws a TypeError where `shapeErrors` does not know a keyword of a schema. */
export const requireKnown = (schema: Schema): void => {
  for (const keyword of Object.keys(schema))
    if (!known.has(keyword)) throw new TypeError(`Facts are not checked for \`${keyword}\``);
  const inside = [...(schema.anyOf ?? []), ...Object.values(schema.properties ?? {})];
  for (const one of schema.items === undefined ? inside : [...inside, schema.items]) requireKnown(one);
};

/** Where a value stands, in the facts and in the schema, and the errors so far. */
interface Place {
  readonly at: string;
  readonly path: string;
  readonly errors: ShapeError[];
}

const look = (schema: Schema, value: unknown, place: Place): void => {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const own = groups.find(([type, keywords]) => type === types[0] && has(schema, keywords));
  /** The type is looked at with the keywords for its values, where it has any. */
  const isFirst = types.length > 1 || own === undefined;
  const isWrong = (): void => {
    tell(schema, value, place, 'type', { type: schema.type });
  };
  if (isFirst && types.length > 0 && !types.some((type) => isOf(type, value))) isWrong();
  for (const group of groups) {
    const [type, keywords] = group;
    if (!has(schema, keywords)) continue;
    if (type === null || isOf(type, value))
      for (const keyword of keywords)
        if (schema[keyword] !== undefined) tests[keyword](schema as Required<Schema>, value as never, place); // has the keyword, and is of its type
    if (type !== null && group === own && !isFirst && !isOf(type, value)) isWrong();
  }
};

const has = (schema: Schema, keywords: readonly Keyword[]): boolean =>
  keywords.some((keyword) => schema[keyword] !== undefined);

const isOf = (type: string, value: unknown): boolean => {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isRecord(value);
    case 'number':
      return Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
};

const tell = (
  schema: Schema,
  data: unknown,
  { at, path, errors }: Place,
  keyword: string,
  params: ShapeError['params'],
  message = '',
): void => {
  errors.push({
    keyword,
    instancePath: at,
    schemaPath: `${path}/${keyword}`,
    params,
    parentSchema: schema,
    data,
    message,
  });
};

type Test<Value> = (schema: Required<Schema>, value: Value, place: Place) => void;

/** A test of one keyword, which tells one error where a value is not right. */
const rule =
  <Value>(
    keyword: Keyword,
    isRight: (schema: Required<Schema>, value: Value) => boolean,
    params: (schema: Required<Schema>) => ShapeError['params'],
    message?: (schema: Required<Schema>) => string,
  ): Test<Value> =>
  (schema, value, place) => {
    if (!isRight(schema, value)) tell(schema, value, place, keyword, params(schema), message?.(schema));
  };

/** Characters are code points, as JSON Schema counts them. */
const lengthOf = (text: string): number => Array.from(text).length;

const tests = {
  maximum: rule<number>(
    'maximum',
    ({ maximum }, value) => value <= maximum,
    ({ maximum }) => ({ comparison: '<=', limit: maximum }),
  ),
  minimum: rule<number>(
    'minimum',
    ({ minimum }, value) => value >= minimum,
    ({ minimum }) => ({ comparison: '>=', limit: minimum }),
  ),
  maxLength: rule<string>(
    'maxLength',
    ({ maxLength }, text) => text.length <= maxLength || lengthOf(text) <= maxLength,
    ({ maxLength }) => ({ limit: maxLength }),
  ),
  minLength: rule<string>(
    'minLength',
    ({ minLength }, text) => lengthOf(text) >= minLength,
    ({ minLength }) => ({ limit: minLength }),
  ),
  pattern: rule<string>(
    'pattern',
    ({ pattern }, text) => new RegExp(pattern, 'u').test(text),
    ({ pattern }) => ({ pattern }),
    ({ pattern }) => `must match pattern "${pattern}"`,
  ),
  format: rule<string>(
    'format',
    ({ format }, text) => checkFormats[format].validate(text),
    ({ format }) => ({ format }),
  ),
  const: rule<unknown>(
    'const',
    (schema, value) => value === schema.const,
    () => ({}),
  ),
  enum: rule<unknown>(
    'enum',
    (schema, value) => schema.enum.includes(value),
    (schema) => ({ allowedValues: schema.enum }),
  ),
  anyOf: (schema: Required<Schema>, value: unknown, place: Place): void => {
    const found: ShapeError[] = [];
    for (const [nth, one] of schema.anyOf.entries()) {
      const errors: ShapeError[] = [];
      look(one, value, { at: place.at, path: `${place.path}/anyOf/${nth}`, errors });
      if (errors.length === 0) return;
      found.push(...errors);
    }
    place.errors.push(...found);
    tell(schema, value, place, 'anyOf', {});
  },
  maxItems: rule<readonly unknown[]>(
    'maxItems',
    ({ maxItems }, list) => list.length <= maxItems,
    ({ maxItems }) => ({ limit: maxItems }),
  ),
  items: ({ items }: Required<Schema>, list: readonly unknown[], { at, path, errors }: Place): void => {
    for (const [nth, item] of list.entries()) look(items, item, { at: below(at, nth), path, errors });
  },
  required: (schema: Required<Schema>, record: Record<string, unknown>, place: Place): void => {
    for (const name of schema.required)
      if (ownField(record, name) === undefined)
        tell(schema, record, place, 'required', { missingProperty: name });
  },
  additionalProperties: (schema: Required<Schema>, record: Record<string, unknown>, place: Place): void => {
    for (const name of Object.keys(record))
      if (!Object.hasOwn(schema.properties, name))
        tell(schema, record, place, 'additionalProperties', { additionalProperty: name });
  },
  properties: (
    { properties }: Required<Schema>,
    record: Record<string, unknown>,
    { at, path, errors }: Place,
  ): void => {
    for (const [name, inside] of Object.entries(properties)) {
      const value = ownField(record, name);
      if (value !== undefined) look(inside, value, { at: below(at, name), path, errors });
    }
  },
} as const satisfies Readonly<Record<Keyword, Test<never>>>;

const ownField = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;
