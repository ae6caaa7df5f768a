import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { noDigest } from '../../record/canonical.js';
import { inPortions } from '../../record/commitment.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import { verifyLine } from '../../verify/verification.js';
import {
  BrokenChainError,
  DirectoryHeldError,
  DirectoryUnusableError,
  EarlierLogError,
  LogDamagedError,
  NoLogError,
  type Holder,
  type Report,
} from '../failures.js';
import { isDamage, openDatabase, sqliteCode, type Database } from './database.js';
import { lockFile, takeLock, type Lock } from './lock.js';
import { Queries } from './queries.js';
import { makeRemoval, type Removal } from './removal.js';
import { checkSchema, createSchema, ForeignFileError, isEmpty, logFile, settle } from './schema.js';
import { Transactions } from './transaction.js';
import { Writer } from './writer.js';

/** What opening a log to write needs. */
export interface EngineOptions {
  /** The data directory, made where it is not there. */
  readonly directory: string;
  /** Whether the directory is this process's alone; who only removes something writes beside its holder. */
  readonly holds: boolean;
  readonly personal?: PersonalStorage | undefined;
  readonly settling: { readonly tries: number; readonly pauseMs: number };
}

/** A log that is open to be written, in the thread that opened it. */
export interface Engine {
  readonly database: Database;
  readonly writer: Writer;
  readonly queries: Queries;
  readonly removal: Removal;
  readonly close: () => void;
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
      mkdirSync(directory, { recursive: true });
      lock = takeLock(join(directory, lockFile));
      if (lock === null) throw new DirectoryHeldError(directory, holderOf(path));
    }
    database = open(path);
    const owner = holds ? ownerText() : null;
    const engine = engineOn(database, { ...options, path, owner, report });
    await engine.removal.finish();
    return {
      ...engine,
      close: () => {
        engine.close();
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
export const openToRead = (
  directory: string,
  personal: PersonalStorage | undefined,
): { readonly queries: Queries; readonly close: () => void } => {
  const path = join(directory, logFile);
  if (isEarlier(directory)) throw new EarlierLogError(directory);
  if (!existsSync(path)) throw new NoLogError(directory);
  let database: Database | undefined;
  try {
    database = openDatabase(path);
    settle(database);
    database.exec('PRAGMA query_only = ON');
    checkSchema(database);
    const opened = database;
    return {
      queries: new Queries(opened, { salt: saltOf(opened), key: personal?.key }),
      close: () => {
        opened.close();
      },
    };
  } catch (cause) {
    closeQuietly(database);
    throw openingError(directory, cause);
  }
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
  checkSchema(database);
  checkEnd(database);
  if (owner !== null) database.prepare('UPDATE log SET owner = ?').run(owner);
  const salt = saltOf(database);
  const transactions = new Transactions(database, path, owner);
  const pause = (ms: number): Promise<void> => (ms === 0 ? turn() : wait(ms));
  const random = inPortions((bytes) => randomBytes(bytes));
  const writer = new Writer({ database, transactions, salt, random, personal, report, settling, pause });
  const queries = new Queries(database, { salt, key: personal?.key });
  return {
    database,
    writer,
    queries,
    removal: makeRemoval({ database, writer, queries, directory, report, pause }),
    close: () => {
      database.close();
    },
  };
};

/** Throws `BrokenChainError` where the last line of the log was altered, or is not what its chain ends with. */
const checkEnd = (database: Database): void => {
  const [place, line, hash] =
    database
      .prepare(
        'SELECT place, line, hash FROM record JOIN chain ON number = chain WHERE place = (SELECT max(place) FROM record)',
      )
      .get() ?? [];
  if (!Buffer.isBuffer(line)) return;
  const verified = verifyLine(line.toString('utf8'), null);
  const at = `line ${String(place)}`;
  if (verified.code !== 'verified') throw new BrokenChainError({ at, problem: verified });
  if (verified.record.hash === hash) return;
  const problem = { code: 'hash-mismatch', found: verified.record.hash, expected: String(hash) } as const;
  throw new BrokenChainError({ at, problem });
};

const saltOf = (database: Database): string =>
  String(database.prepare('SELECT subject_salt FROM log').get()?.[0]);

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
      String(database.prepare('SELECT owner FROM log').get()?.[0]),
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
