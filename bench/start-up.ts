/**
 * `npm --prefix bench run start-up`: from `node` to a service that is ready, on the real edition and an empty data directory, beside a node
 * that does nothing and a bare `node:http` server; and the memory of the service at rest and under load. Prints a table and writes
 * `results/start-up.json`. In each round each has its turn. Needs a build; memory is read of Linux.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { refundRequest } from './cases.js';
import { applyLoad } from './http-load.js';
import { memoryOf } from './process-memory.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';
import { startServer } from './server-process.js';

const rounds = Number(process.argv[2] ?? 15);
const connections = 32;
const loadMs = 10_000;
/** So long after it was ready the service is looked at: when it has just begun, and when nothing was asked of it for a while. */
const sinceReadyMs = { 'after a second': 1000, 'at rest, after 30 seconds': 30_000 };
const readyTargetMs = 450;
const restTargetMb = 110;
const loadTargetMb = 250;

const root = new URL('..', import.meta.url).pathname;
const data = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const bareServer = `require('node:http').createServer((q, s) => s.end()).listen(0, '127.0.0.1', function () {
  console.log('http://127.0.0.1:' + this.address().port);
});`;
let directories = 0;
const serve = () => {
  directories += 1;
  const directory = join(data, String(directories));
  return startServer(['dist/cli/main.js', 'serve', '--port', '0', '--data', directory], root);
};

interface Start {
  readonly ms: number;
  /** `NaN` where nobody was there any more to be asked. */
  readonly cpuMs: number;
}
const startNothing = async (): Promise<Start> => {
  const from = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return { ms: performance.now() - from, cpuMs: NaN };
};
const startAndStop = async (start: typeof serve): Promise<Start> => {
  const from = performance.now();
  const server = await start();
  const ms = performance.now() - from;
  const cpuMs = await server.cpuMs();
  await server.stop();
  return { ms, cpuMs };
};

const starts: Readonly<Record<string, () => Promise<Start>>> = {
  'node -e 0': startNothing,
  'bare node:http server': () => startAndStop(() => startServer(['-e', bareServer], root)),
  'clausebook serve': () => startAndStop(serve),
};
const found = new Map<string, Start[]>(Object.keys(starts).map((name) => [name, []]));
for (let round = 0; round <= rounds; round += 1)
  for (const [name, start] of Object.entries(starts)) {
    const figures = await start();
    // The first round fills the system's cache of files.
    if (round > 0) found.get(name)?.push(figures);
  }
const base = 'bare node:http server';
const middleMs = (name: string): number => median((found.get(name) ?? []).map(({ ms }) => ms));
const startRows = [...found].map(([name, figures]): BenchRow => {
  const cpuMs = median(figures.map((one) => one.cpuMs));
  const target = name === 'clausebook serve' ? { target: readyTargetMs } : {};
  return {
    group: 'start-up',
    name,
    values: [
      { name: 'ready after', unit: 'ms', value: middleMs(name), ...target },
      { name: 'least', unit: 'ms', value: Math.min(...figures.map(({ ms }) => ms)) },
      ...(Number.isNaN(cpuMs) ? [] : [{ name: 'CPU time', unit: 'ms', value: cpuMs }]),
      { name: `times the ${base}`, unit: '', value: middleMs(name) / middleMs(base) },
    ],
  };
});

const server = await serve();
const memoryRows: BenchRow[] = [];
let waitedMs = 0;
for (const [name, ms] of Object.entries(sinceReadyMs)) {
  await wait(ms - waitedMs);
  waitedMs = ms;
  const { residentMb } = await memoryOf(server.pid);
  const target = name.startsWith('at rest') ? { target: restTargetMb } : {};
  memoryRows.push({
    group: 'memory',
    name,
    values: [{ name: 'resident', unit: 'MB', value: residentMb, ...target }],
  });
}
const body = JSON.stringify(refundRequest);
for (const [name, path] of [
  ['under load, not recorded', '/preview/refund'],
  ['under load, recorded', '/decide/refund'],
] as const) {
  const { rate } = await applyLoad({ url: server.url + path, body, connections, durationMs: loadMs });
  const { residentMb, peakMb } = await memoryOf(server.pid);
  memoryRows.push({
    group: 'memory',
    name,
    perSecond: rate,
    values: [
      { name: 'resident', unit: 'MB', value: residentMb },
      { name: 'peak', unit: 'MB', value: peakMb, target: loadTargetMb },
    ],
    note: 'The peak is the most that the process held since it started.',
  });
}
await server.stop();
await rm(data, { recursive: true, force: true });

const rows = [...startRows, ...memoryRows];
await writeResults({ ...headOf('start-up', new Date()), rows });
for (const { name, perSecond, values = [] } of rows) {
  const told = values.map((one) =>
    `${one.name} ${one.value.toFixed(one.unit === '' ? 2 : 0)} ${one.unit}`.trimEnd(),
  );
  if (perSecond !== undefined) told.push(`${perSecond.toFixed(0)} answers per second`);
  process.stdout.write(`| ${name.padEnd(26)} | ${told.join(', ')} |\n`);
}
