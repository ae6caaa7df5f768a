import type { Invariant } from '../../edition/model/invariant.js';
import { dayMs, lastInstantMs } from '../../language/instants.js';
import type { InvariantCase } from './evaluate-invariant.js';
import type { CaseToTake } from './take-step.js';

/** For what a step leaves open, so many facts of other cases are tried. */
const mostOthers = 4;

/**
 * Cases of an invariant, of known cases of its decisions.
 * @param casesOf known cases of a decision
 * @param limit the most that are given, evenly from the first to the last
 */
export const knownCases = (
  { decisions, step }: Invariant,
  casesOf: (decision: string) => readonly CaseToTake[],
  limit: number,
): readonly InvariantCase[] => {
  const starts = startsOf(decisions, casesOf);
  if (step === null) return spread(starts, limit);
  const instants = (asOf: number): readonly number[] =>
    step.later
      ? [asOf, asOf + 1, asOf + 30 * dayMs, asOf + 400 * dayMs].filter((instant) => instant <= lastInstantMs)
      : [asOf];
  const stepped = starts.flatMap((one, place) =>
    instants(one.asOf).flatMap((asOf) =>
      step.other.length === 0
        ? [{ ...one, after: { facts: {}, asOf } }]
        : // Facts of cases nearby, so that each case meets others.
          [...Array(mostOthers).keys()].map((index) => {
            const facts = starts[(place + 1 + index * 7) % starts.length]?.facts ?? {};
            return { ...one, after: { facts, asOf } };
          }),
    ),
  );
  return spread(stepped, limit);
};

/** Cases with facts for all of some decisions: those of one, and what else the first cases of the others say. */
const startsOf = (
  decisions: readonly string[],
  casesOf: (decision: string) => readonly CaseToTake[],
): readonly CaseToTake[] => {
  const [first = '', ...others] = decisions;
  return others.reduce<readonly CaseToTake[]>(
    (starts, decision) =>
      starts.flatMap(({ facts, asOf }) =>
        casesOf(decision)
          .slice(0, 3)
          .map((other) => ({ facts: { ...other.facts, ...facts }, asOf })),
      ),
    casesOf(first).map(({ facts, asOf }) => ({ facts, asOf })),
  );
};

/** So many of them, evenly from the first to the last. */
const spread = <Item>(items: readonly Item[], limit: number): readonly Item[] =>
  items.length <= limit
    ? items
    : Array.from({ length: limit }, (_, place) => items[Math.floor((place * items.length) / limit)]).filter(
        (item) => item !== undefined,
      );
