import type { Random } from '../../record/commitment.js';
import type { Checkpoint } from '../../chain/checkpoint.js';
import type { Digest } from '../../record/canonical.js';
import { linkEvent, makeEventDraft, type LogEvent, type StoredEvent } from '../../record/log-line.js';
import type { PersonalStorage } from '../../record/personal-storage.js';
import { link, makeDraft, type Entry } from '../../record/record.js';
import type { RemovalRequest } from '../../removal/removal.js';
import type { Release } from '../decision-log.js';
import { tellCause, type Report } from '../failures.js';
import { isTaken, sqliteCode, type Database, type Statement } from './database.js';
import type { Outcome } from './outcome.js';
import { Rows } from './rows.js';
import type { LogEnd, Transactions } from './transaction.js';

/** What writing to a log needs. */
export interface WriterParts {
  readonly database: Database;
  readonly transactions: Transactions;
  readonly salt: string;
  readonly random: Random;
  /** How personal values of new records are kept; default: open. */
  readonly personal?: PersonalStorage | undefined;
  readonly report: (report: Report) => void;
  /** How often, and after how many milliseconds each, it is sought to make sure that a refused record is not there. */
  readonly settling: { readonly tries: number; readonly pauseMs: number };
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** The release of an entry is not in the log: nothing was written of what came with it. */
class ReleaseMissing extends Error {
  readonly digest: string;

  constructor(digest: string) {
    super(digest);
    this.digest = digest;
  }
}

/** The number of the chain that a log itself writes. */
export const ownChain = 1;

/** Seals, chains and inserts, many entries in one transaction. */
export class Writer {
  readonly #parts: WriterParts;
  readonly #rows: Rows;
  readonly #hasRelease: Statement;
  readonly #findKey: Statement;
  readonly #releases = new Set<string>();
  #end: LogEnd;
  #isFailing = false;
  #isUnsettled = false;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    const { database, salt } = parts;
    this.#rows = new Rows(database, salt);
    this.#hasRelease = database.prepare('SELECT 1 FROM release WHERE digest = ?');
    this.#findKey = database.prepare('SELECT 1 FROM record WHERE once = ? AND decided_at >= ? LIMIT 1');
    this.#end = this.#parts.transactions.run((end) => end);
  }

  /** The end of the log after the transaction before. */
  get end(): Readonly<LogEnd> {
    return this.#end;
  }

