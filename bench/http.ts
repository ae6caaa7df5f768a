/**
 * `npm --prefix bench run http`: answers per second over HTTP beside a bare `node:http` echo and fastify, which answer as many bytes to
 * the same request; and batches of a thousand beside single requests. Medians of several rounds, in each of which every contender has
 * its turn; only ratios within one run mean something. Needs a build. `-- ROUNDS` for another number of rounds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refundRequest } from './cases.js';
import { applyLoad, type LoadFigures } from './http-load.js';
import { headOf, writeResults, type BenchRow } from './results.js';
import { median } from './rounds.js';
import { startServer, type ServerProcess } from './server-process.js';

const rounds = Number(process.argv[2] ?? 5);
const durationMs = 3000;
const batchItems = 1000;
const root = new URL('..', import.meta.url).pathname;
const body = JSON.stringify(refundRequest);
const batch = JSON.stringify(
  Array.from({ length: batchItems }, () => ({ decision: 'refund', ...refundRequest })),
);

const data = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const typescript = ['--import', './test/support/typescript.mjs'];
const ours = await startServer(['dist/cli/main.js', 'serve', '--port', '0', '--data', data], root);
const answerBytes = await checkAnswers(ours.url);
const echo = await startServer([...typescript, 'bench/echo-server.ts', String(answerBytes)], root);
const fastify = await startServer([...typescript, 'bench/fastify-server.ts', String(answerBytes)], root);

interface Contender {
  readonly group: string;
  readonly name: string;
  readonly base?: string;
  readonly target?: number;
  readonly server: ServerProcess;
  readonly path: string;
  readonly body: string;
  readonly connections: number;
  /** Decisions in one answer. */
  readonly decisions: number;
}
const echoName = 'bare node:http echo';
const single = { path: '/decide/refund', body, decisions: 1 };
const fastifyName = 'fastify echo';
const unrecordedName = 'Clausebook, not recorded';
const withConnections = (connections: number): readonly Contender[] => {
  const common = { ...single, group: `HTTP, ${connections} connections`, connections };
  return [
    { ...common, name: echoName, server: echo },
    { ...common, name: fastifyName, base: echoName, server: fastify },
    {
      ...common,
      name: unrecordedName,
      base: fastifyName,
      target: 0.75,
      server: ours,
      path: '/preview/refund',
    },
    { ...common, name: 'Clausebook, recorded on disk', base: unrecordedName, target: 0.65, server: ours },
  ];
};
const inBatches = { group: 'HTTP, batches, recorded on disk', server: ours };
const contenders: readonly Contender[] = [
  ...withConnections(32),
  ...withConnections(64),
  { ...inBatches, ...single, name: 'single requests, 64 connections', connections: 64 },
  {
    ...inBatches,
    name: `batches of ${batchItems}, 4 connections`,
    base: 'single requests, 64 connections',
    target: 2.5,
    path: '/decide',
    body: batch,
    connections: 4,
    decisions: batchItems,
  },
];

interface Figures extends LoadFigures {
  /** Decisions, or answers of an echo, per second. */
  readonly perSecond: number;
  /** CPU time of the server for each of them, in microseconds. */
  readonly cpuUs: number;
}
const keyOf = (group: string, name: string): string => `${group}: ${name}`;
const found = new Map<string, Figures[]>();
for (let round = 0; round <= rounds; round += 1) {
  for (const { group, name, server, path, body: sent, connections, decisions } of contenders) {
    const before = await server.cpuMs();
    const figures = await applyLoad({ url: server.url + path, body: sent, connections, durationMs });
    const cpuUs = (((await server.cpuMs()) - before) * 1000) / (figures.answers * decisions);
    const key = keyOf(group, name);
    // The first round warms up.
    if (round > 0)
      found.set(key, [...(found.get(key) ?? []), { ...figures, perSecond: figures.rate * decisions, cpuUs }]);
  }
}
await Promise.all([ours.stop(), echo.stop(), fastify.stop()]);
await rm(data, { recursive: true, force: true });

const rows = contenders.map(({ group, name, base, target }): BenchRow => {
  const figures = found.get(keyOf(group, name)) ?? [];
  const bases = base === undefined ? [] : (found.get(keyOf(group, base)) ?? []);
  const middle = (of: (one: Figures) => number): number => median(figures.map(of));
  return {
    group,
    name,
    perSecond: middle((one) => one.perSecond),
    ...(base === undefined
      ? {}
      : {
          base,
          ratio: median(figures.map((one, round) => one.perSecond / (bases[round]?.perSecond ?? NaN))),
        }),
    ...(target === undefined ? {} : { target }),
    p50Ms: middle((one) => one.p50Ms),
    p99Ms: middle((one) => one.p99Ms),
    values: [
      { name: 'p99 / p50', unit: 'times', value: middle((one) => one.p99Ms / one.p50Ms), target: 4 },
      { name: 'CPU of the server each', unit: 'µs', value: middle((one) => one.cpuUs) },
    ],
  };
});
await writeResults({ ...headOf('http', new Date()), rows });

const line = (...cells: readonly string[]): void => {
  process.stdout.write(
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(64) : cell.padStart(9))).join(' | ')} |\n`,
  );
};
line('what', 'per s', 'ratio', 'wanted', 'p50 ms', 'p99 ms', 'CPU µs');
for (const { group, name, perSecond, ratio, target, p50Ms, p99Ms, values = [] } of rows)
  line(
    keyOf(group, name),
    ...[
      [perSecond, 0],
      [ratio, 2],
      [target, 2],
      [p50Ms, 2],
      [p99Ms, 2],
      [values.at(-1)?.value, 1],
    ].map(([figure, digits]) => figure?.toFixed(digits) ?? ''),
  );

/** Sees that a single request, recorded or not, and an item of a batch get the same decision; gives the bytes of an answer. */
async function checkAnswers(url: string): Promise<number> {
  const ask = async (path: string, sent: string): Promise<string> => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(url + path, { method: 'POST', headers, body: sent });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`The case is refused at ${path}: ${text}`);
    return text;
  };
  const told = (text: string): string =>
    /"outcome":.*"subject"/.exec(text)?.[0] ?? `no decision: ${text.slice(0, 100)}`;
  const preview = await ask('/preview/refund', body);
  const recorded = await ask('/decide/refund', body);
  const item = await ask('/decide', JSON.stringify([{ decision: 'refund', ...refundRequest }]));
  if (told(preview) !== told(recorded) || told(preview) !== told(item)) throw new Error('The answers differ');
  return Buffer.byteLength(preview);
}
