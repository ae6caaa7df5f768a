import { statSync } from 'node:fs';
import { firstRow, type Database } from './database.js';

/** What a probe writes: a disk that has no room for it is full. */
const probeBytes = 512 * 1024;

/** The log is not this process's to write any more. */
export class OwnerChangedError extends Error {
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
