import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { noDigest } from '../../record/canonical.js';
import { inPortions } from '../../record/commitment.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import { removeBeside } from '../../removal/beside.js';
import {
  DirectoryHeldError,
  DirectoryUnusableError,
  EarlierLogError,
  LogDamagedError,
  NoLogError,
  type Holder,
  type Report,
} from '../failures.js';
import type { Asked } from '../sql/asking.js';
import { subjectSalt } from '../sql/fill.js';
import { Releases } from '../sql/keep.js';
import type { End } from '../sql/log-on.js';
import { Queries } from '../sql/queries.js';
import { Failing, makeRecorder, type Recorder } from '../sql/recorder.js';
import { makeRemoval } from '../sql/removal.js';
import { runNow, type Run, type Steps } from '../sql/statement.js';
import { checkEnd } from './check-end.js';
import { clearWriteAhead } from './clearing.js';
import {
  firstRow,
  isDamage,
  isTaken,
  openDatabase,
  runOn,
  sqlite,
  sqliteCode,
  type Database,
} from './database.js';
import { lockFile, takeLock, type Lock } from './lock.js';
import { checkSchema, createSchema, ForeignFileError, isEmpty, logFile, settle, upgrade } from './schema.js';
import { SqliteSeat, type Settling } from './seat.js';
import { Transactions } from './transaction.js';

/** What opening a log to write needs. */
export interface EngineOptions {
  /** The data directory, made where it is not there. */
  readonly directory: string;
  /** Whether the directory is this process's alone; who only removes something writes beside its holder. */
  readonly holds: boolean;
  readonly personal?: PersonalStorage | undefined;
  readonly settling: Settling;
}

/** A log that is open to be read, in the thread that opened it. */
export interface Reader {
  readonly queries: Queries;
  readonly run: <Result>(steps: Steps<Result>) => Result;
  readonly close: () => void;
}

/** A log that is open to be written, in the thread that opened it. */
export interface Engine extends Asked, Pick<Reader, 'queries'> {
  readonly record: Recorder;
  readonly end: () => End;
  readonly run: Run;
  /** What a close may leave to the next start is done before where that works. */
  readonly close: () => Promise<void>;
}

/** Whether a directory holds the log of an earlier version. */
export const isEarlier = (directory: string): boolean => {
  if (existsSync(join(directory, logFile))) return false;
  const journal = join(directory, 'journal');
  return existsSync(journal) && readdirSync(journal).some((name) => name.endsWith('.jsonl'));
};

/**
 * Opens a log to write. Throws `DirectoryHeldError`, `DirectoryUnusableError`, `EarlierLogError`, `LogDamagedError`, and `NoLogError` where
 * it is to be written beside its holder and is not there.
 */
export const openEngine = async (
  options: EngineOptions,
  report: (report: Report) => void,
  open: (path: string) => Database = openDatabase,
): Promise<Engine> => {
  const { directory, holds } = options;
  const path = join(directory, logFile);
  let lock: Lock | null = null;
  let database: Database | undefined;
  try {
    if (isEarlier(directory)) throw new EarlierLogError(directory);
    if (!holds && !existsSync(path)) throw new NoLogError(directory);
    if (holds) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      lock = takeLock(join(directory, lockFile));
      if (lock === null) throw new DirectoryHeldError(directory, holderOf(path));
    }
    database = open(path);
    const owner = holds ? ownerText() : null;
    const engine = engineOn(database, { ...options, path, owner, report });
    await engine.removal.finish(Date.now());
    return {
      ...engine,
      close: async () => {
        await engine.close();
        lock?.release();
      },
    };
  } catch (cause) {
    closeQuietly(database);
    lock?.release();
    throw openingError(directory, cause);
  }
};

/** What went wrong with a directory or the file in it, as it is told. */
export const openingError = (directory: string, cause: unknown): unknown => {
  if (isDamage(cause) || cause instanceof ForeignFileError)
    return new LogDamagedError(join(directory, logFile), cause);
  const fromSystem = cause instanceof Error && ('syscall' in cause || sqliteCode(cause) !== undefined);
  return fromSystem ? new DirectoryUnusableError(directory, cause) : cause;
};

