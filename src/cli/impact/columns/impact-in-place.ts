import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countNotCompared } from '../../../analysis/impact/tally.js';
import { NotExportableError } from '../../../audit/store/export-log.js';
import type { Edition } from '../../../edition/model/edition.js';
import { textOf } from '../../../sql/values/sql-text.js';
import type { LogToRead } from '../../arguments/open.js';
import { exportColumns } from '../../columns/export-columns.js';
import { openExportFolder } from '../../columns/export-folder.js';
import { readColumns } from '../../columns/read-columns.js';
import { makeRowsPool } from '../../columns/rows-pool.js';
import { CouldNot, type Shell } from '../../shell/command.js';
import { withDuckDb } from '../../sql/with-duckdb.js';
import type { ImpactPlan } from '../impact-batch.js';
import type { ImpactRun } from '../run-impact.js';
import { weighColumns } from './weigh-columns.js';

/** How a log is weighed where it lies. */
interface InPlace {
  readonly plan: ImpactPlan;
  readonly edition: Edition;
  readonly before: (digest: string) => Promise<Edition | undefined>;
  readonly sample: number;
  /** Threads that read besides, of records in no usual form. */
  readonly workers: number;
  readonly progress: (lines: number) => void;
  readonly tell: (message: string) => void;
}

/**
 * Weighs a log of a database: its records are read once, in bulk, into columns that are gone afterwards, and these are weighed. Throws {@link CouldNot}
 * where a line is no record, and where it is stopped.
 */
export const impactInPlace = async (
  log: LogToRead,
  { workers, progress, ...options }: InPlace,
  shell: Pick<Shell, 'untilStopped'>,
): Promise<ImpactRun> => {
  const { tell, plan } = options;
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-impact-'));
  const stop = { isAsked: false, interrupt: (): void => undefined };
  void shell.untilStopped.then(() => {
    stop.isAsked = true;
    stop.interrupt();
  });
  const unlessStopped = (): void => {
    if (stop.isAsked) throw new CouldNot('It was stopped; nothing is told.');
  };
  try {
    return await withDuckDb(async (duckdb) => {
      stop.interrupt = () => {
        duckdb.connection.interrupt();
      };
      const folder = await openExportFolder(directory);
      const pool = makeRowsPool(log, { withPersonal: true, personalKey: plan.personalKey }, workers);
      await duckdb.run(`SET temp_directory = ${textOf(folder.parts)}`);
      // Each part is written by the thread that asks for it.
      await duckdb.run('SET threads = 1');
      const { dropped } = await exportColumns({
        ...{ log, folder, duckdb, pool, withPersonal: true, progress, unlessStopped },
        tell: (message) => {
          tell(message);
        },
      }).finally(async () => {
        await pool.close();
        await folder.release();
      });
      await duckdb.run(`SET threads = ${duckdb.threads}`);
      const { decisions, portions, chains, lines } = await readColumns(directory);
      const run = await weighColumns({ ...options, duckdb, decisions, portions, chains });
      unlessStopped();
      // What is no row was read all the same.
      run.tally.read = lines;
      if (dropped > 0) countNotCompared(run.tally, 'dropped', [], dropped);
      return run;
    });
  } catch (cause) {
    unlessStopped();
    if (cause instanceof NotExportableError)
      throw new CouldNot(
        `not-exportable: ${cause.message} See \`npx clausebook verify\`, or take \`--store\`, which counts what is no record.`,
        { cause },
      );
    throw cause;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
