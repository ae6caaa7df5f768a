import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { noDigest, type Digest } from '../../record/canonical.js';
import { chainPlaceOf } from '../../record/log-line.js';
import { parseLine } from '../../record/log-line-shape.js';
import { syncFolder } from '../durable-file.js';
import { DirectoryHeldError } from '../failures.js';
import { StoreNotEmptyError, type Restore } from '../restore.js';
import { openDatabase, type Database } from './database.js';
import { openingError } from './engine.js';
import { takeLock, lockFile } from './lock.js';
import { Rows } from './rows.js';
import { createSchema, isEmpty, logFile } from './schema.js';

/** Restores a log into a data directory that has none. It is made beside, and gets its name last: whole, or nothing of it counts. */
export const restoreSqlite =
  (directory: string): Restore =>
  async (items) => {
    const path = join(directory, logFile);
    const beside = `${path}.importing`;
    let database: Database | undefined;
    mkdirSync(directory, { recursive: true });
    const lock = takeLock(join(directory, lockFile));
    if (lock === null) throw new DirectoryHeldError(directory, null);
    try {
      if (!holdsNothing(path)) throw new StoreNotEmptyError(directory);
      rmSync(beside, { force: true });
      database = openDatabase(beside);
      const salt = randomUUID() + randomUUID();
      createSchema(database, { salt, noHash: noDigest, mode: 'OFF' });
      await fill(database, salt, items);
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
    const count = (table: string): unknown => database.prepare(`SELECT count(*) FROM ${table}`).get()?.[0];
    return ['record', 'release', 'checkpoint'].every((table) => count(table) === 0);
  } finally {
    database.close();
  }
};

const fill = async (database: Database, salt: string, items: Parameters<Restore>[0]): Promise<void> => {
  const rows = new Rows(database, salt);
  const chains = new Map<string, { number: number; sequence: number; hash: Digest }>([
    ['', { number: 1, sequence: 0, hash: noDigest }],
  ]);
  const addChain = database.prepare(`INSERT INTO chain VALUES (?, ?, 0, '')`);
  const addRelease = database.prepare('INSERT INTO release VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const addCheckpoint = database.prepare('INSERT INTO checkpoint (previous, checkpoint) VALUES (?, ?)');
  let place = 0;
  database.exec('BEGIN');
  for await (const item of items) {
    if (item.kind === 'release') {
      const { identity, files } = item.release;
      const { digest, document, revision } = identity;
      addRelease.run(digest, document, revision, JSON.stringify(Object.fromEntries(files)));
    } else if (item.kind === 'checkpoint')
      addCheckpoint.run(item.checkpoint.previous, JSON.stringify(item.checkpoint));
    else {
      const record = parseLine(item.line);
      if (record === undefined) throw new TypeError('A line to restore is none.');
      const { chain, sequence, hash } = chainPlaceOf(record);
      const name = chain ?? '';
      let end = chains.get(name);
      if (end === undefined) {
        end = { number: chains.size + 1, sequence: 0, hash: noDigest };
        chains.set(name, end);
        addChain.run(end.number, name);
      }
      place += 1;
      rows.add(place, end.number, record, Buffer.from(item.line));
      end.sequence = sequence;
      end.hash = hash;
    }
  }
  for (const { number, sequence, hash } of chains.values())
    database.prepare('UPDATE chain SET sequence = ?, hash = ? WHERE number = ?').run(sequence, hash, number);
  database.exec('COMMIT');
};
