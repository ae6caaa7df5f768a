import { Ajv2020, type ErrorObject, type Options } from 'ajv/dist/2020.js';
import type { Edition, RuleSet } from '../edition/edition.js';
import { factSchema } from '../edition/fact-schema.js';
import { parseInstant } from '../language/instants.js';
import type { FactError } from './evaluation.js';
import { toFactError } from './fact-error.js';

/** Checks the facts of one decision against its schema; every error at once, in the order of their pointers. */
export type ValidateFacts = (facts: Readonly<Record<string, unknown>>) => readonly FactError[];

/**
 * The check of a rule set's facts, once per edition and decision; made when facts first come, since most processes ask few decisions.
 * A quick check says whether all is well; what it refuses, the whole check looks at, which has the last word and names each error.
 */
export const makeFactValidation = (edition: Edition, ruleSet: RuleSet): ValidateFacts => {
  const schema = factSchema(edition, ruleSet.decision);
  let quick: Check | undefined;
  let whole: Check | undefined;
  return (facts) => {
    quick ??= mayInherit(schema) ? refuse : compile(schema, quickOptions);
    if (quick(facts)) return noErrors;
    whole ??= compile(schema, wholeOptions);
    return whole(facts) ? noErrors : toFactErrors(whole.errors ?? []);
  };
};

interface Check {
  (facts: unknown): boolean;
  /** Of the last call. */
  errors?: readonly ErrorObject[] | null;
}

const noErrors: readonly FactError[] = Object.freeze([]);
const refuse: Check = () => false;

/** Our own schema is no input: it is valid, and tests say so. */
const options = { strict: true, validateSchema: false } as const;
const wholeOptions: Options = { ...options, allErrors: true, verbose: true, ownProperties: true };
/** Stops at the first error. Without `ownProperties` it is ten times as fast. */
const quickOptions: Options = { ...options, messages: false };

const compile = (schema: object, chosen: Options): Check => {
  const ajv = new Ajv2020(chosen);
  ajv.addFormat('date-time', { type: 'string', validate: isInstant });
  return ajv.compile(schema);
};

/** The common form, in UTC and before the 29th, is seen by its digits alone; everything else is read. */
const isInstant = (text: string): boolean => plainInstant.test(text) || parseInstant(text).ok;
const plainInstant =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

/** Whether a property has a name that every object has (`constructor`), so that one that was left out seems to be given. */
const mayInherit = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false;
  const properties: unknown = 'properties' in schema ? schema.properties : undefined;
  if (Object.keys(properties ?? {}).some((name) => name in Object.prototype)) return true;
  return Object.values(schema).some(mayInherit);
};

const toFactErrors = (errors: readonly ErrorObject[]): readonly FactError[] => {
  const found = new Map<string, FactError>();
  for (const error of errors) {
    const told = toFactError(error);
    // One complaint per place: the first keyword that failed says enough.
    if (told !== undefined && !found.has(told.pointer)) found.set(told.pointer, told);
  }
  return [...found.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
};
