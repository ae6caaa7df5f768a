import Libsql from 'libsql';
import { closeSync, existsSync, openSync } from 'node:fs';
import type { Dialect, SqlRow, SqlValue, Statement } from '../sql/statement.js';

/** A prepared statement; it runs in this thread. Integers are exact up to 2^53. */
export interface Prepared {
  /** How many rows it changed. */
  readonly run: (...values: readonly SqlValue[]) => number;
  /** Its rows; none where it gives none. */
  readonly all: (...values: readonly SqlValue[]) => readonly SqlRow[];
}

/** An open database; the only thing of SQLite that the rest of the store sees. */
export interface Database {
  readonly exec: (sql: string) => void;
  readonly prepare: (sql: string) => Prepared;
  readonly close: () => void;
}

/** How SQLite says it. A list comes as JSON. */
export const sqlite = {
  amongTexts: 'IN (SELECT value FROM json_each(?))',
  amongIntegers: 'IN (SELECT value FROM json_each(?))',
  stretchOfPlace: 'place >> 12',
  lineValue: (line: string) => Buffer.from(line),
  // In its own bytes: what is shorter then moves within its page without what it was.
  blank: 'UPDATE record SET line = zeroblob(length(line)) WHERE place = ?',
} satisfies Dialect;

/** Opens a database file, which is made where it is not there, for its owner alone, or `:memory:`. */
export const openDatabase = (path: string): Database => {
  // What SQLite makes beside the file is as private as the file.
  if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new Libsql(path);
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      // A statement that gives no rows takes no `raw`. Values go in one list: bytes by themselves would be taken for named ones.
      if (statement.reader) statement.raw(true);
      const run = (...values: readonly SqlValue[]): number => statement.run(values).changes;
      return {
        run,
        all: (...values) => {
          if (statement.reader) return statement.all(values) as readonly SqlRow[]; // raw: arrays
          run(...values);
          return [];
        },
      };
    },
    close: () => {
      database.close();
    },
  };
};

/** The first row of a statement. */
export const firstRow = (database: Database, sql: string): SqlRow | undefined =>
  database.prepare(sql).all()[0];

/** Searches differ in how many lists they read: so many prepared statements are kept. */
const mostPrepared = 200;

/** What runs statements on a database, each prepared once. */
export const runOn = (database: Database): ((statement: Statement) => readonly SqlRow[]) => {
  const prepared = new Map<string, Prepared>();
  return ({ text, values }) => {
    let statement = prepared.get(text);
    if (statement === undefined) {
      if (prepared.size >= mostPrepared) prepared.clear();
      statement = database.prepare(text);
      prepared.set(text, statement);
    }
    return statement.all(...values.map((value) => (Array.isArray(value) ? JSON.stringify(value) : value)));
  };
};

/** SQLite's code of a failure, with its extension where there is one: `SQLITE_IOERR_FSYNC`; `undefined` for any other error. */
export const sqliteCode = (cause: unknown): string | undefined =>
  cause instanceof Error &&
  'code' in cause &&
  typeof cause.code === 'string' &&
  cause.code.startsWith('SQLITE_')
    ? cause.code
    : undefined;

/** Whether SQLite says that the file is damaged, or no database. */
export const isDamage = (cause: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(sqliteCode(cause) ?? '');

/** Whether a value must be unique and is there already. */
export const isTaken = (cause: unknown): boolean => (sqliteCode(cause) ?? '').startsWith('SQLITE_CONSTRAINT');
