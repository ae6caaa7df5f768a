/**
 * `npm --prefix bench run log`: the embedded decision log. Durable, chained commits from 64 submitters beside a bare append-and-fsync loop with
 * the same batches; a write, searches, the start and the memory of the service with a million records. The service runs from a build.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DecisionLog } from '../src/audit/store/decision-log.js';
import type { Query } from '../src/audit/store/query.js';
import { openSqliteLog } from '../src/audit/store/sqlite/sqlite-log.js';
import { memoryOf } from './process-memory.js';
import { recordedEntry } from './recorded-entry.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const [rounds = 7, perRound = 10_000, records = 1_000_000] = process.argv.slice(2, 5).map(Number);
const root = fileURLToPath(new URL('..', import.meta.url));
const typescript = ['--import', './test/support/typescript.mjs'];
const { entry, release } = await recordedEntry();
const clause = entry.cites[0] ?? '';
const rule = entry.decision.standing[0] ?? '';

const openLog = async (directory: string): Promise<DecisionLog> => {
  const log = await openSqliteLog({ directory, now: Date.now });
  await log.keepRelease(release);
  return log;
};

/** Records as many decisions, each of another subject, in large writes. */
const fill = async (directory: string, count: number): Promise<void> => {
  const log = await openLog(directory);
  const group = 1000;
  for (let first = 0; first < count; first += group)
    await log.appendTogether(
      Array.from({ length: Math.min(group, count - first) }, (_, place) => {
        const n = first + place;
        return {
          ...entry,
          id: randomUUID(),
          decidedAt: Date.parse('2026-09-01T00:00:00.000Z') + n * 5000,
          inputs: { ...entry.inputs, subject: `subject-${n}` },
          cites: [...entry.cites, ...(n % 1000 === 7 ? ['9.1'] : []), ...(n < count / 2 ? ['9.3'] : [])],
          decision: {
            ...entry.decision,
            standing: [...entry.decision.standing, ...(n % 10_000 === 5 ? ['a-rare-rule'] : [])],
          },
        };
      }),
    );
  await log.close();
};

interface Round {
  readonly ownMs: number;
  readonly bareMs: number;
  readonly cpuUs: number;
  readonly perWrite: number;
  readonly bytes: number;
}
interface Measured {
  readonly openMs: number;
  readonly rounds: readonly Round[];
}

const measure = (directory: string, warmUp: number, count: number, times: number): Measured =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [...typescript, 'bench/log-process.ts', directory, String(warmUp), String(count), String(times)],
      { cwd: root, encoding: 'utf8' },
    ),
  ) as Measured; // as `log-process.ts` prints it

const commits = (directory: string): readonly BenchRow[] => {
  const { rounds: found } = measure(directory, perRound, perRound, rounds);
  const group = 'Embedded log: durable commits from 64 submitters';
  const base = 'append and fsync of the same bytes';
  const perWrite = median(found.map((each) => each.perWrite)).toFixed(1);
  return [
    {
      group,
      name: base,
      perSecond: Math.round(median(found.map(({ bareMs }) => (perRound * 1000) / bareMs))),
      note: `One write and one fdatasync for each batch of the log (${perWrite} records of ${Math.round(median(found.map(({ bytes }) => bytes)))} bytes on average).`,
    },
    {
      group,
      name: 'Clausebook, embedded log',
      perSecond: Math.round(median(found.map(({ ownMs }) => (perRound * 1000) / ownMs))),
      base,
      ratio: Number(median(found.map(({ ownMs, bareMs }) => bareMs / ownMs)).toFixed(2)),
      target: 0.28,
      note: 'Sealed, chained, indexed; one transaction for all that wait.',
    },
  ];
};

const searches: Readonly<Record<string, Omit<Query, 'limit'>>> = {
  'search: a clause that all cite': { clause },
  'search: a clause of one in 1,000': { clause: '9.1' },
  'search: a clause of the oldest half': { clause: '9.3' },
  'search: a clause of none': { clause: '9.9' },
  'search: a rare rule and a common clause': { rule: 'a-rare-rule', clause },
  'search: a common rule and a rare clause': { rule, clause: '9.1' },
  'search: a subject': { subject: 'subject-123' },
  'search: nobody': { subject: 'nobody' },
};

const searchTimes = async (directory: string): Promise<NonNullable<BenchRow['values']>> => {
  const log = await openLog(directory);
  const values = [];
  for (const [name, query] of Object.entries(searches)) {
    const times: number[] = [];
    for (let nth = 0; nth < 9; nth += 1) {
      const begin = performance.now();
      await log.search({ ...query, limit: 50 });
      times.push(performance.now() - begin);
    }
    values.push({ name, unit: 'ms', value: Number(median(times).toFixed(1)), target: 50 });
  }
  await log.close();
  return values;
};

interface Served {
  readonly readyMs: number;
  /** Memory of the whole service once it was asked a little, in megabytes. */
  readonly askedMb: number;
  /** The same when nothing was asked of it for half a minute. */
  readonly restMb: number;
}

/** Starts the service over the log and asks it a little. */
const service = async (directory: string): Promise<Served> => {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    ['dist/cli/main.js', 'serve', '--port', '0', '--data', directory, '--editions', 'rules'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  let url: string | undefined;
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    url = /http:\/\/[\w.:[\]]+/.exec(String(chunk))?.[0];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error('The service did not start.');
  const readyMs = performance.now() - begin;
  child.stdout.resume();
  for (let nth = 0; nth < 20; nth += 1)
    await (await fetch(`${url}/decisions?clause=${clause}&subject=subject-${nth}`)).text();
  const residentMb = async (): Promise<number> => Math.round((await memoryOf(child.pid ?? 0)).residentMb);
  const askedMb = await residentMb();
  await wait(30_000);
  const restMb = await residentMb();
  child.kill('SIGTERM');
  await exited;
  return { readyMs, askedMb, restMb };
};

const atScale = async (few: string, many: string): Promise<BenchRow> => {
  await fill(few, 1000);
  await fill(many, records);
  const ratios: number[] = [];
  const opened: number[] = [];
  for (let round = 0; round < Math.min(rounds, 5); round += 1) {
    const cpuAt = (directory: string): number => {
      const { openMs, rounds: found } = measure(directory, perRound, perRound, 1);
      if (directory === many) opened.push(openMs);
      return found[0]?.cpuUs ?? NaN;
    };
    // The smaller log grows with every round; it is made anew.
    await rm(few, { recursive: true });
    await fill(few, 1000);
    const small = cpuAt(few);
    ratios.push(cpuAt(many) / small);
  }
  const { readyMs, askedMb, restMb } = await service(many);
  return {
    group: `Embedded log with ${records.toLocaleString('en')} records`,
    name: 'Clausebook, embedded log',
    values: [
      {
        name: 'a write, by one with 1,000',
        unit: 'times',
        value: Number(median(ratios).toFixed(2)),
        target: 1.2,
      },
      { name: 'the log is open after', unit: 'ms', value: Math.round(median(opened)), target: 500 },
      { name: 'the service is ready after', unit: 'ms', value: Math.round(readyMs) },
      { name: 'memory after searches', unit: 'MB', value: askedMb, target: 150 },
      { name: 'memory at rest', unit: 'MB', value: restMb, target: 150 },
      ...(await searchTimes(many)),
    ],
    note: 'Every record of another subject; a write in processor time; searches: the first page of 50, median of 9.',
  };
};

const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
try {
  const rows = [
    ...commits(join(directory, 'commits')),
    await atScale(join(directory, 'few'), join(directory, 'many')),
  ];
  await writeResults({ ...headOf('log', new Date()), rows });
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
