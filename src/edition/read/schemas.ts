import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Ajv from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

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

/** A schema of the product's, with its text as it stands in the folder beside `src` and `dist`. */
interface SchemaText {
  readonly schema: object;
  readonly text: string;
}

const readSchema = (file: string): SchemaText => {
  const text = readFileSync(new URL(`../../../schemas/${file}`, import.meta.url), 'utf8');
  return { schema: JSON.parse(text) as object, text }; // the schemas are the product's own, and JSON objects
};

const parts = 'parts.schema.json';
const require = createRequire(import.meta.url);

/**
 * Compiles schemas. They are the product's own, and tests hold them to the meta-schema; and code that is run a few times needs no optimizing:
 * either would take as long as the rest of a small edition's reading.
 */
const makeCompiler = (source: boolean): Ajv.Ajv2020 => {
  // Loaded only where nothing was prepared: it takes as long as to read a small edition.
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Ajv; // the package as its types say
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictRequired: false,
    validateSchema: false,
    code: { optimize: false, source },
  });
  // `x-codes` names the diagnostic for a keyword that fails; `x-hint` says what to do.
  ajv.addVocabulary(['x-codes', 'x-hint']);
  ajv.addSchema(readSchema(parts).schema, parts);
  return ajv;
};

/** Where the check of a kind lies that was made when the product was built: found by the texts that it was made of. */
const preparedPlace = (kind: FileKind): string => {
  const texts = [parts, `${kind}.schema.json`].map((file) => readSchema(file).text);
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  return fileURLToPath(new URL(`../../structure-checks/${kind}-${digest}.cjs`, import.meta.url));
};

/** The checks of all kinds as code, for a build: where each is to lie, and a CommonJS module. */
export const structureChecks = (
  codeOf: (ajv: Ajv.Ajv2020, validate: ValidateFunction) => string,
): readonly { readonly place: string; readonly code: string }[] => {
  const ajv = makeCompiler(true);
  return fileKinds.map((kind) => ({
    place: preparedPlace(kind),
    code: codeOf(ajv, ajv.compile(readSchema(`${kind}.schema.json`).schema)),
  }));
};

const validators = new Map<FileKind, ValidateFunction>();
let compiler: Ajv.Ajv2020 | undefined;

/** The check that the build has, else one that is made here; each once, when a file of its kind is first checked. */
const validatorOf = (kind: FileKind): ValidateFunction => {
  const known = validators.get(kind);
  if (known !== undefined) return known;
  const prepared = preparedPlace(kind);
  const validate = existsSync(prepared)
    ? (require(prepared) as ValidateFunction) // as `structureChecks` made it
    : (compiler ??= makeCompiler(false)).compile(readSchema(`${kind}.schema.json`).schema);
  validators.set(kind, validate);
  return validate;
};

/** Checks a file's value against the schema of its kind. */
export const validateStructure: ValidateStructure = (kind, value) => {
  const validate = validatorOf(kind);
  return validate(value) ? [] : (validate.errors ?? []);
};
