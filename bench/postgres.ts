/**
 * `npm --prefix bench run postgres`: the decision log in PostgreSQL. Durable, chained commits from 64 submitters, beside plain multi-row
 * inserts of the same lines in the same batches; and the first page of searches over a million records.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DecisionLog } from '../src/audit/store/decision-log.js';
import type { Query } from '../src/audit/store/query.js';
import { openPostgresLog } from '../src/audit/store/postgres/postgres-log.js';
import type { Entry } from '../src/audit/record/record.js';
import { startPostgres, type PostgresServer } from '../test/support/postgres.js';
import { recordedEntry } from './recorded-entry.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const [rounds = 5, perRound = 20_000, records = 1_000_000] = process.argv.slice(2, 5).map(Number);
const submitters = 64;
const { entry, release } = await recordedEntry();

const open = async (url: string): Promise<DecisionLog> => {
  const log = await openPostgresLog({ url, now: Date.now, report: () => undefined });
  await log.keepRelease(release);
  return log;
};

const fresh = (changes: Partial<Entry> = {}): Entry => ({
  ...entry,
  id: randomUUID(),
  decidedAt: Date.now(),
  ...changes,
});

/** Appends `count` records from all the submitters, each waiting for its last one. @returns milliseconds */
const commitAll = async (log: DecisionLog, count: number): Promise<number> => {
  const begin = performance.now();
  let left = count;
  const submit = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await log.append(fresh());
    }
  };
  await Promise.all(Array.from({ length: submitters }, submit));
  return performance.now() - begin;
};

interface Batches {
  readonly lines: readonly string[];
  /** How many of them each transaction had, in order. */
  readonly sizes: readonly number[];
}

/** The last lines that were recorded, in the batches in which they were. */
const lastBatches = async (client: pg.Client, after: number): Promise<Batches> => {
  const { rows } = await client.query<{ readonly line: string; readonly transaction: string }>(
    `SELECT line, xmin::text AS transaction FROM clausebook.record WHERE place > $1 ORDER BY place`,
    [after],
  );
  const sizes: number[] = [];
  let last = '';
  for (const { transaction } of rows) {
    if (transaction === last) sizes.push((sizes.pop() ?? 0) + 1);
    else sizes.push(1);
    last = transaction;
  }
  return { lines: rows.map(({ line }) => line), sizes };
};

/** Inserts the same lines in the same batches: a table with an id, prepared statements of many rows, a commit each. @returns milliseconds */
const insertAll = async (client: pg.Client, { lines, sizes }: Batches): Promise<number> => {
  const statement = (size: number): string =>
    `INSERT INTO bare (id, line) VALUES ${Array.from({ length: size }, (_, row) => `($${2 * row + 1}, $${2 * row + 2})`).join(', ')}`;
  const begin = performance.now();
  let place = 0;
  for (const size of sizes) {
    const values = lines.slice(place, place + size).flatMap((line) => [randomUUID(), line]);
    await client.query({ name: `bare-${size}`, text: statement(size), values });
    place += size;
  }
  return performance.now() - begin;
};

const commits = async (server: PostgresServer): Promise<readonly BenchRow[]> => {
  const url = await server.makeDatabase();
  const log = await open(url);
  const client = new pg.Client(url);
  await client.connect();
  await client.query('CREATE TABLE bare (id uuid PRIMARY KEY, line text NOT NULL)');
  const own: number[] = [];
  const bare: number[] = [];
  const ratios: number[] = [];
  let size = 0;
  let bytes = 0;
  let end = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const ownMs = await commitAll(log, perRound);
    const batches = await lastBatches(client, end);
    end += batches.lines.length;
    const bareMs = await insertAll(client, batches);
    size = batches.lines.length / batches.sizes.length;
    bytes = Buffer.byteLength(batches.lines.join('')) / batches.lines.length;
    // The first round warms up.
    if (round === 0) continue;
    own.push((perRound * 1000) / ownMs);
    bare.push((perRound * 1000) / bareMs);
    ratios.push(bareMs / ownMs);
  }
  await client.end();
  await log.close();
  const group = 'PostgreSQL: commits from 64 submitters';
  const bareName = 'multi-row inserts, one table';
  return [
    {
      group,
      name: bareName,
      perSecond: Math.round(median(bare)),
      note: `Prepared INSERT … VALUES of the same lines (${Math.round(bytes)} bytes each) in the same batches (${size.toFixed(1)} rows on average), one commit each, into a table with a primary key and no other index.`,
    },
    {
      group,
      name: 'Clausebook on PostgreSQL',
      perSecond: Math.round(median(own)),
      base: bareName,
      ratio: Number(median(ratios).toFixed(2)),
      target: 0.35,
      note: 'Sealed, chained, unique, indexed for search.',
    },
  ];
};

