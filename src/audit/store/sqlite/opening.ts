import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { PersonalStorage } from '../../record/personal-storage.js';
import {
  DirectoryHeldError,
  DirectoryUnusableError,
  EarlierLogError,
  LogDamagedError,
  NoLogError,
  type Holder,
  type Report,
} from '../failures.js';
import { firstRow, isDamage, openDatabase, sqliteCode, type Database } from './database.js';
import { engineOn, readerOn, type Engine, type Reader, type WritingOptions } from './engine.js';
import { lockFile, takeLock, type Lock } from './lock.js';
import { checkSchema, ForeignFileError, logFile, settleToRead } from './schema.js';
import { damageInWriteAhead } from './write-ahead.js';

/** What opening a log to write needs. */
export interface EngineOptions extends WritingOptions {
  /** The data directory, made where it is not there. */
  readonly directory: string;
  /** Whether the directory is this process's alone; who only removes something writes beside its holder. */
  readonly holds: boolean;
  /** Whether to go on with what is left of a write-ahead file that was damaged; default: no. */
  readonly acceptLoss?: boolean;
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
    const damagedAt = holds ? damageInWriteAhead(writeAhead(path)) : undefined;
    if (damagedAt !== undefined && options.acceptLoss !== true) throw damagedWriteAhead(path, damagedAt);
    database = open(path);
    // What is left of the file is brought into the database, and the rest of it cut off.
    if (damagedAt !== undefined) database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
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
  // Beside a writer a frame may be half there: what is damaged is so a moment later, too.
  const damagedAt = damageInWriteAhead(writeAhead(path));
  if (damagedAt !== undefined && damageInWriteAhead(writeAhead(path)) === damagedAt)
    throw damagedWriteAhead(path, damagedAt);
  try {
    database = openDatabase(path);
    settleToRead(database);
    checkSchema(database);
    return readerOn(database, personal);
  } catch (cause) {
    closeQuietly(database);
    throw openingError(directory, cause);
  }
};

/** Beside the database while it is open. */
const writeAhead = (path: string): string => `${path}-wal`;

const damagedWriteAhead = (path: string, at: number): LogDamagedError =>
  new LogDamagedError(
    writeAhead(path),
    new Error(`it was altered at byte ${at}, and what was recorded behind it is gone`),
  );

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
