import Libsql from 'libsql';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
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
  asOf: `substr(CAST(line AS TEXT), instr(CAST(line AS TEXT), '"inputs":{"asOf":"') + 18, 24)`,
  stretchOfPlace: 'place >> 12',
  lineValue: (line: string) => Buffer.from(line),
  joined: 'CAST(group_concat(line, char(10)) AS BLOB)',
  // In its own bytes: what is shorter then moves within its page without what it was.
  blank: 'UPDATE record SET line = zeroblob(length(line)) WHERE place = ?',
} satisfies Dialect;

/** Opens a database file, which is made where it is not there, for its owner alone, or `:memory:`. */
export const openDatabase = (path: string): Database => {
  // What SQLite makes beside the file is as private as the file.
  if (path !== ':memory:' && !existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new Libsql(path);
  // Who looks into a file, or recovers it, locks it for a moment: nothing that is done with it fails by that.
  database.exec('PRAGMA busy_timeout = 10000');
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) => {
      const asked = database.prepare(sql);
      const columns = asked.reader && /^\s*SELECT/i.test(sql) ? asked.columns() : [];
      const isOfTables = columns.some(({ column }) => column !== null);
      const statement = isOfTables ? database.prepare(withTextsAsBytes(sql, columns)) : asked;
      // A statement that gives no rows takes no `raw`. Values go in one list: bytes by themselves would be taken for named ones.
      if (statement.reader) statement.raw(true);
      const run = (...values: readonly SqlValue[]): number => statement.run(values).changes;
      const textual = columns.map(({ type }) => type === 'TEXT' || type === null);
      const read = (row: SqlRow): SqlRow =>
        row.map((value, nth) => (textual[nth] === true && Buffer.isBuffer(value) ? value.toString() : value));
      return {
        run,
        all: (...values) => {
          if (statement.reader) {
            const found = statement.all(values) as readonly SqlRow[]; // raw: arrays
            return isOfTables ? found.map(read) : found;
          }
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

/** The same question with every text as bytes: where a damaged one is no UTF-8, the binding would end the process. */
const withTextsAsBytes = (sql: string, columns: readonly { readonly name: string }[]): string => {
  const values = columns.map(
    ({ name }) => `CASE typeof("${name}") WHEN 'text' THEN CAST("${name}" AS BLOB) ELSE "${name}" END`,
  );
  return `SELECT ${values.join(', ')} FROM (${sql})`;
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

/**
 * Whether SQLite says that the file is damaged, or no database. What is asked of it names what `schema.ts` made: where it knows no such table
 * or column, or can't read how one was made, its own page of these was altered.
 */
export const isDamage = (cause: unknown): boolean => {
  const code = sqliteCode(cause) ?? '';
  if (code !== 'SQLITE_ERROR') return /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(code);
  return cause instanceof Error && /no such|has no column|malformed/.test(cause.message);
};

/** Whether a value must be unique and is there already. */
export const isTaken = (cause: unknown): boolean => (sqliteCode(cause) ?? '').startsWith('SQLITE_CONSTRAINT');

/** What a probe writes: a disk that has no room for it is full. */
const probeBytes = 512 * 1024;

/** The log is not this process's to write any more. */
class OwnerChangedError extends Error {
  override readonly name = 'OwnerChangedError';
}

/** Runs transactions that write. */
export class Transactions {
  readonly #database: Database;
  readonly #path: string | null;
  readonly #inode: bigint | null;
  #isCommitting = false;
  /** The mark of the process that holds the directory, `null` for one that writes beside it. */
  readonly owner: string | null;

  /** @param path the file, which must stay in its place; `null` where there is none */
  constructor(database: Database, path: string | null, owner: string | null) {
    this.#database = database;
    this.#path = path;
    this.owner = owner;
    this.#inode = path === null ? null : statSync(path, { bigint: true }).ino;
  }

  /** All that `work` writes is durable once it returns; or nothing of it is there, but for a failure for which `mayBeThere` holds. */
  run<Result>(work: () => Result): Result {
    this.#refuseMoved();
    this.#isCommitting = false;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#isCommitting = true;
      this.#database.exec('COMMIT');
      return result;
    } catch (cause) {
      this.#rollBack();
      throw cause;
    }
  }

  /** Whether the transaction that failed last failed while it was committed. */
  get failedToCommit(): boolean {
    return this.#isCommitting;
  }

  /** Throws where the log is not this process's to write any more. */
  check(): void {
    this.#refuseMoved();
    if (this.owner !== null && firstRow(this.#database, 'SELECT owner FROM log')?.[0] !== this.owner)
      throw new OwnerChangedError('another process took the data directory over');
  }

  /**
   * Writes something that changes nothing, and is larger than most records: deleted content is overwritten (`secure_delete`), so its pages are
   * written. A frame that a failed commit left in the write-ahead file is overwritten by it.
   */
  probe(): void {
    this.run(() => {
      this.check();
      this.#database.exec(`INSERT INTO probe VALUES (zeroblob(${probeBytes}))`);
      this.#database.exec('DELETE FROM probe');
    });
  }

  #refuseMoved(): void {
    if (this.#path === null) return;
    const stat = statSync(this.#path, { bigint: true, throwIfNoEntry: false });
    if (stat?.ino !== this.#inode)
      throw new OwnerChangedError('the file of the log is not in its place any more');
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // A failed commit may have rolled back by itself.
    }
  }
}
