/**
 * `npm --prefix bench run columns [RECORDS [TIMES]]`: a log of so many random refunds is exported to Parquet, and the impact of an edition that refunds one
 * period less is asked of the log, record by record, and of the columns: from start to end of each process, its processor time, and the most memory that it
 * held. The two reports must be the same. Then it is asked of so many times as many files, which are the same ones under other names. Writes
 * `results/columns.json`. Needs a build; memory and processor time are read of Linux.
 */
import { link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import { runCommand, type CommandRun } from './command-run.js';
import { recordRefunds, writeOnePeriodLess } from './refund-log.js';
import { headOf, writeResults, type BenchRow } from './results.js';

const records = Number(process.argv[2] ?? 1_000_000);
const times = Number(process.argv[3] ?? 10);
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
const onColumns = (folder: string): readonly string[] => [
  ...['impact', '--to', to, '--on', folder, '--editions', 'rules', '--json', byColumns],
];
const exported = await runCommand(['log', 'export', '--to', 'parquet', '--data', data, '--output', columns]);
const base = await runCommand(['impact', '--to', to, '--data', data, '--json', byLines]);
const weighed = await runCommand(onColumns(columns));
if ((await reportIn(byLines)) !== (await reportIn(byColumns))) throw new Error('The two reports differ.');
const many = join(directory, 'many');
for (const name of await readdir(join(columns, 'refund'))) {
  await mkdir(join(many, 'refund'), { recursive: true });
  for (let nth = 0; nth < times; nth += 1)
    await link(join(columns, 'refund', name), join(many, 'refund', `${nth}-${name}`));
}
await link(join(columns, 'export.json'), join(many, 'export.json'));
const weighedMany = await runCommand(onColumns(many));
const { compared } = JSON.parse(await readFile(byColumns, 'utf8')) as { readonly compared: unknown }; // `reportToJson`
if (Number(compared) !== records * times) throw new Error('Not all of the copies were weighed.');
await rm(directory, { recursive: true, force: true });

const rowOf = (name: string, of: CommandRun, cases: number, more: Partial<BenchRow> = {}): BenchRow => ({
  ...{ group: 'columns', name, perSecond: cases / of.seconds },
  ...more,
  values: [
    { name: 'seconds', unit: 's', value: of.seconds },
    { name: 'processor', unit: 's', value: of.cpuSeconds },
    {
      ...{ name: 'peak', unit: 'MB', value: of.peakMb },
      ...(more.base === undefined ? {} : { target: 2000 }),
    },
  ],
  note: `${cases} random refunds, from start to end of the process.`,
});
const baseName = 'impact, record by record';
const besideIt = (of: CommandRun, cases: number): Partial<BenchRow> => ({
  base: baseName,
  ratio: cases / of.seconds / (records / base.seconds),
});
const rows = [
  rowOf('log export --to parquet', exported, records),
  rowOf(baseName, base, records),
  rowOf('impact --on the columns', weighed, records, besideIt(weighed, records)),
  rowOf(
    `impact --on ${times} times the columns`,
    weighedMany,
    records * times,
    // Of few, most is the start.
    { ...besideIt(weighedMany, records * times), target: 20 },
  ),
];
await writeResults({ ...headOf('columns', new Date()), rows });
for (const { name, perSecond = NaN, ratio, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(32)} | ${perSecond.toFixed(0).padStart(8)} per second | ${ratio === undefined ? '' : `${ratio.toFixed(1)} times`} | ${values
      .map((one) => `${one.name} ${one.value.toFixed(1)} ${one.unit}`)
      .join(', ')} |\n`,
  );
