import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { describe, it } from 'node:test';
import type { AnswerSent, Gate } from '../../../src/service/http/gate.js';
import { startForTest } from '../service-under-test.js';

const facts = { daysLate: 1 };
/** One address that is answered on the direct path, and others that Express answers. */
const addresses = ['/decide/fine', '/decide/fine?', '/nothing'];

describe('the gate', () => {
  it('is asked of every request before anything else, and its refusal is the answer', async (t) => {
    const refused = { code: 'refused', failure: { code: 'overloaded' }, headers: ['X-Seen', 'yes'] } as const;
    for (const gate of [() => refused, () => Promise.resolve(refused)]) {
      const service = await startForTest(t, { gate });
      for (const address of addresses) {
        const reply = await service.post(address, { facts });
        assert.equal(reply.status, 503, address);
        assert.equal(reply.json['code'], 'overloaded');
        assert.equal(reply.headers.get('x-seen'), 'yes');
        assert.equal(reply.headers.get('cache-control'), 'no-store');
      }
    }
  });
  it('gives headers to whatever answer follows', async (t) => {
    const admitted = { code: 'admitted', headers: ['X-Request-Id', 'r-1', 'X-Other', '2'] } as const;
    for (const gate of [() => admitted, () => Promise.resolve(admitted)]) {
      const service = await startForTest(t, { gate });
      for (const [address, status] of [
        ['/decide/fine', 200],
        ['/decide/fine?', 200],
        ['/decide/loan', 404],
        ['/nothing', 404],
      ] as const) {
        const reply = await service.post(address, { facts });
        assert.equal(reply.status, status);
        assert.equal(reply.headers.get('x-request-id'), 'r-1');
        assert.equal(reply.headers.get('x-other'), '2');
      }
      assert.equal((await service.get('/editions')).headers.get('x-request-id'), 'r-1');
      const lines = { 'Content-Type': 'application/x-ndjson' };
      const streamed = await service.send('/decide', { method: 'POST', headers: lines, body: '{}\n' });
      assert.equal(streamed.headers.get('x-request-id'), 'r-1');
    }
  });
  it('that fails lets nobody through, and is reported', async (t) => {
    for (const gate of [
      () => {
        throw new Error('secret words');
      },
      () => Promise.reject(new Error('secret words')),
    ] satisfies Gate[]) {
      const service = await startForTest(t, { gate });
      for (const address of addresses) {
        const reply = await service.post(address, { facts });
        assert.equal(reply.status, 500);
        assert.doesNotMatch(reply.text, /secret/);
      }
      assert.equal(service.defects.length, addresses.length);
    }
  });
});

describe('every answer is told', () => {
  it('once, with its route and status, and whether Express had a part in it', async (t) => {
    const told: AnswerSent[] = [];
    const service = await startForTest(t, { tellAnswer: (answer) => told.push(answer) });
    for (const [address, body] of [
      ['/decide/fine', { facts }],
      ['/preview/fine', { facts: {} }],
      ['/decide/fine?', { facts }],
      ['/decide', [{ decision: 'fine', facts }]],
      ['/nothing', {}],
    ] as const)
      await service.post(address, body);
    await service.get('/editions/a/b');
    // The last answers may be told just after they were received.
    while (told.length < 6) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      told.map(({ route, status, complete, request }) => [route, status, complete, 'next' in request]),
      [
        ['/decide/:decision', 200, true, false],
        ['/preview/:decision', 422, true, false],
        ['/decide/:decision', 200, true, false],
        ['/decide', 200, true, true],
        [null, 404, true, true],
        ['/editions/:document/:revision', 404, true, true],
      ],
    );
    for (const { startedAt } of told) assert.ok(startedAt > 0 && startedAt <= performance.now());
  });
  it('also where its receiver went away before', async (t) => {
    const told: AnswerSent[] = [];
    const service = await startForTest(t, { tellAnswer: (answer) => told.push(answer) });
    const socket = createConnection(service.port, '127.0.0.1');
    socket.write(
      'POST /decide/fine HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    await once(socket, 'connect');
    socket.end();
    while (told.length < 1) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      told.map(({ route, complete }) => [route, complete]),
      [['/decide/:decision', false]],
    );
    assert.deepEqual(service.defects, []);
  });
});
