import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { boatsUntil, digestIn, harbour, type Harbour } from '../support/boat-release.js';
import { writeEdition } from '../support/call.js';
import { killAtEnd } from '../../support/at-end.js';
import { productMain } from '../../support/product-main.js';

/** The address of a service in a process of its own, killed after the test; `stop` ends it in good order. */
const serve = async (context: TestContext, { directory, data }: Harbour) => {
  const argv = ['serve', '--port', '0', '--data', data, '--editions', join(directory, 'rules')];
  const child = spawn(process.execPath, [productMain(), ...argv], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  killAtEnd(context, child);
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /serves on (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    };
    return { url, stop };
  }
  throw new Error('It did not start.');
};

test('A service in a process of its own serves what another process publishes, and still does after a restart', async (t) => {
  const boats = await harbour(t);
  await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
  const first = await serve(t, boats);
  const published = await boats.publish(boatsUntil(8));
  assert.equal(published.code, 0, published.out + published.err);
  const servedAt = async (url: string): Promise<string> => {
    const { editions } = (await (await fetch(`${url}/editions`)).json()) as {
      readonly editions: readonly { readonly digest: string; readonly published: boolean }[];
    };
    return editions.filter((edition) => edition.published)[0]?.digest ?? '';
  };
  while ((await servedAt(first.url)) !== digestIn(published)) await wait(50);
  await first.stop();
  const second = await serve(t, boats);
  assert.equal(await servedAt(second.url), digestIn(published));
  await second.stop();
});
