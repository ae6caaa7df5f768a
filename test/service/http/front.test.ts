import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { describe, it } from 'node:test';
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
