import { isInstant } from './instants.js';
import { below, isRecord, type Pointer } from './values.js';
import type { Schema, SchemaObject, SchemaType } from './schema.js';

/** What is wrong with one place of a value. */
export interface SchemaError {
  readonly pointer: Pointer;
  readonly code: 'unknown-member' | 'missing-member' | 'wrong-type' | 'too-many' | 'not-allowed';
  readonly message: string;
}

/** What is wrong with a value by a schema, empty where nothing is. A member that is `undefined` is left out. */
export type SchemaCheck = (value: unknown) => readonly SchemaError[];

/** Makes the check of a schema, without ajv, which takes long to load. Throws a TypeError for a keyword that it does not know. */
export const makeSchemaCheck = (schema: Schema): SchemaCheck => {
  const test = testOf(schema, schema);
  return (value) => {
    const errors: SchemaError[] = [];
    test(value, '', errors);
    return errors;
  };
};

/** Looks at a value at a place, and adds what is wrong with it. */
type Test = (value: unknown, at: Pointer, errors: SchemaError[]) => void;

const testOf = (schema: Schema, root: Schema): Test => {
  if (schema === true) return acceptAll;
  const unknown = Object.keys(schema).filter((keyword) => !keywords.has(keyword));
  if (unknown.length > 0) throw new TypeError(`A check of ${unknown.join(', ')} can not be made`);
  if (schema.$ref !== undefined) return testOf(definitionOf(schema.$ref, root), root);
  const alternatives = schema.anyOf ?? schema.oneOf;
  const tests = [
    ...(schema.type === undefined ? [] : [typeTest(schema.type)]),
    ...valueTests(schema),
    ...(alternatives === undefined ? [] : [alternativesTest(alternatives.map((one) => testOf(one, root)))]),
    ...(schema.type === 'array' ? arrayTests(schema, root) : []),
    ...(schema.type === 'object' ? [membersTest(schema, root)] : []),
  ];
  const [only] = tests;
  if (only === undefined) return acceptAll;
  if (tests.length === 1) return only;
  return (value, at, errors) => {
    const before = errors.length;
    for (const test of tests) {
      test(value, at, errors);
      // The first keyword that fails says enough.
      if (errors.length > before) return;
    }
  };
};

const keywords = new Set([
  ...['$schema', '$id', '$defs', '$ref', 'title', 'description', 'type', 'enum', 'const', 'properties'],
  ...['required', 'additionalProperties', 'items', 'minItems', 'maxItems', 'uniqueItems', 'minLength'],
  ...['maxLength', 'pattern', 'format', 'minimum', 'maximum', 'anyOf', 'oneOf'],
  ...['propertyNames', 'maxProperties'],
]);

const acceptAll: Test = () => undefined;

const definitionOf = (reference: string, root: Schema): Schema => {
  const name = reference.replace('#/$defs/', '');
  const found = root === true ? undefined : root.$defs?.[name];
  if (found === undefined) throw new TypeError(`There is no schema ${reference}`);
  return found;
};

const typeTest = (type: NonNullable<SchemaObject['type']>): Test => {
  const allowed = typeof type === 'string' ? [type] : type;
  return (value, at, errors) => {
    if (allowed.some((one) => types[one](value))) return;
    const words = allowed.map((one) => typeWords[one]).join(' or ');
    const message = `${told(at)} must be ${words}, and is ${kindOf(value)}.`;
    errors.push({ pointer: at, code: 'wrong-type', message });
  };
};

const types: Readonly<Record<SchemaType, (value: unknown) => boolean>> = {
  object: isRecord,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const typeWords: Readonly<Record<SchemaType, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** What a value is, in words. */
const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const told = (at: Pointer): string => (at === '' ? 'This' : `\`${at}\``);

/** A test of one keyword: whether a value is right, and what it must be. */
const rule =
  (isRight: (value: unknown) => boolean, must: string, code: SchemaError['code'] = 'not-allowed'): Test =>
  (value, at, errors) => {
    if (!isRight(value)) errors.push({ pointer: at, code, message: `${told(at)} must ${must}.` });
  };

const valueTests = (schema: SchemaObject): readonly Test[] => {
  const {
    enum: words,
    const: constant,
    pattern,
    format,
    minLength = 0,
    maxLength,
    minimum,
    maximum,
  } = schema;
  const tests: Test[] = [];
  if (words !== undefined)
    tests.push(rule((value) => words.some((word) => word === value), `be one of ${words.join(', ')}`));
  if (constant !== undefined) tests.push(rule((value) => value === constant, `be \`${constant}\``));
  if (minLength > 0 || maxLength !== undefined) {
    const most = maxLength ?? Number.POSITIVE_INFINITY;
    tests.push(
      rule(
        (value) => typeof value !== 'string' || (value.length >= minLength && hasAtMost(value, most)),
        maxLength === undefined
          ? `have ${minLength} or more characters`
          : `have ${minLength} to ${maxLength} characters`,
      ),
    );
  }
  if (pattern !== undefined) {
    const expression = new RegExp(pattern, 'u');
    tests.push(rule((value) => typeof value !== 'string' || expression.test(value), `fit ${pattern}`));
  }
  if (format !== undefined)
    tests.push(
      rule(
        (value) => typeof value !== 'string' || isInstant(value),
        'be an instant of RFC 3339 with an offset, such as 2026-08-15T12:00:00Z',
        'wrong-type',
      ),
    );
  if (minimum !== undefined || maximum !== undefined) {
    const [least, most] = [minimum ?? Number.NEGATIVE_INFINITY, maximum ?? Number.POSITIVE_INFINITY];
    tests.push(
      rule(
        (value) => typeof value !== 'number' || (value >= least && value <= most),
        `be from ${least} to ${most}`,
      ),
    );
  }
  return tests;
};

/** Characters are code points, as JSON Schema counts them. */
const hasAtMost = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= 2 * most && Array.from(text).length <= most);

