import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { noDigest } from '../../../language/canonical.js';
import { syncFolder } from '../durable-file.js';
import { DirectoryHeldError } from '../failures.js';
import { fill, StoreNotEmptyError, type Restore } from '../sql/fill.js';
import { runNow } from '../sql/statement.js';
import { firstRow, openDatabase, runOn, type Database } from './database.js';
import { openingError } from './opening.js';
import { groupInserter } from './seat.js';
import { takeLock, lockFile } from './lock.js';
import { createSchema, isEmpty, logFile } from './schema.js';

/** Restores a log into a data directory that has none. It is made beside, and gets its name last: whole, or nothing of it counts. */
export const restoreSqlite =
  (directory: string): Restore =>
  async (items) => {
    const path = join(directory, logFile);
    const beside = `${path}.importing`;
    let database: Database | undefined;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const lock = takeLock(join(directory, lockFile));
    if (lock === null) throw new DirectoryHeldError(directory, null);
    try {
      if (!holdsNothing(path)) throw new StoreNotEmptyError(directory);
      rmSync(beside, { force: true });
      database = openDatabase(beside);
      createSchema(database, { salt: randomUUID() + randomUUID(), noHash: noDigest, mode: 'OFF' });
      await fillDatabase(database, items);
      // The mode stays with the file.
      database.exec('PRAGMA journal_mode = WAL');
      database.close();
      database = undefined;
      for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
      renameSync(beside, path);
      await syncFolder(directory);
    } catch (cause) {
      database?.close();
      for (const file of [beside, `${beside}-wal`, `${beside}-shm`]) rmSync(file, { force: true });
      throw openingError(directory, cause);
    } finally {
      lock.release();
    }
  };

/** Whether there is no log, or one into which nothing was written. */
const holdsNothing = (path: string): boolean => {
  if (!existsSync(path)) return true;
  const database = openDatabase(path);
  try {
    if (isEmpty(database)) return true;
    return ['record', 'release', 'checkpoint'].every(
      (table) => firstRow(database, `SELECT count(*) FROM ${table}`)?.[0] === 0,
    );
  } finally {
    database.close();
  }
};

const fillDatabase = async (database: Database, items: Parameters<Restore>[0]): Promise<void> => {
  const runOne = runOn(database);
  const insert = groupInserter(database);
  database.exec('BEGIN');
  await fill(
    {
      run: (steps) =>
        new Promise((resolve) => {
          resolve(runNow(steps, runOne));
        }),
      write: (group, kinds) => Promise.resolve(insert(group, kinds)),
    },
    items,
  );
  database.exec('COMMIT');
};
