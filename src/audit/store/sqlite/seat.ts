import type { Chain, Group } from '../sql/group.js';
import { type Database, firstRow, isTaken, sqliteCode, type Transactions } from './database.js';
import type { End } from '../sql/log-on.js';
import type { Seat, Written } from '../sql/recorder.js';
import type { Run } from '../sql/statement.js';

/**
 * Makes what inserts a group in the transaction under way. It is false, and nothing is inserted, where the chain does not end as the group says,
 * or the log has another owner than given.
 */
export const groupInserter = (
  database: Database,
  owner: string | null = null,
): ((group: Group, kinds: ReadonlyMap<string, number>) => boolean) => {
  const moveEnd = database.prepare(
    `UPDATE chain SET sequence = ?, hash = ? WHERE number = ? AND sequence = ? AND hash = ?${owner === null ? '' : ' AND (SELECT owner FROM log) = ?'}`,
  );
  const addRecord = database.prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)');
  const addTerm = database.prepare('INSERT INTO metadata VALUES (?, ?, ?)');
  const addKey = database.prepare('INSERT INTO once (key, made_at, first, last) VALUES (?, ?, ?, ?)');
  const addNode = database.prepare('INSERT INTO node VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  return ({ chain, before, after, rows, keys, nodes }, kinds) => {
    const end = [after.sequence, after.hash, chain, before.sequence, before.hash];
    if (moveEnd.run(...end, ...(owner === null ? [] : [owner])) === 0) return false;
    for (const { place, id, at, kind, subject, terms, line } of rows) {
      addRecord.run(place, id, at, kind === null ? null : (kinds.get(kind) ?? null), subject, line);
      for (const term of terms) addTerm.run(place, term, at);
    }
    for (const { key, madeAt, first, last } of keys) addKey.run(key, madeAt, first, last);
    for (const { level, number, hash } of nodes) addNode.run(chain, level, number, hash);
    return true;
  };
};

/** The number of the chain that a log itself writes; it has no name. */
export const ownChain = 1;

/** How often, and after how many milliseconds each, it is sought to make sure that a refused record is not there. */
export interface Settling {
  readonly tries: number;
  readonly pauseMs: number;
}

/** What writing the chain of a log needs. */
export interface SeatParts {
  readonly database: Database;
  readonly transactions: Transactions;
  readonly run: Run;
  readonly settling: Settling;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Writes the own chain of a log, a group in a transaction. Another process may write to it too: one that removes something. */
export class SqliteSeat implements Seat {
  readonly run: Run;
  readonly #parts: SeatParts;
  readonly #insert: ReturnType<typeof groupInserter>;
  #chain: Chain;
  #others: number;
  #isUnsettled = false;

  constructor(parts: SeatParts) {
    this.#parts = parts;
    this.run = parts.run;
    this.#insert = groupInserter(parts.database, parts.transactions.owner);
    const { chain, others } = this.#read();
    this.#chain = chain;
    this.#others = others;
  }

  /** The end of the log after the last write. */
  get end(): End {
    const { sequence, hash } = this.#chain.end;
    return { records: this.#others + sequence, hash };
  }

  readonly chain = (): Promise<Chain> => Promise.resolve(this.#chain);

  /** Where the disk does not say whether a group is there, it resolves once that is known, or given up; what comes meanwhile is refused. */
  readonly write = async (group: Group, kinds: ReadonlyMap<string, number>): Promise<Written> => {
    const { transactions } = this.#parts;
    try {
      if (this.#isUnsettled) this.probe();
    } catch (cause) {
      return { code: 'not-recorded', cause };
    }
    try {
      if (transactions.run(() => this.#insert(group, kinds))) {
        this.#chain = { ...this.#chain, end: group.after };
        return { code: 'written' };
      }
      transactions.check();
      this.#chain = this.#read().chain;
      return { code: 'again' };
    } catch (cause) {
      if (isTaken(cause)) return { code: 'conflict' };
      if (!(transactions.failedToCommit && mayBeThere(cause))) return { code: 'not-recorded', cause };
      return this.#settle(cause);
    }
  };

  /** Writes something that changes nothing; throws where that fails. */
  probe(): void {
    this.#parts.transactions.probe();
    this.#isUnsettled = false;
  }

  async #settle(cause: unknown): Promise<Written> {
    const { settling, pause } = this.#parts;
    this.#isUnsettled = true;
    for (let tries = 0; tries < settling.tries; tries += 1)
      try {
        this.probe();
        return { code: 'not-recorded', cause };
      } catch {
        await pause(settling.pauseMs);
      }
    return { code: 'in-doubt', cause };
  }

  #read(): { readonly chain: Chain; readonly others: number } {
    const { database } = this.#parts;
    const [sequence, hash, records] =
      firstRow(
        database,
        `SELECT sequence, hash, (SELECT sum(sequence) FROM chain) AS records FROM chain WHERE number = ${ownChain}`,
      ) ?? [];
    if (typeof hash !== 'string') throw new TypeError('The log has no end.');
    const end = { sequence: Number(sequence), hash };
    return { chain: { number: ownChain, name: '', end }, others: Number(records) - end.sequence };
  }
}

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
