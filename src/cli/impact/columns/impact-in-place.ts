import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byNumbers } from '../../../language/text-order.js';
import { offerLargest, type LargeCase, type Largest } from '../../../analysis/impact/largest.js';
import { mergeTally } from '../../../analysis/impact/merge-tally.js';
import { emptyTally } from '../../../analysis/impact/tally.js';
import type { LineBatch } from '../../../audit/verify/line-batches.js';
import type { Edition } from '../../../edition/model/edition.js';
import { textOf } from '../../../sql/values/sql-text.js';
import { inOrder } from '../../../workers/in-order.js';
import type { LogToRead } from '../../arguments/open.js';
import { CouldNot, type Shell } from '../../shell/command.js';
import { withDuckDb } from '../../sql/with-duckdb.js';
import type { BatchImpact, ImpactPlan } from '../impact-batch.js';
import { makeImpactPool, type ImpactRun } from '../run-impact.js';
import { stretchesOf, type Stretch } from '../../columns/stretch-after.js';
import { batchOf, makePartGatherer, type LogPart } from './log-parts.js';
import { makeWeighParts } from './weigh-parts.js';

/** How a log is weighed where it lies. */
export interface InPlace {
  readonly plan: ImpactPlan;
  readonly edition: Edition;
  readonly before: (digest: string) => Promise<Edition | undefined>;
  readonly sample: number;
  /** Threads that read besides, of what SQL does not compare. */
  readonly workers: number;
  readonly progress: (lines: number) => void;
  readonly tell: (message: string) => void;
  /** So many records are compared by one query. */
  readonly rowsOfPart?: number;
}

/**
 * Weighs a log of a database: its records are read once, in bulk; DuckDB takes from them what a comparison needs, a part after the other, and compares.
 * Throws {@link CouldNot} where it is stopped.
 */
export const impactInPlace = async (
  log: Pick<LogToRead, 'ends' | 'linesAfter' | 'linesJoined'>,
  { workers, progress, rowsOfPart = usualRows, ...options }: InPlace,
  shell: Pick<Shell, 'untilStopped'>,
): Promise<ImpactRun> => {
  const { plan, edition } = options;
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-impact-'));
  const stop = { isAsked: false, interrupt: (): void => undefined };
  void shell.untilStopped.then(() => {
    stop.isAsked = true;
    stop.interrupt();
  });
  const unlessStopped = (): void => {
    if (stop.isAsked) throw new CouldNot('It was stopped; nothing is told.');
  };
  const pool = makeImpactPool(plan, edition, workers);
  try {
    return await withDuckDb(async (duckdb) => {
      stop.interrupt = () => {
        duckdb.connection.interrupt();
      };
      await duckdb.run(`SET temp_directory = ${textOf(folder)}`);
      const tally = emptyTally();
      const large: LargeCase[] = [];
      const take = (impact: BatchImpact): void => {
        mergeTally(tally, impact.tally);
        large.push(...impact.large);
      };
      const oneByOne = async (batch: LineBatch): Promise<void> => {
        if (batch.lines.length > 0) take(await pool.run(batch));
      };
      const parts = makeWeighParts({ ...options, duckdb, folder, oneByOne });
      const gatherer = makePartGatherer(rowsOfPart);
      // One part is weighed while the next one is read.
      let weighing = Promise.resolve();
      const weigh = async (part: LogPart): Promise<void> => {
        await weighing;
        unlessStopped();
        weighing = parts.weigh(part);
        // Whoever brings the next part, or ends, hears of it.
        weighing.catch(() => undefined);
      };
      const work = async (stretch: Stretch): Promise<{ stretch: Stretch; impact: BatchImpact | null }> => ({
        stretch,
        impact:
          stretch.others.length === 0 ? null : await pool.run(batchOf(stretch.chain.name, stretch.others)),
      });
      try {
        let lines = 0;
        // A value that is kept beside the body and is no fact plays no part.
        const stretches = stretchesOf(log, await log.ends(), () => 0, false);
        for await (const { stretch, impact } of inOrder(stretches, pool.width * 2, work)) {
          unlessStopped();
          if (impact !== null) take(impact);
          for (const one of stretch.plain)
            if (plan.choice.decision !== undefined && one.decision !== plan.choice.decision)
              tally.read += one.rows;
            else for (const part of gatherer.add(stretch.chain, one)) await weigh(part);
          lines += stretch.count;
          progress(lines);
        }
        for (const part of gatherer.rest()) await weigh(part);
        await weighing;
      } finally {
        // It uses the database, the folder and the threads, which are closed next.
        await weighing.catch(() => undefined);
      }
      const weighed = await parts.end();
      unlessStopped();
      mergeTally(tally, weighed.tally);
      // Of equal ones those count that came first, whatever they were decided by.
      const largest: Largest = new Map();
      for (const one of [...large, ...weighed.large].toSorted((a, b) => byNumbers(a.at, b.at)))
        offerLargest(largest, one);
      return { tally, largest };
    });
  } catch (cause) {
    unlessStopped();
    throw cause;
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
};

const usualRows = 100_000;