  /**
   * Records bundles of entries, each whole or not at all, and tells what came of each. Where the disk does not say whether they are there,
   * it resolves once that is known, or given up as in doubt; what else comes meanwhile is refused at once.
   * @param since a key that was used before is free again; epoch milliseconds
   */
  async record(bundles: readonly (readonly Entry[])[], since: number): Promise<readonly Outcome[]> {
    const refuse = (code: 'not-recorded' | 'in-doubt', cause: unknown): readonly Outcome[] =>
      bundles.map(() => ({ code, because: tellCause(cause) }));
    try {
      if (this.#isUnsettled) this.probe();
    } catch (cause) {
      return refuse('not-recorded', cause);
    }
    try {
      return this.#write((end) => bundles.map((entries) => this.#take(entries, end, since)));
    } catch (cause) {
      const { transactions, settling, pause } = this.#parts;
      if (!(transactions.failedToCommit && mayBeThere(cause))) return refuse('not-recorded', cause);
      this.#isUnsettled = true;
      for (let tries = 0; tries < settling.tries; tries += 1) {
        try {
          this.probe();
          return refuse('not-recorded', cause);
        } catch {
          await pause(settling.pauseMs);
        }
      }
      return refuse('in-doubt', cause);
    }
  }

  /** Records an event; `work` does what belongs to it in the same transaction. */
  recordEvent(
    { id, at, by, event }: RemovalRequest & { readonly event: LogEvent },
    work: (recorded: StoredEvent) => void,
  ): void {
    this.#write((end) => {
      const { record, line } = linkEvent(makeEventDraft({ id, at, by, event }), next(end));
      this.#rows.add(end.records + 1, ownChain, record, Buffer.from(line));
      advance(end, record.hash);
      work(record);
    });
  }

  /** Writes in a transaction of its own. */
  change(work: () => void): void {
    this.#write(work);
  }

  keepRelease({ identity: { digest, document, revision }, files }: Release): void {
    if (this.#isKept(digest)) return;
    this.#write(() => {
      this.#parts.database
        .prepare('INSERT INTO release VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .run(digest, document, revision, JSON.stringify(Object.fromEntries(files)));
    });
    this.#releases.add(digest);
  }

  keepCheckpoint(checkpoint: Checkpoint): void {
    this.#write(() => {
      this.#parts.database
        .prepare('INSERT INTO checkpoint (previous, checkpoint) VALUES (?, ?)')
        .run(checkpoint.previous, JSON.stringify(checkpoint));
    });
  }

  /** Throws where the log takes no write now, as far as that is known; tries one where the last one failed. */
  check(): void {
    if (this.#isFailing) this.probe();
    else this.#parts.transactions.check();
  }

  /** Writes something that changes nothing; throws where that fails. */
  probe(): void {
    this.#parts.transactions.probe();
    this.#isUnsettled = false;
  }

  #write<Result>(work: (end: LogEnd) => Result): Result {
    const { transactions, report } = this.#parts;
    try {
      const [result, end] = transactions.run((at) => [work(at), at] as const);
      this.#rows.committed();
      this.#end = end;
      if (this.#isFailing) report({ code: 'write-recovered' });
      this.#isFailing = false;
      return result;
    } catch (cause) {
      this.#rows.rolledBack();
      if (!isTaken(cause)) {
        if (!this.#isFailing) report({ code: 'write-failed', cause });
        this.#isFailing = true;
      }
      throw cause;
    }
  }

  #take(entries: readonly Entry[], end: LogEnd, since: number): Outcome {
    const { database, random, personal } = this.#parts;
    let drafts;
    try {
      for (const { inputs } of entries)
        if (!this.#isKept(inputs.edition.digest)) throw new ReleaseMissing(inputs.edition.digest);
      drafts = entries.map((entry) => makeDraft(entry, random, undefined, personal));
    } catch (cause) {
      if (cause instanceof ReleaseMissing) return { code: 'no-release', digest: cause.digest };
      if (!(cause instanceof Error) || sqliteCode(cause) !== undefined) throw cause;
      return { code: 'defect', name: cause.name, message: cause.message };
    }
    for (const key of new Set(entries.flatMap(({ once }) => once?.key ?? [])))
      if (this.#findKey.get(key, since) !== undefined) return { code: 'key-in-use', key };
    const isBundle = drafts.length > 1;
    if (isBundle) database.exec('SAVEPOINT bundle');
    const before = { ...end };
    const hashes: Digest[] = [];
    for (const draft of drafts) {
      const { record, line } = link(draft, next(end));
      try {
        this.#rows.add(end.records + 1, ownChain, record, line.subarray(0, -1));
      } catch (cause) {
        if (!isTaken(cause)) throw cause;
        if (isBundle) database.exec('ROLLBACK TO bundle; RELEASE bundle');
        if (isBundle) this.#rows.rolledBack();
        Object.assign(end, before);
        return { code: 'id-taken', id: record.body.id };
      }
      advance(end, record.hash);
      hashes.push(record.hash);
    }
    if (isBundle) database.exec('RELEASE bundle');
    return { code: 'recorded', first: before.sequence + 1, hashes };
  }

  #isKept(digest: string): boolean {
    if (this.#releases.has(digest)) return true;
    if (this.#hasRelease.get(digest) === undefined) return false;
    this.#releases.add(digest);
    return true;
  }
}

const next = ({ sequence, hash }: LogEnd) => ({ sequence: sequence + 1, previous: hash });

const advance = (end: LogEnd, hash: Digest): void => {
  end.records += 1;
  end.sequence += 1;
  end.hash = hash;
};

/**
 * Whether a commit that failed so may be there after a start: what was written whole and could not be forced to disk. The frame that makes a
 * transaction count is written last, so that of one whose writing failed nothing is there.
 */
const mayBeThere = (cause: unknown): boolean => {
  const code = sqliteCode(cause);
  return code === undefined
    ? false
    : !/^SQLITE_(FULL|READONLY|CANTOPEN|BUSY|LOCKED|IOERR_WRITE|CORRUPT|NOMEM)/.test(code);
};
