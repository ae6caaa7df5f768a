import { hash } from 'node:crypto';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { requiredFacts, vocabularySchema, type RequiredFields } from '../edition/model/fact-schema.js';
import { below, isRecord } from '../language/values.js';
import type { FactError } from './evaluation.js';
import { boundedFacts } from './bounded-facts.js';
import { loadFactCheck, makeFactCheck, type CheckKind, type FactCheck } from './fact-check.js';
import { missingFact, toFactError } from './fact-error.js';

/** Checks the facts of one decision; every error at once, in the order of their pointers. */
export type ValidateFacts = (facts: Facts) => readonly FactError[];

type Facts = Readonly<Record<string, unknown>>;

/**
 * The check of a rule set's facts: as `factSchema` has it. What holds for whatever decision is checked by the vocabulary's schema, once made
 * for all of them; what this one requires is looked for beside it.
 */
export const makeFactValidation = (edition: Edition, ruleSet: RuleSet): ValidateFacts => {
  const required = requiredFacts(edition, ruleSet);
  const misshapen = shapeCheckOf(edition);
  return (facts) => {
    const { errors, more } = misshapen(facts);
    if (errors.length === 0 && hasAll(facts, required)) return noErrors;
    return oncePerPlace([...errors, ...missingFacts(facts, required, '')], more);
  };
};

/** What is wrong with facts of which any may be missing; a list that is given is whole. */
export const validateGiven = (edition: Edition, facts: Facts): readonly FactError[] => {
  const { errors, more } = shapeCheckOf(edition)(facts);
  return errors.length === 0 ? noErrors : oncePerPlace(errors, more);
};

/** Whether nothing is missing that a rule set requires. */
export const isComplete = (edition: Edition, ruleSet: RuleSet, facts: Facts): boolean =>
  hasAll(facts, requiredFacts(edition, ruleSet));

/** More errors are not told: who mends so many sends the rest again anyway. */
const mostErrors = 100;

/** What was probably meant is looked for with so many: it takes as long as there are names. */
const mostHints = 10;

/** Whether some errors were not told, so that other places than those named may be wrong. */
export const isCut = (errors: readonly FactError[]): boolean => errors.at(-1)?.code === 'more-errors';

/** Whether no fact is missing, without telling which. */
const hasAll = (facts: Facts, { names, inside }: RequiredFields): boolean => {
  for (const name of names) if (!isGiven(facts, name)) return false;
  for (const [name, fields] of inside) {
    const record = isGiven(facts, name) ? facts[name] : undefined;
    if (isRecord(record) && !hasAll(record, fields)) return false;
  }
  return true;
};

const missingFacts = (facts: Facts, { names, inside }: RequiredFields, at: string): readonly FactError[] => [
  ...names.filter((name) => !isGiven(facts, name)).map((name) => missingFact(below(at, name))),
  ...[...inside].flatMap(([name, fields]) => {
    const record = isGiven(facts, name) ? facts[name] : undefined;
    return isRecord(record) ? missingFacts(record, fields, below(at, name)) : [];
  }),
];

const isGiven = (facts: Facts, name: string): boolean =>
  Object.hasOwn(facts, name) && facts[name] !== undefined;

/** What is wrong with facts for whatever decision. */
interface Misshapen {
  readonly errors: readonly FactError[];
  /** So many names that the vocabulary does not have were not looked at. */
  readonly more: number;
}

type ShapeCheck = (facts: Facts) => Misshapen;

/** One for all decisions of an edition. */
const shapeCheckOf = (edition: Edition): ShapeCheck => {
  let check = shapeChecks.get(edition);
  if (check === undefined) shapeChecks.set(edition, (check = makeShapeCheck(edition)));
  return check;
};

const shapeChecks = new WeakMap<Edition, ShapeCheck>();

/**
 * Made when facts are first checked. A quick check looks for any error. Where it finds one, the whole check decides whether the facts are
 * refused, and names each error.
 */
const makeShapeCheck = (edition: Edition): ShapeCheck => {
  const schema = vocabularySchema(edition);
  const make = checksOf(edition, schema);
  const quick = mayInherit(schema) ? refuse : make('quick');
  let whole: FactCheck | undefined;
  return (facts) => {
    if (quick(facts)) return wellShaped;
    whole ??= make('whole');
    const bounded = boundedFacts(edition, facts, mostErrors);
    if (whole(bounded.facts)) return wellShaped;
    return {
      errors: (whole.errors ?? []).flatMap((error, nth) => toFactError(error, nth < mostHints) ?? []),
      more: bounded.leftOut,
    };
  };
};

const noErrors: readonly FactError[] = Object.freeze([]);
const wellShaped: Misshapen = { errors: noErrors, more: 0 };
const refuse: FactCheck = () => false;

/** Makes checks of the vocabulary's schema, from the code that was prepared for this very schema where there is one. */
const checksOf = (edition: Edition, schema: object): ((kind: CheckKind) => FactCheck) => {
  const prepared = edition.factChecks;
  const digest = schemaDigest(schema);
  if (prepared?.schemaDigest === digest)
    return (kind) => loadFactCheck(prepared[kind], `${kind} check of facts of ${edition.identity.document}`);
  return (kind) => {
    const name = `${kind} ${digest}`;
    const check = made.get(name) ?? makeFactCheck(schema, kind);
    if (made.size >= mostMade) made.clear();
    made.set(name, check);
    return check;
  };
};

/** The checks that were made last: drafts, rejected sides and mutants mostly have the vocabulary of the edition that they come from. */
const made = new Map<string, FactCheck>();
const mostMade = 16;

/** SHA-256 of a schema, in hex. */
export const schemaDigest = (schema: object): string => hash('sha256', JSON.stringify(schema), 'hex');

/** Whether a property has a name that every object has (`constructor`), so that one that was left out seems to be given. */
const mayInherit = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false;
  const properties: unknown = 'properties' in schema ? schema.properties : undefined;
  if (Object.keys(properties ?? {}).some((name) => name in Object.prototype)) return true;
  return Object.values(schema).some(mayInherit);
};

/** One complaint per place: the first keyword that failed says enough. @param more how many others there are at least */
const oncePerPlace = (errors: readonly FactError[], more: number): readonly FactError[] => {
  const found = new Map<string, FactError>();
  for (const error of errors) if (!found.has(error.pointer)) found.set(error.pointer, error);
  const told = [...found.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  const untold = Math.max(0, told.length - mostErrors) + more;
  if (untold === 0) return told;
  const message = `${untold} more places are wrong. Mend those that are named, and send the facts again.`;
  return [...told.slice(0, mostErrors), { pointer: '', code: 'more-errors', message }];
};
