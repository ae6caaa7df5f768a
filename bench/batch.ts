/**
 * `npm --prefix bench run batch`: `clausebook decide --batch` on a file of 200,000 refund requests with one thread and with two, lines per second
 * and the most memory that it held. Prints a table and writes `results/batch.json`. In each round each has its turn. Needs a build; memory
 * is read of Linux.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refundRequest } from './cases.js';
import { memoryOf, type ProcessMemory } from './process-memory.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';

const lines = Number(process.argv[2] ?? 200_000);
const rounds = Number(process.argv[3] ?? 3);
const sampleMs = 100;

const root = new URL('..', import.meta.url).pathname;
const directory = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const requests = join(directory, 'requests.ndjson');
const line = (index: number): string =>
  `${JSON.stringify({ decision: 'refund', subject: `case ${index}`, ...refundRequest })}\n`;
await pipeline(
  Readable.from(
    (function* () {
      for (let index = 0; index < lines; index += 1) yield line(index);
    })(),
  ),
  createWriteStream(requests),
);

interface Run {
  readonly seconds: number;
  readonly peakMb: number;
}
const run = async (workers: number): Promise<Run> => {
  const from = performance.now();
  const argv = ['decide', '--batch', requests, '--output', join(directory, 'answers.ndjson'), '--quiet'];
  const child = spawn(process.execPath, ['dist/cli/main.js', ...argv, '--workers', String(workers)], {
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
  if (child.exitCode !== 0)
    throw new Error(`The batch ended with ${child.exitCode ?? child.signalCode ?? ''}`);
  return { seconds: (performance.now() - from) / 1000, peakMb: memory.peakMb };
};

const threads = [1, 2];
const found = new Map<number, Run[]>(threads.map((workers) => [workers, []]));
for (let round = 0; round < rounds; round += 1)
  for (const workers of threads) found.get(workers)?.push(await run(workers));
await rm(directory, { recursive: true, force: true });

const nameOf = (workers: number): string => `${workers} ${workers === 1 ? 'thread' : 'threads'}`;
const base = nameOf(1);
const rateOf = (workers: number): number =>
  lines / median((found.get(workers) ?? []).map((one) => one.seconds));
const rows = [...found].map(([workers, runs]): BenchRow => ({
  group: 'batch',
  name: nameOf(workers),
  perSecond: rateOf(workers),
  base,
  ratio: rateOf(workers) / rateOf(1),
  values: [{ name: 'peak', unit: 'MB', value: median(runs.map(({ peakMb }) => peakMb)) }],
  note: `${lines} lines, from start to end of the process.`,
}));
await writeResults({ ...headOf('batch', new Date()), rows });
for (const { name, perSecond = NaN, ratio = NaN, values = [] } of rows)
  process.stdout.write(
    `| ${name.padEnd(10)} | ${perSecond.toFixed(0).padStart(8)} lines per second | ${ratio.toFixed(2)} | ${values
      .map((one) => `${one.name} ${one.value.toFixed(0)} ${one.unit}`)
      .join(', ')} |\n`,
  );