const alternativesTest =
  (alternatives: readonly Test[]): Test =>
  (value, at, errors) => {
    let first: readonly SchemaError[] | undefined;
    for (const test of alternatives) {
      const found: SchemaError[] = [];
      test(value, at, found);
      if (found.length === 0) return;
      first ??= found;
    }
    errors.push(...(first ?? []));
  };

const arrayTests = (schema: SchemaObject, root: Schema): readonly Test[] => {
  const { items = true, minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems = false } = schema;
  const ofItem = testOf(items, root);
  const bounds: Test = (value, at, errors) => {
    const { length } = value as readonly unknown[]; // its type was tested before
    if (length >= minItems && length <= maxItems) return;
    const may = minItems === 0 ? `at most ${maxItems}` : `${minItems} to ${maxItems}`;
    const message = `${told(at)} may have ${may} items, and has ${length}.`;
    errors.push({ pointer: at, code: length < minItems ? 'not-allowed' : 'too-many', message });
  };
  const each: Test = (value, at, errors) => {
    const list = value as readonly unknown[]; // its type was tested before
    for (const [place, item] of list.entries()) {
      const before = errors.length;
      ofItem(item, `${at}/${place}`, errors);
      if (!uniqueItems || errors.length > before || list.indexOf(item) === place) continue;
      const message = `\`${String(item)}\` is named twice. Name it once.`;
      errors.push({ pointer: `${at}/${place}`, code: 'not-allowed', message });
    }
  };
  return [bounds, each];
};

const membersTest = (schema: SchemaObject, root: Schema): Test => {
  const { properties = {}, required = [], additionalProperties = true, propertyNames = true } = schema;
  const most = schema.maxProperties ?? Number.POSITIVE_INFINITY;
  const known = new Map(
    Object.entries(properties).map(([name, each]) => [
      name,
      { test: testOf(each, root), step: below('', name) },
    ]),
  );
  const others = typeof additionalProperties === 'boolean' ? acceptAll : testOf(additionalProperties, root);
  const ofName = testOf(propertyNames, root);
  const isClosed = additionalProperties === false;
  return (value, at, errors) => {
    const record = value as Readonly<Record<string, unknown>>; // its type was tested before
    const names = Object.keys(record);
    if (names.length > most) {
      const message = `${told(at)} may have at most ${most} members, and has ${names.length}.`;
      errors.push({ pointer: at, code: 'too-many', message });
      return;
    }
    let unknown = 0;
    for (const name of names) {
      const given = record[name];
      const member = known.get(name);
      if (member !== undefined) {
        if (given !== undefined) member.test(given, at + member.step, errors);
      } else if (!isClosed) {
        const place = below(at, name.slice(0, longestTold));
        ofName(name, place, errors);
        others(given, place, errors);
      } else if ((unknown += 1) <= mostUnknown) errors.push(unknownMember(at, name, [...known.keys()]));
    }
    for (const name of required) {
      if (Object.hasOwn(record, name) && record[name] !== undefined) continue;
      const pointer = below(at, name);
      errors.push({ pointer, code: 'missing-member', message: `\`${pointer}\` is missing. Add it.` });
    }
  };
};

/** So many unknown members of an object are told, and so much of the name of each. */
const mostUnknown = 20;
const longestTold = 200;

const unknownMember = (at: Pointer, name: string, known: readonly string[]): SchemaError => {
  const short = name.slice(0, longestTold);
  const message = `\`${short}\` is no member of this object. It may have ${known.join(', ')}.`;
  return { pointer: below(at, short), code: 'unknown-member', message };
};
