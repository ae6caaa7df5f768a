import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { noDigest } from '../../../language/canonical.js';
import { endOf } from './connection.js';
import { isConnectionFailure, RecordsLostError, sqlState, uniqueViolation } from './failures.js';
import type { ChainEnd, Group } from '../sql/group.js';
import type { SqlRow, Statement } from '../sql/statement.js';
import { groupStatement } from './group-statement.js';
import { lockClass } from './migrate.js';
import { runOn } from './reader.js';

/** A chain that is taken for writing. */
export interface Chain {
  readonly number: number;
  readonly name: string;
}

/** What came of sending a group. */
export type SessionWrote =
  | { readonly code: 'written' }
  /** Rolled back: an id or key is there already. */
  | { readonly code: 'conflict' }
  /** Rolled back: another wrote to the chain, so that the lock was not ours any more. */
  | { readonly code: 'not-ours' }
  /** Rolled back by the server. */
  | { readonly code: 'refused'; readonly cause: unknown }
  /** The connection was lost: the group is there or it is not. */
  | { readonly code: 'unknown'; readonly cause: unknown };

/** What is known of the session before, which may still be running on the server. */
export interface FormerSession {
  readonly chain: Chain;
  readonly backend: number;
  /** What it acknowledged last. */
  readonly end: ChainEnd;
}

/** A connection that holds one chain and alone writes to it. One statement at a time. */
export class ChainSession {
  readonly chain: Chain;
  readonly #client: pg.Client;
  readonly #backend: number;
  #end: ChainEnd;
  #isLost = false;

  private constructor(client: pg.Client, backend: number, chain: Chain, end: ChainEnd, onLost: () => void) {
    this.#client = client;
    this.#backend = backend;
    this.chain = chain;
    this.#end = end;
    client.once('end', () => {
      this.#isLost = true;
      onLost();
    });
  }

  /**
   * Connects and takes a chain: that of the session before, else one that nobody holds, else a new one. Once it resolves, the session
   * before has ended on the server, and what it wrote last is there or never will be. Rejects with what the connection or the server says,
   * and with `RecordsLostError`.
   */
  static async open(
    config: pg.ClientConfig,
    former: FormerSession | undefined,
    onLost: () => void,
  ): Promise<ChainSession> {
    const client = new pg.Client(config);
    // What breaks the connection shows in the query that needs it, and in `end`.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const backend = await prepare(client);
      const chain = await takeChain(client, former);
      const end = await chainEndOf(client, chain);
      if (former?.chain.number === chain.number && end.sequence < former.end.sequence)
        throw new RecordsLostError(chain.name, end.sequence, former.end.sequence);
      return new ChainSession(client, backend, chain, end, onLost);
    } catch (cause) {
      await endOf(client);
      throw cause;
    }
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  get end(): ChainEnd {
    return this.#end;
  }

  /** For the session after this one. */
  get asFormer(): FormerSession {
    return { chain: this.chain, backend: this.#backend, end: this.#end };
  }

  /** Makes a group durable that follows `end`. */
  async write(group: Group, kinds: ReadonlyMap<string, number>): Promise<SessionWrote> {
    try {
      const { rowCount } = await this.#client.query(groupStatement(group, kinds));
      if (rowCount !== group.rows.length) return { code: 'not-ours' };
      this.#end = group.after;
      return { code: 'written' };
    } catch (cause) {
      if (isConnectionFailure(cause)) return { code: 'unknown', cause };
      // A connection that still answers has rolled back; what ended it may have come after the commit.
      try {
        await this.#client.query('SELECT 1');
      } catch {
        return { code: 'unknown', cause };
      }
      return sqlState(cause) === uniqueViolation ? { code: 'conflict' } : { code: 'refused', cause };
    }
  }

  /** Runs another statement on this connection. */
  run(statement: Statement): Promise<readonly SqlRow[]> {
    return runOn(this.#client, statement);
  }

  /** Lets go of the chain, also where the server does not answer. */
  async close(): Promise<void> {
    await endOf(this.#client);
  }
}

/** Settles what durability hangs on. @returns the server's process of this connection */
const prepare = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ readonly backend: number; readonly readOnly: boolean }>(`
    SELECT pg_backend_pid() AS backend, current_setting('transaction_read_only') = 'on' AS "readOnly",
      set_config('synchronous_commit',
        CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`);
  const [row] = rows;
  if (row === undefined) throw new RangeError('A SELECT without FROM gave no row.');
  if (row.readOnly) throw new Error('The server takes no writes: it is a standby, or set to read only.');
  return row.backend;
};

const takeChain = async (client: pg.Client, former: FormerSession | undefined): Promise<Chain> => {
  if (former !== undefined && (await retake(client, former))) return former.chain;
  const { rows } = await client.query<Chain>(
    `SELECT number, name FROM clausebook.chain WHERE name <> '' ORDER BY number`,
  );
  for (const chain of rows) if (await tryLock(client, chain.number)) return chain;
  const { rows: made } = await client.query<Chain>(
    'INSERT INTO clausebook.chain (name, sequence, hash) VALUES ($1, 0, $2) RETURNING number, name',
    [randomUUID(), noDigest],
  );
  const [chain] = made;
  // Another starter may have seen it in the moment before it was locked.
  return chain !== undefined && (await tryLock(client, chain.number)) ? chain : takeChain(client, undefined);
};

const tryLock = async (client: pg.Client, chain: number): Promise<boolean> => {
  const { rows } = await client.query<{ readonly taken: boolean }>(
    'SELECT pg_try_advisory_lock($1, $2) AS taken',
    [lockClass, chain],
  );
  return rows[0]?.taken === true;
};

/** How long to wait for a backend that was told to end, between one look and the next. */
const lookAgainMs = 20;

/** Takes the chain again that a session held, ending that session where the server still runs it; false where another has the chain. */
const retake = async (client: pg.Client, { chain, backend }: FormerSession): Promise<boolean> => {
  for (;;) {
    if (await tryLock(client, chain.number)) return true;
    const { rows } = await client.query<{ readonly pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = $1 AND objid = $2
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [lockClass, chain.number],
    );
    if (rows.some(({ pid }) => pid !== backend)) return false;
    if (rows.length === 0) continue;
    await client.query('SELECT pg_terminate_backend($1)', [backend]);
    await wait(lookAgainMs);
  }
};

const chainEndOf = async (client: pg.Client, { number }: Chain): Promise<ChainEnd> => {
  const { rows } = await client.query<{ readonly sequence: string; readonly hash: string }>(
    'SELECT sequence, hash FROM clausebook.chain WHERE number = $1',
    [number],
  );
  const [row] = rows;
  if (row === undefined) throw new RangeError(`Chain ${number} is gone.`);
  return { sequence: Number(row.sequence), hash: row.hash };
};