const clauses = (n: number): readonly string[] => [
  ...entry.cites,
  ...(n % 1000 === 7 ? ['9.1'] : []),
  ...(n % 100_000 === 11 ? ['9.2'] : []),
  // Cited by the oldest half alone.
  ...(n < records / 2 ? ['9.3'] : []),
];

/** Records a million over three months, of 50,000 subjects. */
const fill = async (log: DecisionLog): Promise<number> => {
  const from = Date.parse('2026-09-01T00:00:00.000Z');
  const stepMs = (90 * 86_400_000) / records;
  const begin = performance.now();
  const atOnce = 500;
  const fillFrom = async (first: number): Promise<void> => {
    for (let n = first; n < records; n += 2 * atOnce)
      await log.appendTogether(
        Array.from({ length: atOnce }, (_, place) =>
          fresh({
            decidedAt: Math.round(from + (n + place) * stepMs),
            inputs: { ...entry.inputs, subject: `subject-${(n + place) % 50_000}` },
            cites: clauses(n + place),
            decision: {
              ...entry.decision,
              outcome: (n + place) % 50 === 3 ? 'discretionary' : entry.decision.outcome,
              standing: [...entry.decision.standing, ...((n + place) % 10_000 === 5 ? ['a-rare-rule'] : [])],
            },
          }),
        ),
      );
  };
  await Promise.all([fillFrom(0), fillFrom(atOnce)]);
  return performance.now() - begin;
};

const searches: Readonly<Record<string, Omit<Query, 'limit'>>> = {
  'by a clause that all cite': { clause: entry.cites[0] ?? '' },
  'by a clause that one in 1,000 cites': { clause: '9.1' },
  'by a clause that one in 100,000 cites': { clause: '9.2' },
  'by a clause of the oldest half': { clause: '9.3' },
  'by a clause that nobody cites': { clause: '9.9' },
  'by a rule of all': { rule: entry.decision.standing[0] ?? '' },
  'by a rule of one in 10,000': { rule: 'a-rare-rule' },
  'by subject (one in 50,000)': { subject: 'subject-123' },
  'by an outcome of one in 50': { outcome: 'discretionary' },
  'by time alone': { to: Date.parse('2026-10-01T00:00:00.000Z') },
  'by rare clause, common rule and outcome': {
    clause: '9.1',
    rule: entry.decision.standing[0] ?? '',
    outcome: entry.decision.outcome,
  },
  'by common clause and rare rule': { clause: entry.cites[0] ?? '', rule: 'a-rare-rule' },
  'by common clause and subject': { clause: entry.cites[0] ?? '', subject: 'subject-123' },
  'by the oldest half’s clause and outcome': { clause: '9.3', outcome: 'discretionary' },
};

const searchRows = async (server: PostgresServer): Promise<readonly BenchRow[]> => {
  const url = await server.makeDatabase();
  const log = await open(url);
  const fillMs = await fill(log);
  const client = new pg.Client(url);
  await client.connect();
  await client.query('VACUUM ANALYZE');
  const { rows: sizes } = await client.query<{ readonly bytes: string }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  await client.end();
  const found = [];
  for (const [name, query] of Object.entries(searches)) {
    const times: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const begin = performance.now();
      await log.search({ ...query, limit: 50 });
      times.push(performance.now() - begin);
    }
    found.push({ name, unit: 'ms', value: Number(median(times).toFixed(1)), target: 50 });
  }
  await log.close();
  return [
    {
      group: `PostgreSQL: first page of 50 over ${records.toLocaleString('en')} records`,
      name: 'Clausebook on PostgreSQL',
      values: found,
      note: `Medians of 9 after VACUUM ANALYZE; ${(Number(sizes[0]?.bytes) / records / 1000).toFixed(1)} kB a record in the database, indexes included; filled at ${Math.round((records * 1000) / fillMs).toLocaleString('en')} records a second in groups of 500.`,
    },
  ];
};

const server = await startPostgres({ durable: true });
try {
  const rows = [...(await commits(server)), ...(records > 0 ? await searchRows(server) : [])];
  console.log(JSON.stringify(rows, null, 2));
  await writeResults({ ...headOf('postgres', new Date()), rows });
} finally {
  await server.remove();
}
