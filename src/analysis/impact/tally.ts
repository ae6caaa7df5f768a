import type { ClauseId } from '../../contract/contract.js';
import type { Judged } from './judge-case.js';
import type { Decision } from '../../engine/evaluation.js';
import type { Money } from '../../language/format-value.js';
import { add, within } from './map-counts.js';
import { movementsOf, type Movement, type Stake } from './stakes.js';
import { apart } from './told-apart.js';

/** What customers gain and lose in one unit. Minor units or counts, exact. */
export interface Amounts {
  readonly isMoney: boolean;
  /** Cases in which they gain, and lose. */
  gainers: number;
  losers: number;
  gained: bigint;
  lost: bigint;
}

/** How one effect changes. */
export interface EffectTally {
  changed: number;
  /** By unit, how much it grows and shrinks, whoever gains by it. */
  readonly units: Map<string, { readonly isMoney: boolean; up: bigint; down: bigint }>;
}

/** What came of the cases of one decision. */
export interface DecisionTally extends CohortTally {
  /** Cases of which only the cited clauses change. */
  grounds: number;
  /** By outcome before, then after: every case, those that do not change among them. */
  readonly outcomes: Map<string, Map<string, number>>;
  /** In how many cases a clause is no longer cited, and newly cited. */
  readonly clauses: Map<ClauseId, { lost: number; gained: number }>;
  readonly effects: Map<string, EffectTally>;
}

/** What came of some cases. */
export interface CohortTally {
  compared: number;
  changed: number;
  readonly amounts: Map<string, Amounts>;
}

/** Why a case is not compared. */
export type NotCompared =
  | 'erased'
  | 'masked'
  | 'sealed'
  | 'dropped'
  | 'malformed'
  | 'other-document'
  | 'not-decided-before'
  | 'no-such-decision'
  | 'refused'
  | 'failed';

/** What came of many cases; plain data that threads hand over and that is merged. */
export interface Tally {
  /** Lines read. */
  read: number;
  /** Cases that the question is about. */
  chosen: number;
  /** Epoch milliseconds; the earliest and the latest asOf of what is compared. */
  earliest: number;
  latest: number;
  readonly decisions: Map<string, DecisionTally>;
  /** By cohort, then by its value. */
  readonly cohorts: Map<string, Map<string, CohortTally>>;
  readonly notCompared: Map<NotCompared, number>;
  /** What the other edition has against the facts of those refused, or how it failed; each error once a case. */
  readonly errors: Map<string, number>;
}

/** Nothing yet. */
export const emptyTally = (): Tally => ({
  read: 0,
  chosen: 0,
  earliest: Infinity,
  latest: -Infinity,
  decisions: new Map(),
  cohorts: new Map(),
  notCompared: new Map(),
  errors: new Map(),
});

/** No cases yet. */
export const emptyCohort = (): CohortTally => ({ compared: 0, changed: 0, amounts: new Map() });
/** No cases of a decision yet. */
export const emptyDecision = (): DecisionTally => ({
  ...emptyCohort(),
  grounds: 0,
  outcomes: new Map(),
  clauses: new Map(),
  effects: new Map(),
});

/** A case that was compared, or several that are alike but for their amounts: then each movement is the sum of theirs, which have one sign. */
export interface ComparedCase {
  readonly decision: string;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly outcomes: readonly [before: string, after: string];
  /** Which value of each cohort it is of. */
  readonly cohorts: readonly (readonly [cohort: string, value: string])[];
  readonly judged: Judged;
}

/** Counts a case that was compared, or so many that are alike. */
export const countCompared = (tally: Tally, one: ComparedCase, times = 1): void => {
  const { judged } = one;
  const decision = within(tally.decisions, one.decision, emptyDecision);
  const [before, after] = one.outcomes;
  const row = within(decision.outcomes, before, () => new Map<string, number>());
  row.set(after, (row.get(after) ?? 0) + times);
  tally.earliest = Math.min(tally.earliest, one.asOf);
  tally.latest = Math.max(tally.latest, one.asOf);
  countCohort(decision, judged, times);
  for (const [cohort, value] of one.cohorts) {
    const values = within(tally.cohorts, cohort, () => new Map<string, CohortTally>());
    countCohort(within(values, apart(values, value), emptyCohort), judged, times);
  }
  if (judged.verdict === 'same') return;
  if (judged.verdict === 'grounds') decision.grounds += times;
  for (const clause of judged.lost) within(decision.clauses, clause, noClause).lost += times;
  for (const clause of judged.gained) within(decision.clauses, clause, noClause).gained += times;
  for (const effect of judged.effects) within(decision.effects, effect, emptyEffect).changed += times;
  for (const { effect, unit, isMoney, change } of judged.movements) {
    const { units } = within(decision.effects, effect, emptyEffect);
    const sum = within(units, unit, () => ({ isMoney, up: 0n, down: 0n }));
    if (change > 0n) sum.up += change;
    else sum.down -= change;
  }
};

/** No case of a clause yet. */
export const noClause = (): { lost: number; gained: number } => ({ lost: 0, gained: 0 });
/** No case of an effect yet. */
export const emptyEffect = (): EffectTally => ({ changed: 0, units: new Map() });

const countCohort = (cohort: CohortTally, { verdict, movements }: Judged, times: number): void => {
  cohort.compared += times;
  if (verdict !== 'changed') return;
  cohort.changed += times;
  for (const { unit, isMoney, gain } of gainsOf(movements)) {
    const amounts = within(cohort.amounts, unit, () => noAmounts(isMoney));
    if (gain > 0n) {
      amounts.gainers += times;
      amounts.gained += gain;
    } else {
      amounts.losers += times;
      amounts.lost -= gain;
    }
  }
};

/** Nothing gained or lost yet. */
export const noAmounts = (isMoney: boolean): Amounts => ({
  isMoney,
  gainers: 0,
  losers: 0,
  gained: 0n,
  lost: 0n,
});

/** What the customer of one case gains in each unit, less what is lost there; never zero. */
export const gainsOf = (
  movements: readonly Movement[],
): readonly { readonly unit: string; readonly isMoney: boolean; readonly gain: bigint }[] => {
  const gains = new Map<string, { readonly isMoney: boolean; gain: bigint }>();
  for (const { unit, isMoney, change, customer } of movements) {
    if (customer === null) continue;
    const sum = within(gains, unit, () => ({ isMoney, gain: 0n }));
    sum.gain += customer === 'gains' ? change : -change;
  }
  return [...gains].flatMap(([unit, sum]) => (sum.gain === 0n ? [] : [{ unit, ...sum }]));
};

/** What the customer of a case gains in each currency by being decided in another way, negative where it is a loss; never zero. */
export const moneyGained = (
  stakes: readonly Stake[],
  before: Decision['effects'],
  after: Decision['effects'],
): readonly Money[] =>
  gainsOf(movementsOf(stakes, before, after)).flatMap(({ unit, isMoney, gain }) =>
    isMoney ? [{ minor: Number(gain), currency: unit }] : [],
  );

/** Counts a case that was not compared, or so many; `errors` say what stands against each, if anything. */
export const countNotCompared = (
  tally: Tally,
  why: NotCompared,
  errors: readonly string[] = [],
  times = 1,
): void => {
  add(tally.notCompared, why, times);
  for (const error of new Set(errors)) add(tally.errors, apart(tally.errors, error), times);
};
