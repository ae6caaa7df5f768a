/**
 * `npm --prefix bench run path`: the files of ours that one recorded refund passes through, from the request to the answer, in all threads. What
 * a service does by itself in the same time, such as looking for published editions, is taken off. Needs a build.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { refundRequest } from './cases.js';
import type { PathMessage } from './path-message.js';

const root = new URL('..', import.meta.url).pathname;
const ours = new URL('../dist/', import.meta.url).href;
const folder = await mkdtemp(join(tmpdir(), 'clausebook-path-'));
const hooks = ['./test/support/typescript.mjs', './bench/path-coverage.ts'].flatMap((hook) => [
  '--import',
  hook,
]);
const child = spawn(
  process.execPath,
  [...hooks, 'dist/cli/main.js', 'serve', '--port', '0', '--data', join(folder, 'data')],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
);
const url = await new Promise<string>((resolve) => {
  child.stdout?.on('data', (chunk: Buffer) => {
    const found = /http:\/\/\S+/.exec(String(chunk))?.[0];
    if (found !== undefined) resolve(found);
  });
});
const ask = async (): Promise<void> => {
  const answer = await fetch(`${url}/decide/refund`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(refundRequest),
  });
  if (answer.status !== 200) throw new Error(await answer.text());
  await answer.text();
};
const tell = (message: PathMessage): void => {
  child.send(message);
};

/** The files that were called while something was done, each with its thread. */
const calledIn = async (work: () => Promise<void>): Promise<readonly string[]> => {
  tell({ end: null });
  await wait(200);
  await work();
  await wait(1500);
  tell({ end: folder });
  await wait(500);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const urls = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as readonly string[]), // as it was written
  );
  return [...new Set(urls.flat())].filter((one) => one.startsWith(ours)).map((one) => one.slice(ours.length));
};

try {
  // Once the service is warm, and its first decision has opened what it opens once.
  await wait(4000);
  for (let place = 0; place < 5; place += 1) await ask();
  // So long that all that it does by itself comes to pass, also on a busy machine.
  const alone = new Set(await calledIn(() => wait(5000)));
  const path = (await calledIn(ask)).filter((file) => !alone.has(file)).sort();
  process.stdout.write(`${path.join('\n')}\n${path.length} files of ours, and the generated one\n`);
} finally {
  const exited = once(child, 'exit');
  // Else the channel to this process would keep the service.
  child.disconnect();
  child.kill();
  await exited;
  await rm(folder, { recursive: true, force: true });
}
