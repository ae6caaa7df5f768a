import type { Edition, RuleSet } from '../edition/edition.js';
import type { Evaluator } from '../engine/evaluation.js';
import { firstInstantMs, formatInstant, lastInstantMs } from '../language/instants.js';
import { withValue, type Case } from './boundary-case.js';
import type { Dimension, Json } from './boundary-dimensions.js';
import type { RuleSetLiterals } from './boundary-literals.js';
import { instantsOf } from './sweep-boundaries.js';

/** One value of one dimension; the path of asOf is empty. */
export interface Choice {
  readonly path: readonly string[];
  readonly value: Json;
}

/** Values of two different dimensions. */
export type Pair = readonly [Choice, Choice];

/** How many instants of a case are tried for each fact, besides those of the edition. */
const instantLimit = 16;

/**
 * What varies around a case: its dimensions that are read, and asOf. Instants are tried a millisecond before, at and after each other
 * instant that the case has, its definitions' among them, and whole durations of the rule set away from asOf; numbers at what its definitions come to.
 */
export const choicesAround = async (
  evaluator: Evaluator,
  edition: Edition,
  ruleSet: RuleSet,
  dimensions: readonly Dimension[],
  literals: RuleSetLiterals,
  one: Case,
): Promise<readonly (readonly Choice[])[]> => {
  const explained = await Promise.resolve(evaluator.explain({ decision: ruleSet.decision, ...one })).catch(
    () => undefined,
  );
  const found = explained?.code === 'decided' ? instantsOf(edition, ruleSet, explained.trace) : [];
  const shifted = literals.durations.flatMap((duration) => [one.asOf - duration, one.asOf + duration]);
  const own = [...new Set([one.asOf, ...found.map(([at]) => at), ...shifted])].slice(0, instantLimit);
  const near = [...new Set([...own, ...literals.instants])]
    .flatMap((at) => [at, at - 1, at + 1])
    .filter((at) => at > firstInstantMs && at < lastInstantMs);
  const read = dimensions.filter(({ isRead }) => isRead);
  return [
    near.map((value) => ({ path: [], value })),
    ...read.map(({ path, values, kind }) => {
      const instants = kind === 'instant' ? near.map((at) => formatInstant(at)) : [];
      return [...new Set([...values, ...instants])].map((value) => ({ path, value }));
    }),
  ];
};

/** The case with one choice taken. */
export const chosen = (one: Case, { path, value }: Choice): Case =>
  path.length === 0 && typeof value === 'number'
    ? { ...one, asOf: value }
    : { ...one, facts: withValue(one.facts, path, value) };

/** All pairs of choices from two different dimensions: those with few values first, since each of them says more. */
export const pairsOf = function* (dimensions: readonly (readonly Choice[])[]): Generator<Pair> {
  const blocks = dimensions
    .flatMap((left, i) => dimensions.slice(i + 1).map((right) => ({ left, right })))
    // A field and the record around it are not chosen together.
    .filter(({ left, right }) => !isAbove(left[0], right[0]) && !isAbove(right[0], left[0]))
    .sort((a, b) => a.left.length * a.right.length - b.left.length * b.right.length);
  for (const { left, right } of blocks) for (const one of left) for (const other of right) yield [one, other];
};

const isAbove = (above: Choice | undefined, below: Choice | undefined): boolean =>
  above !== undefined &&
  below !== undefined &&
  above.path.length > 0 &&
  above.path.length < below.path.length &&
  above.path.every((step, i) => below.path[i] === step);
