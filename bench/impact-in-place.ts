/**
 * `npm --prefix bench run impact-in-place [RECORDS]`: a log of so many random refunds in PostgreSQL; the impact of an edition that refunds one period less
 * is asked of it record by record (`--store`) and in place (`--on`), from start to end of each process. The two reports must be the same. Processor
 * time is that of the process and of the server. Writes `results/impact-in-place.json`. Needs a build; Linux.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPostgresLog } from '../src/audit/store/postgres/postgres-log.js';
import { startPostgres } from '../test/support/postgres.js';
import { runCommand, type CommandRun } from './command-run.js';
import { ticksOf } from './process-ticks.js';
import { recordRefunds, writeOnePeriodLess } from './refund-log.js';
import { headOf, writeResults, type BenchRow } from './results.js';

const records = Number(process.argv[2] ?? 1_000_000);
const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const to = join(directory, 'later');
await writeOnePeriodLess(to);
const server = await startPostgres();
const url = await server.makeDatabase();
const log = await openPostgresLog({ url, now: Date.now, report: () => undefined });
await recordRefunds(log, records);
await log.close();
const client = new pg.Client(url);
await client.connect();
await client.query('VACUUM ANALYZE');
const { rows: found } = await client.query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid');
const postmaster = (await ticksOf(found[0]?.pid ?? 0)).parent;

const endedMs = 1000;
const serverCpu = async (): Promise<number> => {
  // The connections of a process that ended are children that end a little later.
  await new Promise((resolve) => setTimeout(resolve, endedMs));
  return (await ticksOf(postmaster)).children;
};

interface Measured extends CommandRun {
  readonly serverSeconds: number;
  readonly report: string;
}

const run = async (name: string, of: readonly string[]): Promise<Measured> => {
  const report = join(directory, `${name}.json`);
  const before = await serverCpu();
  const taken = await runCommand(['impact', '--to', to, '--json', report, ...of]);
  return { ...taken, serverSeconds: (await serverCpu()) - before, report: await readFile(report, 'utf8') };
};

const base = 'impact, record by record';
const first = await run('lines', ['--store', url]);
const measured = { [base]: first, 'impact --on the database': await run('in-place', ['--on', url]) };
await client.end();
await rm(directory, { recursive: true, force: true });
const reports = new Set(Object.values(measured).map(({ report }) => report));
if (reports.size !== 1) throw new Error('The two reports differ.');

const cpuOf = ({ cpuSeconds, serverSeconds }: Measured): number => cpuSeconds + serverSeconds;
const rows = Object.entries(measured).map(([name, one]): BenchRow => ({
  ...{ group: 'impact-in-place', name, perSecond: records / one.seconds },
  ...(name === base ? {} : { base, ratio: first.seconds / one.seconds }),
  values: [
    { name: 'seconds', unit: 's', value: one.seconds },
    { name: 'processor', unit: 's', value: cpuOf(one) },
    { name: 'of it the server', unit: 's', value: one.serverSeconds },
    { name: 'ratio of processor time', unit: '', value: cpuOf(first) / cpuOf(one) },
    { name: 'peak', unit: 'MB', value: one.peakMb },
  ],
  note: `${records} random refunds in PostgreSQL, from start to end of the process.`,
}));
await writeResults({ ...headOf('impact-in-place', new Date()), rows });
for (const { name, perSecond = NaN, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(26)} | ${perSecond.toFixed(0).padStart(8)} per second | ${values
      .map((one) => `${one.name} ${one.value.toFixed(1)} ${one.unit}`.trim())
      .join(', ')} |\n`,
  );
await server.remove();
