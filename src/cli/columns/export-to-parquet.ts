import { NotExportableError } from '../../audit/store/export-log.js';
import { counted } from '../../language/numbers/counted.js';
import { ColumnTakenError } from '../../sql/columns/named-columns.js';
import { textOf } from '../../sql/values/sql-text.js';
import type { NamedLog } from '../arguments/log-options.js';
import { openLog } from '../arguments/open.js';
import { personalSecret } from '../arguments/personal-options.js';
import { tellingProgress, workersOf } from '../arguments/workers-option.js';
import { CouldNot, type ExitCode, type Shell } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';
import { withDuckDb } from '../sql/with-duckdb.js';
import { exportColumns } from './export-columns.js';
import { openExportFolder } from './export-folder.js';
import { makeRowsPool } from './rows-pool.js';

/** What a call says of an export as columns. */
interface ParquetValues extends NamedLog {
  readonly withPersonal: boolean;
  readonly personalKey: string | undefined;
  readonly workers: number | undefined;
}

/** Exports what is new in a log to a folder of Parquet files. Throws {@link CouldNot}. */
export const exportToParquet = async (
  directory: string,
  args: ParquetValues,
  shell: Shell,
): Promise<ExitCode> => {
  const personalKey = (await personalSecret(args))?.toString('base64');
  const startedAt = shell.now();
  const stop = { isAsked: false };
  void shell.untilStopped.then(() => {
    stop.isAsked = true;
  });
  const log = await openLog(args);
  try {
    const lines = (await log.ends()).reduce((sum, { last }) => sum + last, 0);
    const workers = workersOf(args.workers, lines);
    const folder = await openExportFolder(directory);
    try {
      const pool = makeRowsPool(log, { withPersonal: args.withPersonal, personalKey }, workers);
      const { records, dropped, events, files } = await withDuckDb(async (duckdb) => {
        await duckdb.run(`SET temp_directory = ${textOf(folder.parts)}`);
        // Each part is written by the thread that asks for it: several that share one query wait for each other in a loop.
        await duckdb.run('SET threads = 1');
        return exportColumns({
          ...{ log, folder, duckdb, pool, withPersonal: args.withPersonal },
          progress: tellingProgress('log export', shell),
          tell: (message) => {
            shell.err(`clausebook log export: ${message}\n`);
          },
          unlessStopped: () => {
            if (stop.isAsked)
              throw new CouldNot(
                'It was stopped. What was committed stays; the next export goes on from there.',
              );
          },
        });
      }).finally(pool.close);
      const seconds = Math.max(1, shell.now() - startedAt) / 1000;
      shell.err(
        `Exported ${counted(records, 'record')} to ${counted(files, 'file')} of \`${directory}\` in ${seconds.toFixed(1)} s (${Math.round(records / seconds)}/s)${dropped + events === 0 ? '' : `; passed over ${counted(dropped, 'record')} that lost the content, and ${counted(events, 'event')}`}.\n`,
      );
      return 0;
    } finally {
      await folder.release();
    }
  } catch (cause) {
    throw told(cause, directory);
  } finally {
    await log.close();
  }
};

/** What can be told of a failure; a defect stays what it is. */
const told = (cause: unknown, directory: string): unknown => {
  if (cause instanceof NotExportableError)
    return new CouldNot(`not-exportable: ${cause.message} See \`npx clausebook verify\`.`, { cause });
  if (cause instanceof ColumnTakenError) return new CouldNot(cause.message, { cause });
  const unwritten = unwrittenBy(cause);
  if (unwritten !== undefined)
    return new CouldNot(`export-unwritable: \`${directory}\` can't be written: ${toldReason(unwritten)}`, {
      cause,
    });
  return cause;
};

/** What could not write the folder: the system, the lock, or DuckDB, whose failures are told already. */
const unwrittenBy = (cause: unknown): Error | undefined => {
  if (!(cause instanceof Error)) return undefined;
  if ('syscall' in cause || isSqliteError(cause)) return cause;
  const inner = cause instanceof CouldNot ? cause.cause : undefined;
  return inner instanceof Error && /^IO Error: (?:Could not write|Cannot open|Failed to)/.test(inner.message)
    ? inner
    : undefined;
};

/** Of the lock, which is a file of SQLite's. */
const isSqliteError = (cause: Error): boolean =>
  'code' in cause && typeof cause.code === 'string' && cause.code.startsWith('SQLITE_');
