import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { lateReturn, libraryEditions, temporary } from '../../cli/support/call.js';
import { openSqliteToRead } from '../../../src/audit/store/sqlite/source.js';
import { killAtEnd } from '../../support/at-end.js';
import { productMain } from '../../support/product-main.js';

/** A service in a process of its own, run from the sources. */
const serve = async (context: TestContext, data: string) => {
  const argv = [productMain(), 'serve', '--port', '0', '--data', data, '--editions', libraryEditions];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  killAtEnd(context, child);
  const told = text(child.stderr);
  child.stdout.setEncoding('utf8');
  let greeting = '';
  while (!greeting.includes('\n')) {
    const [chunk] = (await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(async () => Promise.reject(new Error(await told))),
    ])) as [string]; // an encoding is set
    greeting += chunk;
  }
  return { child, told, port: Number(/:(\d+)\n/.exec(greeting)?.[1]) };
};

/**
 * What became of a request: its answer's status and id; `refused` where no connection was made, or none of it was taken on a connection
 * that was kept; `lost` where it was taken, and nothing came back.
 */
type Fate = { readonly status: number; readonly id: string } | 'refused' | 'lost';

/** The connections on which something was answered. An agent does not say of a request that had to wait whether its connection is a kept one. */
const kept = new WeakSet<object>();

const ask = (agent: Agent, port: number): Promise<Fate> =>
  new Promise((resolve) => {
    const body = JSON.stringify({ facts: lateReturn });
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const asked = request({ agent, port, host: '127.0.0.1', method: 'POST', path: '/decide/fee', headers });
    asked.on('response', (response) => {
      kept.add(response.socket);
      text(response).then(
        (answer) => {
          const { id } = JSON.parse(answer) as { readonly id?: string }; // a decision or a problem
          resolve({ status: response.statusCode ?? 0, id: id ?? '' });
        },
        () => {
          resolve('lost');
        },
      );
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // A connection that was kept may be closed while it idles, as the next request sets out: HTTP lets its sender try again.
      resolve(
        error.code === 'ECONNREFUSED' || (asked.socket !== null && kept.has(asked.socket))
          ? 'refused'
          : 'lost',
      );
    });
    asked.end(body);
  });

const recordedIds = async (data: string): Promise<readonly string[]> => {
  const log = openSqliteToRead({ directory: data });
  const ids: string[] = [];
  for await (const { text } of log.lines())
    ids.push((JSON.parse(text) as { readonly body: { readonly id: string } }).body.id); // the log's own
  await log.close();
  return ids;
};

describe('a process that is asked to stop under load', () => {
  it('answers or refuses each request, drops none, and has recorded exactly what it answered', async (t) => {
    const data = await temporary(t);
    const { child, told, port } = await serve(t, data);
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    t.after(() => {
      agent.destroy();
    });
    const fates: Fate[] = [];
    let answered = 0;
    let enough = (): void => undefined;
    const underLoad = new Promise<void>((resolve) => {
      enough = resolve;
    });
    let begun = 0;
    const client = async (): Promise<void> => {
      for (let isFirst = true; ; isFirst = false) {
        const fate = await ask(agent, port);
        fates.push(fate);
        if (typeof fate === 'string') return;
        answered += 1;
        // A connection that is being made while the listener closes is reset: each client has had its own answered before.
        if (isFirst) begun += 1;
        if (answered >= 500 && begun === 32) enough();
      }
    };
    const clients = Promise.all(Array.from({ length: 32 }, client));
    await underLoad;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await clients;
    assert.deepEqual(await exit, [0, null]);

    assert.equal(fates.filter((fate) => fate === 'lost').length, 0);
    const given = fates.flatMap((fate) => (typeof fate === 'string' ? [] : [fate]));
    assert.ok(given.every(({ status }) => status === 200));
    assert.deepEqual((await recordedIds(data)).toSorted(), given.map(({ id }) => id).toSorted());
    const events = (await told)
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event); // its log
    assert.deepEqual(events.slice(-2), ['stopping', 'stopped']);
  });
});
