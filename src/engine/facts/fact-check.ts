import type * as Ajv from 'ajv/dist/2020.js';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { checkFormats } from './fact-formats.js';

/** Whether facts are as a schema says. */
export interface FactCheck {
  (facts: unknown): boolean;
  /** Of the last call. */
  errors?: readonly Ajv.ErrorObject[] | null;
}

/** `whole` finds every error, by a value's own members alone; `quick` stops at the first, and is ten times as fast. */
export type CheckKind = 'quick' | 'whole';

/** Our own schema is no input: it is valid, and tests say so. */
const options = { strict: true, validateSchema: false } as const;

/** What ajv makes a check with. */
export const checkOptions: Readonly<Record<CheckKind, Ajv.Options>> = {
  quick: { ...options, messages: false },
  whole: { ...options, allErrors: true, verbose: true, ownProperties: true },
};

const require = createRequire(import.meta.url);

/** Makes the check of a schema. ajv is loaded here, since where checks were prepared nobody needs it, and it takes long to load. */
export const makeFactCheck = (schema: object, kind: CheckKind): FactCheck => {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Ajv; // its own types
  return new Ajv2020({ ...checkOptions[kind], formats: checkFormats }).compile(schema);
};

/** The check that was prepared as a code; it needs small parts of ajv alone. The code must be `prepareFactChecks`'s. */
export const loadFactCheck = (code: string, filename: string): FactCheck => {
  const module: { exports?: FactCheck } = {};
  const body = compileFunction(code, ['module', 'require', 'formats'], { filename });
  Reflect.apply(body, undefined, [module, require, checkFormats]);
  const { exports: check } = module;
  if (check === undefined) throw new TypeError(`${filename} has no check`);
  return check;
};
