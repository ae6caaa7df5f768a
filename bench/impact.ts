/**
 * `npm --prefix bench run impact`: `clausebook impact` on a log of a million refund decisions, under an edition that refunds one period less: from
 * start to end of the process, and the most memory that it held, with no thread besides and with two. What it comes to is checked against what
 * the cases that were recorded come to by themselves. Writes `results/impact.json`. Needs a build; memory is read of Linux.
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
import type { Edition } from '../src/edition/model/edition.js';
import { loadEdition } from '../src/edition/build/load-edition.js';
import { readEditionFolder } from '../src/edition/read/read-edition-folder.js';
import { makeCompiledEvaluator } from '../src/engine/compiled/compiled-evaluator.js';
import { refundRequest } from './cases.js';
import { memoryOf, type ProcessMemory } from './process-memory.js';
import { headOf, writeResults, type BenchRow } from './results.js';

const records = Number(process.argv[2] ?? 1_000_000);
const command = process.argv[3] ?? 'dist/cli/main.js';
const secondsWanted = 120;
const sampleMs = 100;
const dayMs = 86_400_000;

const root = new URL('..', import.meta.url).pathname;
const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const data = join(directory, 'data');
const to = join(directory, 'later');

const loaded = (files: ReadonlyMap<string, string>): Edition => {
  const { edition } = loadEdition(files);
  if (edition === undefined) throw new Error('The edition does not load.');
  return edition;
};
const files = await readEditionFolder(join(root, 'rules/kommo-ai-agent-terms/2026-04-27'));
const from = 'max(0, prepaid.periods - startedPeriods)';
const laterFiles = new Map(
  [...files].map(([name, text]) => [
    name,
    text.replace(from, 'max(0, prepaid.periods - startedPeriods - 1)'),
  ]),
);
await mkdir(to);
for (const [name, text] of laterFiles) await writeFile(join(to, name), text);
const [edition, later] = [loaded(files), loaded(laterFiles)];

/** The request on each of so many days; what was recorded of it, and what the other edition takes away, in minor units. */
const days = 365;
const cited = makeCited(edition);
const evaluators = [edition, later].map(makeCompiledEvaluator);
const firstDay = Date.parse(refundRequest.asOf);
const kinds = Array.from({ length: days }, (_, day) => {
  const asOf = firstDay + day * dayMs;
  const [before, after] = evaluators.map((evaluator) =>
    evaluator.decide({ decision: 'refund', facts: refundRequest.facts, asOf }),
  );
  if (before?.code !== 'decided' || after?.code !== 'decided') throw new Error('A case is refused.');
  const minorOf = (effect: unknown): number => (effect as { readonly minor: number }).minor; // money
  const entry: Omit<Entry, 'id'> = {
    decidedAt: asOf,
    inputs: { decision: 'refund', asOf, facts: refundRequest.facts, edition: edition.identity },
    decision: before.decision,
    cites: cited(before.decision),
    personal: [],
  };
  const lost = minorOf(before.decision.effects['amount']) - minorOf(after.decision.effects['amount']);
  return { entry, lost };
});

const log = await openSqliteLog({ directory: data, now: Date.now });
await log.keepRelease({ identity: edition.identity, files });
let expectedLost = 0n;
for (let first = 0; first < records; first += 1000) {
  const group = Array.from({ length: Math.min(1000, records - first) }, (_, place): Entry => {
    const kind = kinds[(first + place) % days];
    if (kind === undefined) throw new RangeError('There is no such day.');
    expectedLost += BigInt(kind.lost);
    return { ...kind.entry, id: randomUUID() };
  });
  await log.appendTogether(group);
}
await log.close();

interface Run {
  readonly seconds: number;
  readonly peakMb: number;
}
const run = async (workers: number): Promise<Run> => {
  const begin = performance.now();
  const report = join(directory, 'impact.json');
  const argv = ['impact', '--to', to, '--data', data, '--workers', String(workers), '--json', report];
  const child = spawn(process.execPath, [command, ...argv], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let memory: ProcessMemory = { residentMb: NaN, peakMb: NaN };
  const sampling = setInterval(() => {
    // Once it has ended there is nothing to read: the last reading stands.
    void memoryOf(child.pid ?? 0).then(
      (read) => (memory = read),
      () => undefined,
    );
  }, sampleMs);
  await once(child, 'exit');
  clearInterval(sampling);
  const seconds = (performance.now() - begin) / 1000;
  // 1 says that decisions change.
  if (child.exitCode !== 1) throw new Error(`It ended with ${child.exitCode ?? child.signalCode ?? ''}`);
  const { compared, amounts } = JSON.parse(await readFile(report, 'utf8')) as {
    readonly compared: number;
    readonly amounts: readonly { readonly lost: string }[];
  }; // as the report is written
  if (compared !== records || amounts[0]?.lost !== String(expectedLost))
    throw new Error(
      `It compared ${compared} and lost ${amounts[0]?.lost ?? 'nothing'}, not ${expectedLost}.`,
    );
  return { seconds, peakMb: memory.peakMb };
};

const rows: BenchRow[] = [];
for (const workers of [0, 2]) {
  const { seconds, peakMb } = await run(workers);
  rows.push({
    group: 'impact',
    name: workers === 0 ? 'one thread' : `${workers} threads besides`,
    perSecond: records / seconds,
    values: [
      {
        name: 'seconds',
        unit: 's',
        value: seconds,
        ...(records === 1_000_000 ? { target: secondsWanted } : {}),
      },
      { name: 'peak', unit: 'MB', value: peakMb },
    ],
    note: `${records} records, from start to end of the process; every sum as expected.`,
  });
}
await rm(directory, { recursive: true, force: true });
await writeResults({ ...headOf('impact', new Date()), rows });
for (const { name, perSecond = NaN, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(18)} | ${perSecond.toFixed(0).padStart(8)} records per second | ${values
      .map((one) => `${one.name} ${one.value.toFixed(1)} ${one.unit}`)
      .join(', ')} |\n`,
  );
