import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { dayOf, formatDate } from '../../language/time/calendar.js';
import { firstInstantMs, formatInstant, lastInstantMs } from '../../language/instants.js';
import type { Nearness } from './boundary-nearness.js';
import { valueAt, withValue, type Case } from './boundary-case.js';
import type { Dimension, Json } from './boundary-dimensions.js';
import type { RuleSetLiterals } from './boundary-literals.js';
import { instantsOf } from '../sweep/sweep-boundaries.js';

/** One value of one dimension; the path of asOf is empty. */
export interface Choice {
  readonly path: readonly string[];
  readonly value: Json;
}

/** Values to take together: one, or two of different dimensions. */
export type Choices = readonly [Choice] | readonly [Choice, Choice];

/** How many instants of a case are tried for each fact, besides those of the edition. */
const instantLimit = 8;

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
    near.filter((at) => at !== one.asOf).map((value) => ({ path: [], value })),
    ...read.map(({ path, values, kind }) => {
      const instants =
        kind === 'instant'
          ? near.map((at) => formatInstant(at))
          : kind === 'date'
            ? near.map((at) => formatDate(dayOf(at)))
            : [];
      const now = JSON.stringify(valueAt(one.facts, path));
      return [...new Set([...values, ...instants])]
        .filter((value) => JSON.stringify(value) !== now)
        .map((value) => ({ path, value }));
    }),
  ];
};

/** The case with one choice taken. */
export const chosen = (one: Case, { path, value }: Choice): Case =>
  path.length === 0 && typeof value === 'number'
    ? { ...one, asOf: value }
    : { ...one, facts: withValue(one.facts, path, value) };

/** Of how many choices one comes from anywhere. */
const strayEvery = 4;

/**
 * Every choice by itself, and all pairs of choices from two different dimensions. First those that say most: of dimensions that meet in a condition,
 * and that have few values. Now and then one from anywhere, so that a limit does not always leave out the same.
 * @param nearness of two paths: 2 where a condition reads both, 1 where a rule does, else 0
 */
export const choicesToTry = function* (
  dimensions: readonly (readonly Choice[])[],
  nearness: Nearness,
): Generator<Choices> {
  const alone = dimensions.map((left) => ({
    left,
    right: undefined,
    size: left.length,
    weight: left.length / 4,
  }));
  const pairs = dimensions
    .flatMap((left, i) => dimensions.slice(i + 1).map((right) => ({ left, right })))
    // A field and the record around it are not chosen together.
    .filter(({ left, right }) => !isAbove(left[0], right[0]) && !isAbove(right[0], left[0]))
    .map(({ left, right }) => {
      const size = left.length * right.length;
      return {
        left,
        right,
        size,
        weight: size / (1 + 9 * nearness(left[0]?.path ?? [], right[0]?.path ?? [])),
      };
    });
  const blocks = [...alone, ...pairs].sort((a, b) => a.weight - b.weight);
  const total = blocks.reduce((sum, { size }) => sum + size, 0);
  // Most are never asked for: they are made one by one.
  const choicesAt = (place: number): Choices | undefined => {
    let rest = place;
    for (const { left, right, size } of blocks) {
      if (rest >= size) {
        rest -= size;
        continue;
      }
      const one = left[right === undefined ? rest : Math.floor(rest / right.length)];
      const other = right?.[rest % right.length];
      if (one === undefined) return undefined;
      return other === undefined ? [one] : [one, other];
    }
    return undefined;
  };
  const step = coprimeTo(total);
  const tried = new Set<number>();
  for (let n = 0; n < total; n += 1) {
    for (const place of n % strayEvery === 0 ? [n, (n * step) % total] : [n]) {
      const choices = tried.has(place) ? undefined : choicesAt(place);
      if (choices === undefined) continue;
      tried.add(place);
      yield choices;
    }
  }
};

/** A step with which counting round a number comes to every place once, and soon near each. */
const coprimeTo = (total: number): number => {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = Math.max(1, Math.floor(total * 0.618_033_988_75));
  while (divisor(step, total) > 1) step += 1;
  return step;
};

const isAbove = (above: Choice | undefined, below: Choice | undefined): boolean =>
  above !== undefined &&
  below !== undefined &&
  above.path.length > 0 &&
  above.path.length < below.path.length &&
  above.path.every((step, i) => below.path[i] === step);
