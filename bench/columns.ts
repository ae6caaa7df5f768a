/**
 * `npm --prefix bench run columns [RECORDS]`: a log of so many random refunds is exported to Parquet, and the impact of an edition that refunds one
 * period less is asked of the log, record by record, and of the columns: from start to end of each process, and the most memory that it held. The
 * two reports must be the same. Writes `results/columns.json`. Needs a build; memory is read of Linux.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCited } from '../src/analysis/impact/judge-case.js';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import type { Entry } from '../src/audit/record/record.js';
import { loadEdition } from '../src/edition/build/load-edition.js';
import { readEditionFolder } from '../src/edition/read/read-edition-folder.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { memoryOf } from './process-memory.js';
import { refundCases } from './refund-cases.js';
import { headOf, writeResults, type BenchRow } from './results.js';

const records = Number(process.argv[2] ?? 1_000_000);
const command = 'dist/cli/main.js';
/** Ten million a year. */
const recordsADay = 27_400;
const dayMs = 86_400_000;
const differentCases = 100_000;
const sampleMs = 100;

const root = new URL('..', import.meta.url).pathname;
const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const [data, columns, to] = ['data', 'columns', 'later'].map((name) => join(directory, name)) as [
  string,
  string,
  string,
];
const files = await readEditionFolder(join(root, 'rules/kommo-ai-agent-terms/2026-04-27'));
await mkdir(to);
for (const [name, text] of files)
  await writeFile(
    join(to, name),
    text.replace('max(0, prepaid.periods - startedPeriods)', 'max(0, prepaid.periods - startedPeriods - 1)'),
  );
const { edition } = loadEdition(files);
if (edition === undefined) throw new Error('The edition does not load.');
const evaluator = makeCompiledEvaluator(edition);
const cited = makeCited(edition);
const entries = refundCases(Math.min(records, differentCases), 17).flatMap(
  ({ facts, asOf }): readonly Omit<Entry, 'id' | 'decidedAt'>[] => {
    const answer = evaluator.decide({ decision: 'refund', facts, asOf });
    return answer.code === 'decided'
      ? [
          {
            inputs: { decision: 'refund', asOf, facts, edition: edition.identity },
            decision: answer.decision,
            cites: cited(answer.decision),
            personal: [],
          },
        ]
      : [];
  },
);
const log = await openSqliteLog({ directory: data, now: Date.now });
await log.keepRelease({ identity: edition.identity, files });
const begin = Date.parse('2026-01-01T00:00:00Z');
for (let first = 0; first < records; first += 1000) {
  const group = Array.from({ length: Math.min(1000, records - first) }, (_, place): Entry => {
    const nth = first + place;
    const entry = entries[nth % entries.length];
    if (entry === undefined) throw new RangeError('No case is decided.');
    return { ...entry, id: randomUUID(), decidedAt: begin + Math.floor((nth * dayMs) / recordsADay) };
  });
  await log.appendTogether(group);
}
await log.close();

/** Runs a command from start to end; exit code 1 of `impact` says that decisions change. */
const run = async (
  argv: readonly string[],
): Promise<{ readonly seconds: number; readonly peakMb: number }> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, ...argv], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMb = NaN;
  const sampling = setInterval(() => {
    // Once it has ended there is nothing to read: the last reading stands.
    void memoryOf(child.pid ?? 0).then(
      (read) => (peakMb = read.peakMb),
      () => undefined,
    );
  }, sampleMs);
  await once(child, 'exit');
  clearInterval(sampling);
  if (child.exitCode !== 0 && child.exitCode !== 1)
    throw new Error(`${argv[0] ?? ''} ended with ${child.exitCode ?? child.signalCode ?? ''}`);
  return { seconds: (performance.now() - startedAt) / 1000, peakMb };
};

/** A report without what it is of. */
const reportIn = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8')).replace(/^ {2}"of": .*$/m, '');

const [byLines, byColumns] = [join(directory, 'lines.json'), join(directory, 'columns.json')];
const measured = {
  'log export --to parquet': await run([
    'log',
    'export',
    '--to',
    'parquet',
    '--data',
    data,
    '--output',
    columns,
  ]),
  'impact, record by record': await run(['impact', '--to', to, '--data', data, '--json', byLines]),
  'impact --on the columns': await run([
    ...['impact', '--to', to, '--on', columns, '--editions', 'rules', '--json', byColumns],
  ]),
};
if ((await reportIn(byLines)) !== (await reportIn(byColumns))) throw new Error('The two reports differ.');
await rm(directory, { recursive: true, force: true });

const base = 'impact, record by record';
const rows = Object.entries(measured).map(([name, { seconds, peakMb }]): BenchRow => ({
  ...{ group: 'columns', name, perSecond: records / seconds },
  ...(name.includes('--on') ? { base, ratio: measured[base].seconds / seconds } : {}),
  values: [
    { name: 'seconds', unit: 's', value: seconds },
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
