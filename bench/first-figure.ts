/**
 * `npm run bench`: decisions per second of both evaluators, in process beside json-rules-engine alone with as many rules, and over HTTP
 * beside a bare `node:http` server that answers as many bytes. Medians of several rounds; only ratios within one run mean something.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { Engine } from 'json-rules-engine';
import { openClausebook } from '../src/index.js';
import { refundRequest } from './cases.js';
import { compare, median } from './rounds.js';

const rounds = 5;
const connections = 32;

const root = new URL('..', import.meta.url).pathname;
const editionsDirectory = join(root, 'rules');
const reference = await openClausebook({ editionsDirectory, dataDirectory: null, engine: 'reference' });
const compiled = await openClausebook({ editionsDirectory, dataDirectory: null, engine: 'compiled' });

/** Seventeen rules, as many as the refund has, of two comparisons each: json-rules-engine by itself. */
const bare = async (): Promise<void> => {
  const engine = new Engine();
  engine.addFact('plan', 'multi-period');
  engine.addFact('value', 80_000);
  for (let rule = 0; rule < 17; rule += 1) {
    engine.addRule({
      conditions: {
        all: [
          { fact: 'plan', operator: 'equal', value: 'multi-period' },
          { fact: 'value', operator: 'greaterThan', value: rule * 10_000 },
        ],
      },
      event: { type: String(rule) },
    });
  }
  await engine.run();
};

const answered = await compiled.decide('refund', refundRequest);
const checked = await reference.decide('refund', refundRequest);
const told = (body: unknown): string => JSON.stringify({ ...(body as object), id: '', decidedAt: '' }); // an answer is an object
if (told(answered.body) !== told(checked.body)) throw new Error('The two evaluators disagree');
if (answered.status !== 200) throw new Error(`The case is refused: ${JSON.stringify(answered.body)}`);
const answerBytes = Buffer.byteLength(JSON.stringify(answered.body));

const inProcess = await compare(
  {
    'json-rules-engine alone': bare,
    'reference, with its record': () => reference.decide('refund', refundRequest),
    'compiled, with its record': () => compiled.decide('refund', refundRequest),
  },
  { rounds, durationMs: 1000 },
);
await reference.close();
await compiled.close();

/** Starts a server in a process of its own; it prints its URL first. */
const serve = async (
  script: string,
  args: readonly string[],
): Promise<{ url: string; stop: () => Promise<unknown> }> => {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: root,
  });
  for await (const chunk of child.stdout) {
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0];
    if (url !== undefined)
      return {
        url,
        stop: () => {
          const exited = once(child, 'exit');
          child.kill('SIGTERM');
          return exited;
        },
      };
  }
  await once(child, 'exit');
  throw new Error(`${script} did not start`);
};

const data = await mkdtemp(join(tmpdir(), 'clausebook-bench-'));
const cli = 'dist/cli/main.js';
const echo = await serve('--import', [
  './test/support/typescript.mjs',
  'bench/echo-server.ts',
  String(answerBytes),
]);
const slow = await serve(cli, [
  'serve',
  '--port',
  '0',
  '--data',
  join(data, 'reference'),
  '--engine',
  'reference',
]);
const fast = await serve(cli, [
  'serve',
  '--port',
  '0',
  '--data',
  join(data, 'compiled'),
  '--engine',
  'compiled',
]);
const targets = {
  'bare node:http echo': echo.url,
  'reference, recorded on disk': `${slow.url}/decide/refund`,
  'compiled, not recorded': `${fast.url}/preview/refund`,
  'compiled, recorded on disk': `${fast.url}/decide/refund`,
};
const found = new Map<string, { rate: number; p50: number; p99: number }[]>();
for (let round = 0; round <= 3; round += 1) {
  for (const [name, url] of Object.entries(targets)) {
    const { requests, latency, non2xx, errors } = await autocannon({
      url,
      connections,
      duration: 4,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(refundRequest),
    });
    if (non2xx > 0 || errors > 0) throw new Error(`${name}: ${non2xx} refusals, ${errors} errors`);
    if (round > 0)
      found.set(name, [
        ...(found.get(name) ?? []),
        { rate: requests.average, p50: latency.p50, p99: latency.p99 },
      ]);
  }
}
await Promise.all([echo.stop(), slow.stop(), fast.stop()]);
await rm(data, { recursive: true, force: true });

const line = (...cells: readonly string[]): string =>
  `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(14))).join(' | ')} |\n`;
const limit = inProcess.get('json-rules-engine alone') ?? NaN;
process.stdout.write(line('in process, one core', 'per second', 'ratio'));
for (const [name, rate] of inProcess)
  process.stdout.write(line(name, rate.toFixed(0), (rate / limit).toFixed(2)));
process.stdout.write(
  `\n${line(`HTTP, ${connections} connections`, 'per second', 'ratio', 'p50 ms', 'p99 ms')}`,
);
const echoRate = median((found.get('bare node:http echo') ?? []).map(({ rate }) => rate));
for (const [name, figures] of found) {
  const rate = median(figures.map((one) => one.rate));
  const p50 = median(figures.map((one) => one.p50));
  const p99 = median(figures.map((one) => one.p99));
  process.stdout.write(
    line(name, rate.toFixed(0), (rate / echoRate).toFixed(2), p50.toFixed(1), p99.toFixed(1)),
  );
}
