import type { Edition } from '../../edition/model/edition.js';
import type { RequiredFields } from '../../edition/model/fact-schema.js';
import { below, isRecord } from '../../language/values.js';
import { boundedFacts } from './bounded-facts.js';
import type { FactError } from '../evaluation.js';
import { missingFact, toFactError, type ShapeError } from './fact-error.js';

type Facts = Readonly<Record<string, unknown>>;

/** Checks the facts of one decision; every error at once, in the order of their pointers. */
export type ValidateFacts = (facts: Facts) => readonly FactError[];

/** What is wrong with facts for whatever decision. */
interface Misshapen {
  readonly errors: readonly FactError[];
  /** So many names that the vocabulary does not have were not looked at. */
  readonly more: number;
}

/** Looks at the shape of facts, whatever decision they are for. */
export type ShapeCheck = (facts: Facts) => Misshapen;

/** Makes the check of facts that may not lack some fields. */
export const validationBy =
  (required: RequiredFields, misshapen: ShapeCheck): ValidateFacts =>
  (facts) => {
    const { errors, more } = misshapen(facts);
    if (errors.length === 0 && hasAll(facts, required)) return noErrors;
    return oncePerPlace([...errors, ...missingFacts(facts, required, '')], more);
  };

/** Tells every error that a check of the vocabulary's schema finds. @param find gives them in the order in which they are looked for */
export const misshapenBy = (
  edition: Edition,
  facts: Facts,
  find: (facts: Facts) => readonly ShapeError[],
): Misshapen => {
  const bounded = boundedFacts(edition, facts, mostErrors);
  const found = find(bounded.facts);
  if (found.length === 0) return wellShaped;
  return {
    errors: found.flatMap((error, nth) => toFactError(error, nth < mostHints) ?? []),
    more: bounded.leftOut,
  };
};

const noErrors: readonly FactError[] = Object.freeze([]);

/** That nothing is wrong. */
export const wellShaped: Misshapen = { errors: noErrors, more: 0 };

/** More errors are not told: who mends so many sends the rest again anyway. */
const mostErrors = 100;

/** What was probably meant is looked for with so many: it takes as long as there are names. */
const mostHints = 10;

/** Whether some errors were not told, so that other places than those named may be wrong. */
export const isCut = (errors: readonly FactError[]): boolean => errors.at(-1)?.code === 'more-errors';

/** Whether no fact is missing, without telling which. */
export const hasAll = (facts: Facts, { names, inside }: RequiredFields): boolean => {
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

/** One complaint per place: the first keyword that failed says enough. @param more how many others there are at least */
export const oncePerPlace = (errors: readonly FactError[], more: number): readonly FactError[] => {
  if (errors.length === 0) return noErrors;
  const found = new Map<string, FactError>();
  for (const error of errors) if (!found.has(error.pointer)) found.set(error.pointer, error);
  const told = [...found.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  const untold = Math.max(0, told.length - mostErrors) + more;
  if (untold === 0) return told;
  const message = `${untold} more places are wrong. Mend those that are named, and send the facts again.`;
  return [...told.slice(0, mostErrors), { pointer: '', code: 'more-errors', message }];
};
