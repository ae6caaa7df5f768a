/**
 * `npm --prefix bench run columns [RECORDS]`: a log of so many random refunds is exported to Parquet, and the impact of an edition that refunds one
 * period less is asked of the log, record by record, and of the columns: from start to end of each process, and the most memory that it held. The
 * two reports must be the same. Writes `results/columns.json`. Needs a build; memory is read of Linux.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import { runCommand } from './command-run.js';
import { recordRefunds, writeOnePeriodLess } from './refund-log.js';
import { headOf, writeResults, type BenchRow } from './results.js';

const records = Number(process.argv[2] ?? 1_000_000);
const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const [data, columns, to] = ['data', 'columns', 'later'].map((name) => join(directory, name)) as [
  string,
  string,
  string,
];
await writeOnePeriodLess(to);
const log = await openSqliteLog({ directory: data, now: Date.now });
await recordRefunds(log, records);
await log.close();

/** A report without what it is of. */
const reportIn = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8')).replace(/^ {2}"of": .*$/m, '');

const [byLines, byColumns] = [join(directory, 'lines.json'), join(directory, 'columns.json')];
const measured = {
  'log export --to parquet': await runCommand([
    'log',
    'export',
    '--to',
    'parquet',
    '--data',
    data,
    '--output',
    columns,
  ]),
  'impact, record by record': await runCommand(['impact', '--to', to, '--data', data, '--json', byLines]),
  'impact --on the columns': await runCommand([
    ...['impact', '--to', to, '--on', columns, '--editions', 'rules', '--json', byColumns],
  ]),
};
if ((await reportIn(byLines)) !== (await reportIn(byColumns))) throw new Error('The two reports differ.');
await rm(directory, { recursive: true, force: true });

const base = 'impact, record by record';
const rows = Object.entries(measured).map(([name, { seconds, cpuSeconds, peakMb }]): BenchRow => ({
  ...{ group: 'columns', name, perSecond: records / seconds },
  ...(name.includes('--on') ? { base, ratio: measured[base].seconds / seconds } : {}),
  values: [
    { name: 'seconds', unit: 's', value: seconds },
    { name: 'processor', unit: 's', value: cpuSeconds },
    { name: 'peak', unit: 'MB', value: peakMb },
  ],
  note: `${records} random refunds, from start to end of the process.`,
}));
await writeResults({ ...headOf('columns', new Date()), rows });
for (const { name, perSecond = NaN, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(26)} | ${perSecond.toFixed(0).padStart(8)} per second | ${values
      .map((one) => `${one.name} ${one.value.toFixed(1)} ${one.unit}`)
      .join(', ')} |\n`,
  );
