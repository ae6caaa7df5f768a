import pg from 'pg';
import { noDigest } from '../../record/canonical.js';
import { chainPlaceOf, type LogLine } from '../../record/log-line.js';
import { StoreNotEmptyError, type Restore } from '../restore.js';
import { verifyLine } from '../../verify/verification.js';
import { keepCheckpoint } from './checkpoints.js';
import { configOf, databaseName, migrateAt, saltOf } from './connection.js';
import { DatabaseUnusableError, SchemaError } from './failures.js';
import { groupStatement, type ChainEnd } from './group-statement.js';
import { makeMonths } from './months.js';
import type { Reader } from './reader.js';
import { rowOf } from './record-row.js';
import { makeReleases } from './releases.js';
import { lastUses, restoreKeys } from './restored-keys.js';

/** Records that are written by one statement. */
const atOnce = 500;
/** A statement may take so long: an import is one transaction, and waits for nobody. */
const statementMs = 600_000;

/** Fills a database without records, in one transaction. Besides as `Restore` does, it rejects with `DatabaseUnusableError` or `SchemaError`. */
export const restorePostgres =
  (url: string): Restore =>
  async (items) => {
    const config = configOf(url, statementMs);
    const client = new pg.Client(config);
    // What breaks the connection shows in the query that needs it.
    client.on('error', () => undefined);
    try {
      await migrateAt(config);
      await client.connect();
    } catch (cause) {
      await client.end().catch(() => undefined);
      throw cause instanceof SchemaError ? cause : new DatabaseUnusableError(databaseName(url), cause);
    }
    try {
      await client.query('BEGIN');
      await client.query('LOCK TABLE clausebook.chain IN EXCLUSIVE MODE');
      const filled = await client.query('SELECT 1 FROM clausebook.chain WHERE sequence > 0');
      if (filled.rows.length > 0) throw new StoreNotEmptyError(databaseName(url));
      await fill(client, items);
      await client.query('COMMIT');
    } finally {
      // What was not committed is rolled back with the connection.
      await client.end().catch(() => undefined);
    }
  };

interface OpenChain {
  readonly number: number;
  end: ChainEnd;
}

const fill = async (client: pg.Client, items: Parameters<Restore>[0]): Promise<void> => {
  const reader: Reader = {
    rows: <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      client.query<Row>(text, [...values]).then(({ rows }) => rows),
    close: () => Promise.resolve(),
  };
  const salt = await saltOf(reader);
  const releases = makeReleases(reader);
  const ensureMonths = makeMonths((firstDay) => reader.rows('SELECT clausebook.add_month($1)', [firstDay]));
  const chains = new Map<string, OpenChain>();

  /** The chain of that name; '' is that of records that name none. */
  const chainOf = async (name: string): Promise<OpenChain> => {
    const known = chains.get(name);
    if (known !== undefined) return known;
    const [made] = await reader.rows<{ readonly number: number }>(
      `INSERT INTO clausebook.chain (name, sequence, hash) VALUES ($1, 0, $2)
       ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING number`,
      [name, noDigest],
    );
    if (made === undefined) throw new RangeError('An INSERT gave no row.');
    const chain = { number: made.number, end: { sequence: 0, hash: noDigest } };
    chains.set(name, chain);
    return chain;
  };

  const write = async (name: string, lines: readonly Line[]): Promise<void> => {
    const last = lines.at(-1);
    if (last === undefined) return;
    const chain = await chainOf(name);
    const rows = lines.map((line) => rowOf(line, salt));
    await ensureMonths(rows.map(({ decidedAt }) => decidedAt));
    const { sequence, hash } = chainPlaceOf(last.record);
    const after = { sequence, hash };
    const { rowCount } = await client.query(
      groupStatement({ chain: chain.number, before: chain.end, after, rows, keys: [] }),
    );
    if (rowCount !== lines.length)
      throw new RangeError('Records came in another order than that of their chain.');
    const uses = restoreKeys(lastUses(lines.map(({ record }) => record)));
    await reader.rows(uses.text, uses.values);
    chain.end = after;
  };

  let waiting: Line[] = [];
  let chain = '';
  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    await write(chain, lines);
  };
  for await (const item of items) {
    switch (item.kind) {
      case 'release':
        await releases.keep(item.release);
        break;
      case 'checkpoint':
        await keepCheckpoint(reader, item.checkpoint);
        break;
      case 'record': {
        const verified = verifyLine(item.line, null);
        if (verified.code !== 'verified') throw new TypeError(`A line to restore is ${verified.code}.`);
        const name = chainPlaceOf(verified.record).chain ?? '';
        if (name !== chain || waiting.length >= atOnce) await flush();
        chain = name;
        waiting.push({ record: verified.record, line: item.line });
      }
    }
  }
  await flush();
};

interface Line {
  readonly record: LogLine;
  readonly line: string;
}
