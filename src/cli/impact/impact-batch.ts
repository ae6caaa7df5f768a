import type { LineBatch } from '../../audit/verify/line-batches.js';
import { makePersonalKey } from '../../audit/record/personal-storage.js';
import { byMonth, cohortOf, type Cohort } from '../../analysis/impact/cohorts.js';
import type { LargeCase } from '../../analysis/impact/largest.js';
import { stakesOf, type Sides } from '../../analysis/impact/stakes.js';
import { countNotCompared, emptyTally, type Tally } from '../../analysis/impact/tally.js';
import { makeWeighCase } from '../../analysis/impact/weigh-cases.js';
import type { Edition } from '../../edition/model/edition.js';
import { engines } from '../../engine/engines.js';
import { makeEvaluators } from '../../decide/evaluate.js';
import type { Editions } from '../../decide/editions/editions.js';
import { makeFindRecorded, makeFindRequested, type CaseChoice } from './impact-cases.js';

/** What is asked; plain data that each thread is started with. */
export interface ImpactPlan {
  /** The files of the edition whose impact is asked for. */
  readonly to: ReadonlyMap<string, string>;
  /** Readings of it that are taken as they rejected. */
  readonly rejected: readonly string[];
  readonly choice: CaseChoice;
  /** Dotted names of facts. */
  readonly cohorts: readonly string[];
  readonly sides: Sides;
  readonly overlook: boolean;
  /** 32 bytes, base64: opens encrypted facts. */
  readonly personalKey: string | undefined;
  /** Where lines are requests: what decides them first. `null` where they are records of a log. */
  readonly requests: RequestsPlan | null;
}

/** Requests are decided by the edition that governs each. */
export interface RequestsPlan {
  readonly editionsDirectory: string;
  /** Epoch milliseconds, for requests without an asOf. */
  readonly now: number;
}

/** What came of a batch of lines. */
export interface BatchImpact {
  readonly tally: Tally;
  /** Cases that may be among the largest of all. */
  readonly large: readonly LargeCase[];
}

/** The cohorts of a plan. Throws where a fact makes none, which whoever made the plan has checked. */
export const cohortsOf = (edition: Edition, facts: readonly string[]): readonly Cohort[] => [
  byMonth(edition),
  ...facts.map((fact) => {
    const cohort = cohortOf(edition, fact);
    if ('code' in cohort) throw new TypeError(`No cohort by ${fact}: ${cohort.code}`);
    return cohort;
  }),
];

/**
 * Weighs batches of lines by another edition.
 * @param edition the one in the plan's files
 * @param editions those that govern requests; `null` where lines are records
 */
export const makeImpactBatch = (
  plan: ImpactPlan,
  edition: Edition,
  editions: Editions | null,
): ((batch: LineBatch) => Promise<BatchImpact>) => {
  const key =
    plan.personalKey === undefined ? undefined : makePersonalKey(Buffer.from(plan.personalKey, 'base64'));
  const find =
    plan.requests === null || editions === null
      ? makeFindRecorded(plan.choice, key)
      : makeFindRequested(plan.choice, {
          editions,
          evaluators: makeEvaluators(engines.compiled),
          now: plan.requests.now,
        });
  let large: LargeCase[] = [];
  const weigh = makeWeighCase(
    {
      edition,
      evaluator: engines.compiled(edition),
      stakes: stakesOf(edition, plan.sides),
      cohorts: cohortsOf(edition, plan.cohorts),
      overlook: plan.overlook,
    },
    { large: (one) => large.push(one) },
  );
  return async ({ lines, at }) => {
    const tally = emptyTally();
    large = [];
    for (const [place, line] of lines.entries()) {
      tally.read += 1;
      const coming = find(line, at[place] ?? '');
      // Most are there at once, and a turn of the event loop would cost as much as a decision.
      const found = coming instanceof Promise ? await coming : coming;
      for (const one of found) {
        if (one.code === 'not-compared') {
          countNotCompared(tally, one.why, one.errors);
          continue;
        }
        tally.chosen += 1;
        const weighing = weigh(tally, one.case);
        if (weighing !== undefined) await weighing;
      }
    }
    return { tally, large };
  };
};
