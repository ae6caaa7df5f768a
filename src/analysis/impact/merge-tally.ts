import { add, within } from './map-counts.js';
import {
  emptyCohort,
  emptyDecision,
  emptyEffect,
  noAmounts,
  noClause,
  type CohortTally,
  type DecisionTally,
  type Tally,
} from './tally.js';
import { apart } from './told-apart.js';

/** Adds one tally to another. The sums are the same in whatever order, the values that stand under `(others)` follow the order. */
export const mergeTally = (into: Tally, from: Tally): void => {
  into.read += from.read;
  into.chosen += from.chosen;
  into.earliest = Math.min(into.earliest, from.earliest);
  into.latest = Math.max(into.latest, from.latest);
  for (const [why, count] of from.notCompared) add(into.notCompared, why, count);
  for (const [error, count] of from.errors) add(into.errors, apart(into.errors, error), count);
  for (const [name, decision] of from.decisions)
    mergeDecision(within(into.decisions, name, emptyDecision), decision);
  for (const [cohort, values] of from.cohorts) {
    const known = within(into.cohorts, cohort, () => new Map<string, CohortTally>());
    for (const [value, one] of values) mergeCohort(within(known, apart(known, value), emptyCohort), one);
  }
};

const mergeDecision = (into: DecisionTally, from: DecisionTally): void => {
  mergeCohort(into, from);
  into.grounds += from.grounds;
  for (const [before, row] of from.outcomes) {
    const known = within(into.outcomes, before, () => new Map<string, number>());
    for (const [after, count] of row) add(known, after, count);
  }
  for (const [clause, { lost, gained }] of from.clauses) {
    const known = within(into.clauses, clause, noClause);
    known.lost += lost;
    known.gained += gained;
  }
  for (const [effect, { changed, units }] of from.effects) {
    const known = within(into.effects, effect, emptyEffect);
    known.changed += changed;
    for (const [unit, { isMoney, up, down }] of units) {
      const sum = within(known.units, unit, () => ({ isMoney, up: 0n, down: 0n }));
      sum.up += up;
      sum.down += down;
    }
  }
};

const mergeCohort = (into: CohortTally, from: CohortTally): void => {
  into.compared += from.compared;
  into.changed += from.changed;
  for (const [unit, amounts] of from.amounts) {
    const known = within(into.amounts, unit, () => noAmounts(amounts.isMoney));
    known.gainers += amounts.gainers;
    known.losers += amounts.losers;
    known.gained += amounts.gained;
    known.lost += amounts.lost;
  }
};

/** The cases of all decisions together. */
export const inAll = (tally: Tally): CohortTally => {
  const all = emptyCohort();
  for (const decision of tally.decisions.values()) mergeCohort(all, decision);
  return all;
};
