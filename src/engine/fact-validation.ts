import type { ErrorObject } from 'ajv/dist/2020.js';
import { hash } from 'node:crypto';
import type { Edition, RuleSet } from '../edition/model/edition.js';
import { factSchema } from '../edition/model/fact-schema.js';
import type { FactError } from './evaluation.js';
import { loadFactCheck, makeFactCheck, type CheckKind, type FactCheck } from './fact-check.js';
import { toFactError } from './fact-error.js';

/** Checks the facts of one decision against its schema; every error at once, in the order of their pointers. */
export type ValidateFacts = (facts: Readonly<Record<string, unknown>>) => readonly FactError[];

/**
 * The check of a rule set's facts, once per edition and decision; made when facts first come, since most processes ask few decisions.
 * A quick check says whether all is well; what it refuses, the whole check looks at, which has the last word and names each error.
 */
export const makeFactValidation = (edition: Edition, ruleSet: RuleSet): ValidateFacts => {
  const schema = factSchema(edition, ruleSet.decision);
  let make: ReturnType<typeof checksOf> | undefined;
  let quick: FactCheck | undefined;
  let whole: FactCheck | undefined;
  return (facts) => {
    make ??= checksOf(edition, ruleSet.decision, schema);
    quick ??= mayInherit(schema) ? refuse : make('quick');
    if (quick(facts)) return noErrors;
    whole ??= make('whole');
    return whole(facts) ? noErrors : toFactErrors(whole.errors ?? []);
  };
};

const noErrors: readonly FactError[] = Object.freeze([]);
const refuse: FactCheck = () => false;

/** Makes checks of one decision's schema, from the code that was prepared for this very schema where there is one. */
const checksOf = (edition: Edition, decision: string, schema: object): ((kind: CheckKind) => FactCheck) => {
  const prepared = edition.factChecks?.get(decision);
  return prepared?.schemaDigest === schemaDigest(schema)
    ? (kind) => loadFactCheck(prepared[kind], `${kind} check of facts for ${decision}`)
    : (kind) => makeFactCheck(schema, kind);
};

/** SHA-256 of a schema, in hex. */
export const schemaDigest = (schema: object): string => hash('sha256', JSON.stringify(schema), 'hex');

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
