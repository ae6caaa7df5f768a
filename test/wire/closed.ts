import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseInstant } from '../../src/language/instants.js';

/** Checks values against schemas by which nothing may be said that they do not name. */
export interface Closed {
  /** What is wrong with a value by the schema that a reference names, empty where nothing is. */
  readonly wrongBy: (reference: string, value: unknown) => string;
}

/** Takes an OpenAPI document, or schemas by their names. */
export const makeClosed = (schemas: object): Closed => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { 'date-time': (text: string) => parseInstant(text).ok },
    // Code that is run a few times: to optimize it takes as long as all the rest of making it.
    code: { optimize: false },
  });
  ajv.addSchema(close(schemas) as object, 'wire');
  const compiled = new Map<string, ValidateFunction>();
  return {
    wrongBy: (reference, value) => {
      const validate = compiled.get(reference) ?? ajv.getSchema(`wire#${reference}`);
      assert.ok(validate !== undefined, reference);
      compiled.set(reference, validate);
      return validate(value) ? '' : ajv.errorsText(validate.errors, { dataVar: 'answer' });
    },
  };
};

/** A schema whose objects have the members that it names, and no others. */
const close = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, close(value)]));
  // Where `properties` is the name of a fact or member it holds no schemas with a type.
  const isObject = members['type'] === 'object' && typeof members['properties'] === 'object';
  return isObject && !('additionalProperties' in members)
    ? { ...members, additionalProperties: false }
    : members;
};
