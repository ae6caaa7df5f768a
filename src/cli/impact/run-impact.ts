import type { StoredLine } from '../../audit/store/lines.js';
import { batchesOf, type LineBatch } from '../../audit/verify/line-batches.js';
import { makeOwnPool, makePool, threadScript, type Pool } from '../../workers/pool.js';
import { workThrough } from '../../workers/work-through.js';
import { offerLargest, type Largest } from '../../analysis/impact/largest.js';
import { mergeTally } from '../../analysis/impact/merge-tally.js';
import { emptyTally, type Tally } from '../../analysis/impact/tally.js';
import type { Edition } from '../../edition/model/edition.js';
import { makeImpactBatch, type BatchImpact, type ImpactPlan } from './impact-batch.js';
import { openImpactBatch } from './open-impact-batch.js';

/** What came of all lines. */
export interface ImpactRun {
  readonly tally: Tally;
  readonly largest: Largest;
}

/** How lines are worked on. */
export interface RunOptions {
  readonly plan: ImpactPlan;
  /** Threads besides this one; 0 works in this one. */
  readonly workers: number;
  /** Told how many lines are weighed so far. */
  readonly progress: (lines: number) => void;
}

/** Weighs batches in so many threads besides this one, which load the edition; with none in this one, which has it. */
export const makeImpactPool = (
  plan: ImpactPlan,
  edition: Edition,
  workers: number,
): Pool<LineBatch, BatchImpact> =>
  workers === 0
    ? makeOwnPool(makeImpactBatch(plan, edition, null))
    : makePool(threadScript('impact-worker', import.meta.url), { width: workers, data: plan });

/** Weighs lines over several threads. Holds a few batches for each and what they come to, however many lines there are. */
export const runImpact = async (
  lines: AsyncIterable<StoredLine>,
  { plan, workers, progress }: RunOptions,
): Promise<ImpactRun> => {
  const tally = emptyTally();
  const largest: Largest = new Map();
  const pool: Pool<LineBatch, BatchImpact> =
    workers === 0
      ? makeOwnPool(await openImpactBatch(plan))
      : makePool(threadScript('impact-worker', import.meta.url), { width: workers, data: plan });
  for await (const { result } of workThrough(batchesOf(lines), pool, (batch) => batch)) {
    mergeTally(tally, result.tally);
    for (const one of result.large) offerLargest(largest, one);
    progress(tally.read);
  }
  return { tally, largest };
};
