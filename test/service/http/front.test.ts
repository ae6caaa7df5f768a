import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { createConnection } from 'node:net';
import { describe, it } from 'node:test';
import { makeFront } from '../../../src/service/http/front.js';
import { GatedResponse } from '../../../src/service/http/gated-response.js';
import type { Admission } from '../../../src/service/http/gate.js';
import { startForTest } from '../service-under-test.js';

const question = (body: string): string =>
  `POST /decide/fine HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe('the listener', () => {
  it('goes on where telling of an answer fails, and reports that', async (t) => {
    const failure = new Error('the log is full');
    const service = await startForTest(t, {
      tellAnswer: () => {
        throw failure;
      },
    });
    for (const expected of [1, 2]) {
      assert.equal((await service.post('/decide/fine', { facts: { daysLate: 1 } })).status, 200);
      // The answer is told of when its connection lets go of it, which may be after it is read.
      while (service.defects.length < expected) await new Promise(setImmediate);
    }
    assert.deepEqual(service.defects, [failure, failure]);
  });

  it('answers what was sent at once on a connection one after the other, and holds no answer that nobody takes', async (t) => {
    const asked: (readonly [string | undefined, ServerResponse])[] = [];
    const unused = () => assert.fail('it is no question');
    const front = makeFront({
      gate: () => ({ code: 'admitted' }),
      app: { now: (request, response) => void asked.push([request.url, response]), load: unused },
      ...{ tellAnswer: undefined, decide: unused, preview: unused, ask: unused, restTimeoutMs: 1000 },
      reportDefect: unused,
    });
    const server = createServer({ ServerResponse: GatedResponse }, front).listen(0, '127.0.0.1');
    t.after(() => server.close());
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const socket = createConnection(address.port, '127.0.0.1');
    t.after(() => socket.destroy());
    let answered = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answered += text));
    const targets = ['/a', '/b', '/c'];
    socket.write(targets.map((target) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
    for (const [place, target] of targets.entries()) {
      while (asked.length <= place) await new Promise(setImmediate);
      // Nor is another asked for meanwhile.
      for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
      assert.equal(asked.length, place + 1);
      assert.equal(asked.at(place)?.[0], target);
      asked.at(place)?.[1].end(target);
    }
    while (!answered.endsWith('/c')) await new Promise(setImmediate);
    assert.equal(answered.split('200 OK').length - 1, 3);
  });

  it('reads nothing of a request whose sender went away while the gate thought', async (t) => {
    let admit: (admission: Admission) => void = () => undefined;
    const service = await startForTest(t, {
      gate: (request) =>
        request.url === '/decide/fine'
          ? new Promise((resolve) => {
              admit = resolve;
              asked();
            })
          : { code: 'admitted' },
      tellAnswer: ({ request }) => {
        if (request.url === '/decide/fine') gone();
      },
    });
    let asked: () => void = () => undefined;
    let gone: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const isGone = new Promise<void>((resolve) => (gone = resolve));
    const socket = createConnection(Number(new URL(service.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(question(JSON.stringify({ facts: { daysLate: 1 } })));
    await isAsked;
    socket.destroy();
    await isGone;
    admit({ code: 'admitted' });
    assert.equal((await service.get('/editions')).status, 200);
    const { items } = (await service.get('/decisions')).json as { readonly items: readonly unknown[] }; // as it is answered
    assert.deepEqual(items, []);
  });
});
