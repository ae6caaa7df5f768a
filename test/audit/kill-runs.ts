/**
 * `node --import ./test/support/typescript.mjs test/audit/kill-runs.ts [KILLS] [SEED]`: starts the service, asks it for decisions from 64
 * connections, kills it at a random moment, and looks whether every decision that it answered is in the log, once, and the chain whole; 50
 * times, in one data directory. Prints its seed; exits with 1 at the first loss.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteToRead } from '../../src/audit/store/sqlite/source.js';
import { verifyChain } from '../../src/audit/verify/verify-chain.js';

const [kills = '50', given = String(Date.now() % 1e6)] = process.argv.slice(2);
const connections = 64;
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Numbers from 0 to 1, the same for one seed (mulberry32). */
const makeRandom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};

const body = JSON.stringify({
  asOf: '2026-08-15T12:00:00.000Z',
  subject: 'customer 7',
  facts: {
    package: {
      id: 'pkg-1',
      kind: 'paid',
      plan: 'multi-period',
      periods: 12,
      startsAt: '2026-05-01T00:00:00.000Z',
      feePaid: { minor: 120_000, currency: 'USD' },
      creditsPerPeriod: 1000,
    },
    ground: 'changed-need',
    subscription: { status: 'active', paid: true },
  },
});

/** The id of one decision; `undefined` where the service went away before it answered whole. */
const decide = (url: string, agent: Agent): Promise<string | undefined> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const asked = request(`${url}/decide/refund`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', () => {
        resolve(undefined);
      });
      response.on('end', () => {
        if (response.statusCode !== 200) throw new Error(`${response.statusCode ?? 0}: ${text}`);
        resolve(/"id":"([^"]+)"/.exec(text)?.[1]);
      });
    });
    asked.on('error', () => {
      resolve(undefined);
    });
    asked.end(body);
  });

/** Runs the service until it is killed, so long after its first answer. @returns the ids that it answered */
const run = async (directory: string, killAfterMs: number): Promise<readonly string[]> => {
  const child = spawn(
    process.execPath,
    [
      ...['--import', path('../support/typescript.mjs'), path('../../src/cli/main.ts')],
      ...['serve', '--port', '0', '--data', directory, '--editions', path('../../rules')],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  let told = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    told += String(chunk);
    if (/http:\/\/\S+/.test(told)) break;
  }
  child.stdout.resume();
  const url = /http:\/\/[\w.:[\]]+/.exec(told)?.[0];
  if (url === undefined) throw new Error(`The service did not start: ${told}`);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answered: string[] = [];
  let first: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (first = resolve));
  const ask = async (): Promise<void> => {
    for (let id = await decide(url, agent); id !== undefined; id = await decide(url, agent))
      if (answered.push(id) === 1) first();
  };
  const asking = Promise.all(Array.from({ length: connections }, ask));
  await begun;
  await pause(killAfterMs);
  child.kill('SIGKILL');
  await exited;
  await asking;
  agent.destroy();
  return answered;
};

const seed = Number(given);
const random = makeRandom(seed);
const directory = await mkdtemp(join(tmpdir(), 'clausebook-kills-'));
process.stdout.write(`seed ${seed}, ${kills} kills, ${directory}\n`);
const all: string[] = [];
try {
  for (let round = 1; round <= Number(kills); round += 1) {
    const answered = await run(directory, random() * 1500);
    all.push(...answered);
    const log = openSqliteToRead({ directory });
    for (const id of answered)
      if ((await log.get(id))?.body.id !== id) throw new Error(`The answered decision ${id} is lost.`);
    const { records } = await log.health();
    await log.close();
    process.stdout.write(
      `${round}: ${answered.length} answered, ${all.length} in all, ${records} recorded\n`,
    );
    if (records < all.length) throw new Error('Fewer are recorded than were answered.');
  }
  const log = openSqliteToRead({ directory });
  // Whole means: each record follows the one before, and no id is there twice.
  const result = await verifyChain(log);
  if (result.code !== 'whole') throw new Error(`The chain is not whole: ${JSON.stringify(result)}`);
  const left = new Set(all);
  for await (const { text } of log.lines()) left.delete(/"id":"([^"]+)","inputs"/.exec(text)?.[1] ?? '');
  if (left.size > 0) throw new Error(`${left.size} answered decisions are lost.`);
  process.stdout.write(`whole: ${all.length} answered, ${result.records} recorded\n`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
