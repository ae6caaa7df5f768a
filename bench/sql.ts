/**
 * `npm --prefix bench run sql`: a million random refunds counted by outcome by DuckDB, PostgreSQL and ClickHouse, each with two threads, beside the
 * compiled evaluator. First all must count alike. Prints a table and writes `results/sql.json`. In each round each has its turn.
 * Processor time of PostgreSQL is read of Linux; ClickHouse must be installed (`npm --prefix test/sql/chdb install`).
 */
import assert from 'node:assert/strict';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { compileToSql } from '../src/sql/compile-to-sql.js';
import { factsOf } from '../src/sql/facts/facts-of.js';
import { rowOfFacts } from '../src/sql/relations/row-of-facts.js';
import { loadRealEdition } from '../test/engine/compiled/support/differential.js';
import { allEngines } from '../test/sql/support/engines.js';
import type { Target } from '../test/sql/support/engine.js';
import { ticksOf } from './process-ticks.js';
import { refundCases } from './refund-cases.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const cases = Number(process.argv[2] ?? 1_000_000);
const rounds = Number(process.argv[3] ?? 3);
/** Each random case is there so often. */
const copies = 5;
const mostAtOnce = 20_000;

const edition = await loadRealEdition();
const ruleSet = edition.decisions.get('refund') ?? assert.fail('no such decision');
const compiled = makeCompiledEvaluator(edition);
const facts = factsOf(edition, ruleSet);
const reading = { from: '"all_cases"', keys: ['id'] };

/** How often each outcome came. */
type Counts = Readonly<Record<string, number>>;

interface Turn {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

interface Contender {
  readonly name: string;
  readonly count: () => Promise<Counts>;
  /** Seconds of processor time so far. */
  readonly cpu: () => Promise<number>;
  readonly turns: Turn[];
}

const targets: readonly Target[] = await Promise.all(
  allEngines.map(async ({ dialect, open }) => ({ dialect, engine: await open() })),
);
const ownCpu = (): Promise<number> => {
  const { user, system } = process.cpuUsage();
  return Promise.resolve((user + system) / 1e6);
};

/** The connection's process, and the workers in parallel that ended, which are children of the server. */
const postgresCpu = async ({ engine }: Target): Promise<number> => {
  const [row] = await engine.ask('SELECT pg_backend_pid() AS pid');
  const own = await ticksOf(Number(row?.['pid']));
  return own.own + (await ticksOf(own.parent)).children;
};

/** How the engines write what loads. */
const loading = {
  duckdb: { make: 'CREATE TABLE all_cases AS FROM cases', times: `range(${copies})` },
  postgres: { make: 'CREATE TABLE all_cases AS SELECT * FROM cases', times: `generate_series(1, ${copies})` },
  clickhouse: {
    make: 'CREATE TABLE all_cases ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM cases',
    times: `numbers(${copies})`,
  },
} as const;

const given: { readonly asOf: number; readonly facts: Readonly<Record<string, unknown>> }[] = [];
for (let from = 0; from < cases / copies; from += mostAtOnce) {
  const some = refundCases(Math.min(mostAtOnce, cases / copies - from), 1 + from);
  const rows = some.map((one, at) => ({
    id: from + at,
    asOf: one.asOf,
    ...rowOfFacts(edition, facts, one.facts),
  }));
  given.push(...some);
  for (const { engine, dialect } of targets) {
    const { columns } = compileToSql(edition, ruleSet, dialect);
    await engine.load(
      'cases',
      [
        ['id', dialect.narrow],
        ...columns.map(
          ({ name, type }) =>
            [dialect.given.nameOf(name, type), dialect.given.typeOf(type), name, type] as const,
        ),
      ],
      rows,
    );
    const { make, times } = loading[dialect.name];
    if (from === 0) await engine.ask(`${make} WHERE 1 = 0`);
    await engine.ask(`INSERT INTO all_cases SELECT cases.* FROM cases CROSS JOIN ${times} AS times`);
  }
}

const contenders: readonly Contender[] = [
  ...(await Promise.all(
    targets.map(async (target): Promise<Contender> => {
      const { engine, dialect } = target;
      if (dialect.name === 'postgres') {
        await engine.ask('VACUUM ANALYZE all_cases');
        await engine.ask('SET max_parallel_workers_per_gather = 1');
      }
      if (dialect.name === 'clickhouse') await engine.ask('SET max_threads = 2');
      const sql = compileToSql(edition, ruleSet, dialect);
      const sets = await engine.ask(sql.setsIn(reading));
      const query = sql.deciding(
        reading,
        sets.map(({ fired }) => BigInt(String(fired))),
      );
      return {
        name: dialect.title,
        count: async () => {
          const counts = await engine.ask(
            `SELECT "outcome", count(*) AS "n" FROM (${query}) AS decided GROUP BY "outcome"`,
          );
          return Object.fromEntries(counts.map(({ outcome, n }) => [String(outcome), Number(n)]));
        },
        cpu: dialect.name === 'postgres' ? () => postgresCpu(target) : ownCpu,
        turns: [],
      };
    }),
  )),
  {
    name: 'compiled evaluator, one thread',
    count: () => {
      const counts: Record<string, number> = {};
      for (let copy = 0; copy < copies; copy += 1)
        for (const one of given) {
          const answer = compiled.decide({ decision: 'refund', ...one });
          const outcome = answer.code === 'decided' ? answer.decision.outcome : 'null';
          counts[outcome] = (counts[outcome] ?? 0) + 1;
        }
      return Promise.resolve(counts);
    },
    cpu: ownCpu,
    turns: [],
  },
];

for (let round = 0; round < rounds; round += 1) {
  const all: Counts[] = [];
  for (const { count, cpu, turns } of contenders) {
    const [from, cpuFrom] = [performance.now(), await cpu()];
    all.push(await count());
    turns.push({ seconds: (performance.now() - from) / 1000, cpuSeconds: (await cpu()) - cpuFrom });
  }
  for (const counts of all) assert.deepEqual(counts, all[0], 'all count alike');
}
await Promise.all(targets.map(({ engine }) => engine.close()));

const secondsOf = ({ turns }: Contender): number => median(turns.map(({ seconds }) => seconds));
const last = contenders.at(-1) ?? assert.fail();
const rows = contenders.map((contender): BenchRow => ({
  group: 'sql',
  name: contender.name,
  perSecond: cases / secondsOf(contender),
  base: last.name,
  ratio: secondsOf(last) / secondsOf(contender),
  values: [
    { name: 'processor', unit: 's', value: median(contender.turns.map(({ cpuSeconds }) => cpuSeconds)) },
  ],
  note: `${cases} refunds counted by outcome, each of ${cases / copies} random ones ${copies} times; all count alike.`,
}));
await writeResults({ ...headOf('sql', new Date()), rows });
for (const { name, perSecond = NaN, ratio = NaN, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(30)} | ${perSecond.toFixed(0).padStart(8)} cases per second | ${ratio.toFixed(2)} | ${values
      .map((one) => `${one.value.toFixed(1)} s of processor`)
      .join(', ')} |\n`,
  );
process.exit(0);
