import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';

/** The kinds of file that an edition has; each has a JSON Schema in `schemas/`. */
export const fileKinds = [
  'edition',
  'ledger',
  'facts',
  'definitions',
  'tables',
  'functions',
  'parameters',
  'readings',
  'governing',
  'letters',
  'always',
  'reviews',
  'rule-set',
] as const;

export type FileKind = (typeof fileKinds)[number];

/** The errors of a value against the schema of its kind; with the schema that each came from. */
export type ValidateStructure = (kind: FileKind, value: unknown) => readonly ErrorObject[];

const parts = 'parts.schema.json';

/** The text of a schema, from the folder beside `src` and `dist`. */
const readSchema = (file: string): object => {
  const text = readFileSync(new URL(`../../../schemas/${file}`, import.meta.url), 'utf8');
  return JSON.parse(text) as object; // The schemas are the product's own, and JSON objects.
};

/**
 * Reads the schemas, and compiles each when a file of its kind is first checked. They are the product's own, and tests hold them to the
 * meta-schema; and code that is run a few times needs no optimizing: either would take as long as the rest of a small edition's reading.
 */
const makeValidateStructure = (): ValidateStructure => {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictRequired: false,
    validateSchema: false,
    code: { optimize: false },
  });
  // `x-codes` names the diagnostic for a keyword that fails; `x-hint` says what to do.
  ajv.addVocabulary(['x-codes', 'x-hint']);
  ajv.addSchema(readSchema(parts), parts);
  const validators = new Map<FileKind, ValidateFunction>();
  const validatorOf = (kind: FileKind): ValidateFunction => {
    const validate = validators.get(kind) ?? ajv.compile(readSchema(`${kind}.schema.json`));
    validators.set(kind, validate);
    return validate;
  };
  return (kind, value) => {
    const validate = validatorOf(kind);
    return validate(value) ? [] : (validate.errors ?? []);
  };
};

let made: ValidateStructure | undefined;

/** Checks a file's value against the schema of its kind. A schema is read once, when it is first needed. */
export const validateStructure: ValidateStructure = (kind, value) => {
  made ??= makeValidateStructure();
  return made(kind, value);
};
