import Libsql from 'libsql';

/** What SQLite takes and gives. Integers are exact up to 2^53. */
export type SqlValue = number | string | Buffer | null;
/** One row, in the order of the columns. */
export type SqlRow = readonly SqlValue[];

/** A prepared statement; it runs in this thread. */
export interface Statement {
  readonly run: (...values: readonly SqlValue[]) => void;
  readonly get: (...values: readonly SqlValue[]) => SqlRow | undefined;
  readonly all: (...values: readonly SqlValue[]) => readonly SqlRow[];
}

/** An open database; the only thing of SQLite that the rest of the store sees. */
export interface Database {
  readonly exec: (sql: string) => void;
  readonly prepare: (sql: string) => Statement;
  readonly close: () => void;
}

/** Opens a database file, which is made where it is not there, or `:memory:`. */
export const openDatabase = (path: string): Database => {
  const database = new Libsql(path);
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      // A statement that gives no rows takes no `raw`.
      if (statement.reader) statement.raw(true);
      return {
        run: (...values) => {
          statement.run(...values);
        },
        get: (...values) => statement.get(...values) as SqlRow | undefined, // raw: an array
        all: (...values) => statement.all(...values) as readonly SqlRow[], // raw: arrays
      };
    },
    close: () => {
      database.close();
    },
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
