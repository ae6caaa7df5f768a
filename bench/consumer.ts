/**
 * `npm --prefix bench run consumer [MESSAGES]`: a consumer of a stream, as docs/scale.md has it: each message is decided by the module of a decision and kept in
 * PostgreSQL with what is to be sent, in a transaction of its own or of a hundred messages. Beside each, in turns, one that keeps the same bytes and decides
 * nothing. The server waits for its disk at each commit. Writes `results/consumer.json`. Needs a build.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startPostgres } from '../test/support/postgres.js';
import { runCommand } from './command-run.js';
import type { Case } from './contender.js';
import { refundCases } from './refund-cases.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const messages = Number(process.argv[2] ?? 20_000);
const rounds = 3;

interface Module {
  readonly decide: (request: { readonly facts: unknown; readonly asOf: string }) => unknown;
  readonly edition: { readonly digest: string };
}

const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
const file = join(directory, 'refund.js');
await runCommand(['compile', 'refund', '--to', 'module', '--out', file]);
const { decide, edition } = (await import(pathToFileURL(file).href)) as Module; // as `compile` writes it
const server = await startPostgres({ durable: true });
const database = new pg.Client(await server.makeDatabase());
await database.connect();
await database.query('CREATE TABLE decided (message text PRIMARY KEY, digest text, result jsonb)');
await database.query('CREATE TABLE outbox (message text PRIMARY KEY, result jsonb)');

const decided = ({ facts, asOf }: Case): string =>
  JSON.stringify(decide({ facts, asOf: new Date(asOf).toISOString() }));
const cases = refundCases(messages, 17);
const caseAt = (nth: number): Case => {
  const one = cases[nth];
  if (one === undefined) throw new RangeError(`There is no message ${nth}.`);
  return one;
};
/** What a consumer keeps that decides nothing: the same bytes. */
const kept = cases.map(decided);

/** Puts messages through, so many in a transaction. @returns seconds */
const consume = async (resultOf: (nth: number) => string, together: number): Promise<number> => {
  await database.query('TRUNCATE decided, outbox');
  const startedAt = performance.now();
  for (let first = 0; first < messages; first += together) {
    const nths = Array.from({ length: Math.min(together, messages - first) }, (_, place) => first + place);
    const results = nths.map(resultOf);
    // One statement is one transaction.
    await database.query(
      `WITH new AS (
         INSERT INTO decided (message, digest, result)
         SELECT message, $3, result FROM unnest($1::text[], $2::jsonb[]) AS one (message, result)
         ON CONFLICT (message) DO NOTHING RETURNING message, result
       ) INSERT INTO outbox SELECT message, result FROM new`,
      [nths.map((nth) => `m-${nth}`), results, edition.digest],
    );
  }
  return (performance.now() - startedAt) / 1000;
};

const rows: BenchRow[] = [];
for (const together of [1, 100]) {
  const bare: number[] = [];
  const deciding: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await consume((nth) => kept[nth] ?? '', together));
    deciding.push(await consume((nth) => decided(caseAt(nth)), together));
  }
  const of = together === 1 ? 'a transaction each' : `${together} in a transaction`;
  const base = `keeps the bytes, ${of}`;
  const note = `${messages} refunds, median of ${rounds} rounds; one consumer, one connection, synchronous commits.`;
  rows.push(
    { group: 'consumer', name: base, perSecond: messages / median(bare), note },
    {
      ...{ group: 'consumer', name: `decides and keeps, ${of}`, perSecond: messages / median(deciding) },
      ...{ base, ratio: median(bare) / median(deciding), note },
    },
  );
}
const { rows: count } = await database.query<{ n: string }>('SELECT count(*) AS n FROM outbox');
if (Number(count[0]?.n) !== messages) throw new Error('Not every message was kept once.');
await database.end();
await server.remove();
await rm(directory, { recursive: true, force: true });
await writeResults({ ...headOf('consumer', new Date()), rows });
for (const { name, perSecond = NaN, ratio } of rows)
  process.stdout.write(
    `| ${name.padEnd(42)} | ${perSecond.toFixed(0).padStart(8)} per second | ${ratio === undefined ? '' : `${ratio.toFixed(2)} times`} |\n`,
  );