/** Opens a log to read it, beside who writes to it; nothing is made. Throws as `openEngine` does. */
export const openToRead = (directory: string, personal: PersonalStorage | undefined): Reader => {
  const path = join(directory, logFile);
  if (isEarlier(directory)) throw new EarlierLogError(directory);
  if (!existsSync(path)) throw new NoLogError(directory);
  let database: Database | undefined;
  try {
    database = openDatabase(path);
    settle(database);
    database.exec('PRAGMA query_only = ON');
    checkSchema(database);
    return readerOn(database, personal);
  } catch (cause) {
    closeQuietly(database);
    throw openingError(directory, cause);
  }
};

const readerOn = (database: Database, personal: PersonalStorage | undefined): Reader => {
  const runOne = runOn(database);
  const run: Reader['run'] = (steps) => runNow(steps, runOne);
  return {
    queries: new Queries(sqlite, { salt: run(subjectSalt()), key: personal?.key }),
    run,
    close: () => {
      database.close();
    },
  };
};

/** Opens a log in memory. */
export const openMemoryEngine = (
  options: Pick<EngineOptions, 'personal' | 'settling'>,
  report: (report: Report) => void,
): Engine =>
  engineOn(openDatabase(':memory:'), { ...options, directory: null, path: null, owner: null, report });

const engineOn = (
  database: Database,
  {
    personal,
    settling,
    directory,
    path,
    owner,
    report,
  }: Pick<EngineOptions, 'personal' | 'settling'> & {
    readonly directory: string | null;
    readonly path: string | null;
    readonly owner: string | null;
    readonly report: (report: Report) => void;
  },
): Engine => {
  if (isEmpty(database))
    createSchema(database, { salt: randomUUID() + randomUUID(), noHash: noDigest, mode: 'WAL' });
  else settle(database);
  if (owner !== null) upgrade(database);
  checkSchema(database);
  checkEnd(database);
  if (owner !== null) database.prepare('UPDATE log SET owner = ?').run(owner);
  const { queries, run: runHere } = readerOn(database, personal);
  const run: Run = (steps) =>
    new Promise((resolve) => {
      resolve(runHere(steps));
    });
  const transactions = new Transactions(database, path, owner);
  const failing = new Failing(report);
  const change: Run = (steps) =>
    new Promise((resolve) => {
      try {
        const result = transactions.run(() => runHere(steps));
        failing.worked();
        resolve(result);
      } catch (cause) {
        if (!isTaken(cause)) failing.failed(cause);
        throw cause;
      }
    });
  const pause = (ms: number): Promise<void> => (ms === 0 ? turn() : wait(ms));
  const seat = new SqliteSeat({ database, transactions, run, settling, pause });
  const releases = new Releases();
  const random = inPortions((bytes) => randomBytes(bytes));
  const salt = runHere(subjectSalt());
  const record = makeRecorder({
    dialect: sqlite,
    salt,
    random,
    personal,
    releases,
    failing,
    seat: () => seat,
  });
  const clear = clearWriteAhead(database, pause);
  const removal = makeRemoval({
    dialect: sqlite,
    queries,
    run,
    change: async (steps) => {
      const result = await change(steps);
      // Who waits to record goes first.
      await pause(0);
      return result;
    },
    record: async (bundle) => {
      const [outcome] = await record([bundle], -Infinity);
      if (outcome === undefined) throw new RangeError('A write of one event gave nothing.');
      return outcome;
    },
    clear: async (event) => {
      if (directory === null) return;
      const cause = await clear();
      if (cause !== undefined) report({ code: 'removal-not-cleared', cause });
      await removeBeside(directory, event);
    },
  });
  return {
    queries,
    record,
    removal,
    releases,
    change,
    run,
    end: () => seat.end,
    check: () => {
      if (failing.is) seat.probe();
      else transactions.check();
    },
    close: async () => {
      await removal.finish(Date.now()).catch(() => undefined);
      try {
        database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
      } catch {
        // What is not brought into the file now is by the next start.
      } finally {
        database.close();
      }
    },
  };
};

/** Who holds the log, and a mark that no other has. */
const ownerText = (): string =>
  JSON.stringify({
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    mark: randomUUID(),
  });

const holderOf = (path: string): Holder | null => {
  if (!existsSync(path)) return null;
  let database: Database | undefined;
  try {
    database = openDatabase(path);
    const { pid, host, since } = JSON.parse(
      String(firstRow(database, 'SELECT owner FROM log')?.[0]),
    ) as Holder; // `ownerText`
    return { pid, host, since };
  } catch {
    return null;
  } finally {
    closeQuietly(database);
  }
};

const closeQuietly = (database: Database | undefined): void => {
  try {
    database?.close();
  } catch {
    // What could not be opened whole may not be closed either.
  }
};
