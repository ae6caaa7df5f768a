import { statSync } from 'node:fs';
import type { Digest } from '../../record/canonical.js';
import type { Database, Statement } from './database.js';

/** Where the log goes on, as it was read in a transaction. */
export interface LogEnd {
  /** Lines of all chains. */
  records: number;
  /** Of the chain that this log writes. */
  sequence: number;
  hash: Digest;
}

/** What a probe writes: a disk that has no room for it is full. */
const probeBytes = 512 * 1024;

/** The log is not this process's to write any more. */
export class OwnerChangedError extends Error {
  override readonly name = 'OwnerChangedError';
}

/** Runs transactions that write. Each begins with the end of the log as it is then, whoever wrote last. */
export class Transactions {
  readonly #database: Database;
  readonly #path: string | null;
  readonly #owner: string | null;
  readonly #inode: bigint | null;
  readonly #readEnd: Statement;
  readonly #moveEnd: Statement;
  readonly #fill: Statement;
  readonly #empty: Statement;
  #isCommitting = false;

  /**
   * @param path the file, which must stay in its place; `null` where there is none
   * @param owner the mark of the process that holds the directory, `null` for one that writes beside it
   */
  constructor(database: Database, path: string | null, owner: string | null) {
    this.#database = database;
    this.#path = path;
    this.#owner = owner;
    this.#inode = path === null ? null : statSync(path, { bigint: true }).ino;
    this.#readEnd = database.prepare(
      `SELECT (SELECT coalesce(max(place), 0) FROM record), sequence, hash, owner FROM chain, log WHERE name = ''`,
    );
    this.#moveEnd = database.prepare(`UPDATE chain SET sequence = ?, hash = ? WHERE name = ''`);
    this.#fill = database.prepare(`INSERT INTO probe VALUES (zeroblob(${probeBytes}))`);
    this.#empty = database.prepare('DELETE FROM probe');
  }

  /** All that `work` writes is durable once it returns; or nothing of it is there, but for a failure for which `mayBeThere` holds. */
  run<Result>(work: (end: LogEnd) => Result): Result {
    this.#refuseMoved();
    this.#isCommitting = false;
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const end = this.#end();
      const { sequence } = end;
      const result = work(end);
      if (end.sequence !== sequence) this.#moveEnd.run(end.sequence, end.hash);
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
    this.#end();
  }

  /**
   * Writes something that changes nothing, and is larger than most records: deleted content is overwritten (`secure_delete`), so its pages are
   * written. A frame that a failed commit left in the write-ahead file is overwritten by it.
   */
  probe(): void {
    this.run(() => {
      this.#fill.run();
      this.#empty.run();
    });
  }

  #end(): LogEnd {
    const [records, sequence, hash, owner] = this.#readEnd.get() ?? [];
    if (typeof hash !== 'string') throw new TypeError('The log has no end.');
    if (this.#owner !== null && owner !== this.#owner)
      throw new OwnerChangedError('another process took the data directory over');
    return { records: Number(records), sequence: Number(sequence), hash };
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
