import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { NotRecordedError } from '../../../src/audit/store/failures.js';
import { problemKinds } from '../../../src/service/http/problem-kinds.js';
import type { FailureCode } from '../../../src/service/http/failure.js';
import { libraryEdition } from '../library-edition.js';
import { at, memoryLog, startForTest, type Reply } from '../service-under-test.js';

const assertProblem = (reply: Reply, code: FailureCode): void => {
  assert.equal(reply.json['code'], code, reply.text);
  assert.equal(reply.status, problemKinds[code].status);
  assert.equal(reply.json['status'], reply.status);
  assert.equal(reply.json['type'], `urn:clausebook:problem:${code}`);
  assert.match(reply.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.doesNotMatch(reply.text, /\bat .*\.[jt]s:\d/);
};
const facts = { daysLate: 1 };

describe('a request to decide is refused', () => {
  it('where it is not JSON, with the place', async (t) => {
    const service = await startForTest(t);
    const reply = await service.post('/decide/fine', '{\n  "facts": {,}\n}');
    assertProblem(reply, 'not-json');
    assert.deepEqual(reply.json['position'], { offset: 14, line: 2, column: 13 });
    assertProblem(await service.post('/decide/fine', ''), 'not-json');
    const body = Buffer.from([0x22, 0xff, 0x22]);
    const headers = { 'Content-Type': 'application/json' };
    assertProblem(await service.send('/decide/fine', { method: 'POST', headers, body }), 'not-json');
  });
  it('where it has another form, with every place', async (t) => {
    const service = await startForTest(t);
    const reply = await service.post('/decide/fine', {
      asof: 1,
      subject: '',
      facts: [],
      edition: { digest: 7, tag: 'x' },
    });
    assertProblem(reply, 'invalid-request');
    const errors = reply.json['errors'];
    assert.ok(Array.isArray(errors));
    assert.deepEqual(
      errors.map((error: unknown) => [at(error, 'pointer'), at(error, 'code')]),
      [
        ['/asof', 'unknown-member'],
        ['/subject', 'not-allowed'],
        ['/facts', 'wrong-type'],
        ['/edition/digest', 'wrong-type'],
        ['/edition/tag', 'unknown-member'],
      ],
    );
    for (const body of [
      '[]',
      'null',
      '7',
      '"facts"',
      '{}',
      '{"facts":{},"facts":{}}',
      '{"facts":{},"__proto__":{}}',
    ])
      assertProblem(await service.post('/decide/fine', body), 'invalid-request');
    assertProblem(await service.post('/decide/fine', '['.repeat(10_000)), 'invalid-request');
  });
  it('where asOf is no instant with an offset, to the millisecond at most', async (t) => {
    const service = await startForTest(t);
    for (const asOf of [
      '2026-08-15T12:00:00',
      '2026-08-15',
      '2026-08-15T12:00:00.0001Z',
      '2026-02-30T00:00:00Z',
      '',
    ])
      assertProblem(await service.post('/decide/fine', { asOf, facts }), 'invalid-as-of');
    assertProblem(await service.post('/decide/fine', { asOf: 1786795200000, facts }), 'invalid-request');
  });
  it('where no edition has the decision, whatever is sent', async (t) => {
    const service = await startForTest(t);
    for (const body of [{ facts }, {}, '{'])
      assertProblem(await service.post('/decide/loan', body), 'unknown-decision');
    assertProblem(await service.post('/preview/constructor', { facts }), 'unknown-decision');
  });
  it('where the edition is unknown, or none governs', async (t) => {
    const service = await startForTest(t);
    const edition = { digest: `sha256:${'f'.repeat(64)}` };
    assertProblem(await service.post('/decide/fine', { facts, edition }), 'unknown-edition');
    const asOf = '2025-12-31T23:59:59.999Z';
    assertProblem(await service.post('/decide/fine', { facts, asOf }), 'no-governing-edition');
    const named = { document: 'library-rules', revision: '2026-01-01' };
    assert.equal((await service.post('/decide/fine', { facts, asOf, edition: named })).status, 200);
  });
  it('where facts are wrong, all of them in one answer', async (t) => {
    const service = await startForTest(t);
    const reply = await service.post(
      '/decide/fine',
      '{"facts":{"__proto__":{"a":1},"colour":"red","borrower":7}}',
    );
    assertProblem(reply, 'invalid-facts');
    const errors = reply.json['errors'];
    assert.ok(Array.isArray(errors));
    assert.deepEqual(
      errors.map((error: unknown) => [at(error, 'pointer'), at(error, 'code')]),
      [
        ['/__proto__', 'unknown-fact'],
        ['/borrower', 'wrong-type'],
        ['/colour', 'unknown-fact'],
        ['/daysLate', 'missing-fact'],
      ],
    );
  });
  it('where its body is of another type, charset or encoding', async (t) => {
    const service = await startForTest(t);
    const body = JSON.stringify({ facts });
    for (const headers of [
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      { 'Content-Type': 'application/json; charset=iso-8859-1' },
    ])
      assertProblem(await service.post('/decide/fine', body, headers), 'unsupported-media-type');
    assertProblem(await service.send('/decide/fine', { method: 'POST' }), 'unsupported-media-type');
    const zipped = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    assertProblem(
      await service.send('/decide/fine', { method: 'POST', headers: zipped, body: gzipSync(body) }),
      'unsupported-media-type',
    );
    const utf8 = { 'Content-Type': 'Application/JSON; charset="UTF-8"' };
    assert.equal((await service.post('/decide/fine', body, utf8)).status, 200);
  });
  it('where its body has a byte more than the limit', async (t) => {
    const service = await startForTest(t, { limits: { bodyLimitBytes: 100, batchLimitBytes: 200 } });
    const padded = (bytes: number): string => JSON.stringify({ facts }).padEnd(bytes);
    assert.equal((await service.post('/decide/fine', padded(100))).status, 200);
    assertProblem(await service.post('/decide/fine', padded(101)), 'body-too-large');
    assertProblem(await service.post('/decide', padded(201)), 'body-too-large');
    assertProblem(await service.post('/decide/fine', padded(5_000_000)), 'body-too-large');
    assert.equal((await service.post('/decide/fine', padded(99))).status, 200);
  });
  it('at once where its body says that it is huge', async (t) => {
    const service = await startForTest(t);
    const socket = createConnection(service.port, '127.0.0.1');
    socket.write(
      'POST /decide/fine HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000000000\r\n\r\n{',
    );
    const chunk = await new Promise<string>((resolve) => {
      socket.once('data', (bytes) => {
        resolve(bytes.toString());
      });
    });
    assert.match(chunk, /^HTTP\/1\.1 413 /);
    socket.destroy();
  });
  it('where it could not be recorded, and then gives no decision', async (t) => {
    const log = memoryLog();
    let fault: Error = new NotRecordedError('The disk is full.');
    const failing = { ...log, append: () => Promise.reject(fault) };
    const service = await startForTest(t, { log: failing });
    const reply = await service.post('/decide/fine', { facts });
    assertProblem(reply, 'not-recorded');
    assert.ok(Number(reply.headers.get('retry-after')) > 0);
    assert.doesNotMatch(reply.text, /outcome|disk/);
    fault = new NotRecordedError('Too many wait.', { code: 'overloaded' });
    const overloaded = await service.post('/decide/fine', { facts });
    assertProblem(overloaded, 'overloaded');
    assert.equal(overloaded.headers.get('retry-after'), '1');
    const batch = await service.post('/decide', [{ decision: 'fine', facts }]);
    assert.equal(at(batch.json, 'answers.0.problem.code'), 'overloaded');
    assert.equal((await service.post('/preview/fine', { facts })).status, 200);
  });
  it('where its release could not be kept, and is decided once it can', async (t) => {
    const log = memoryLog();
    let full = true;
    const keepRelease: typeof log.keepRelease = (release) =>
      full ? Promise.reject(new NotRecordedError('The disk is full.')) : log.keepRelease(release);
    const service = await startForTest(t, { log: { ...log, keepRelease } });
    assertProblem(await service.post('/decide/fine', { facts }), 'not-recorded');
    full = false;
    assert.equal((await service.post('/decide/fine', { facts })).status, 200);
  });
  it('where the service has a defect, which only the service is told', async (t) => {
    const service = await startForTest(t, {
      makeEvaluator: () => {
        throw new Error('secret words');
      },
    });
    const reply = await service.post('/decide/fine', { facts });
    assertProblem(reply, 'internal');
    assert.doesNotMatch(reply.text, /secret/);
    assert.match(String(service.defects[0]), /secret words/);
  });
});

describe('any request', () => {
  it('gets a problem where nothing has its address', async (t) => {
    const service = await startForTest(t);
    for (const path of [
      '/',
      '/nothing',
      '/DECIDE/fine',
      '/decisions/x/y/z',
      '/%E0%A4%A',
      '/decisions/%E0%A4%A',
    ])
      assertProblem(await service.get(path), 'not-found');
    assert.deepEqual(service.defects, []);
  });
  it('gets the methods that an address takes where it came with another', async (t) => {
    const service = await startForTest(t);
    const get = await service.get('/decide/fine');
    assertProblem(get, 'method-not-allowed');
    assert.equal(get.headers.get('allow'), 'POST');
    for (const path of [
      '/decisions',
      '/decisions/x',
      '/decisions/x/trace',
      '/editions',
      '/facts/fine',
      '/healthz',
      '/readyz',
      '/openapi.json',
    ]) {
      const reply = await service.send(path, { method: 'DELETE' });
      assertProblem(reply, 'method-not-allowed');
      assert.equal(reply.headers.get('allow'), 'GET, HEAD');
      assert.equal((await service.send(path, { method: 'HEAD' })).text, '');
    }
  });
  it('gets the headers that keep its answer from being kept, framed, sniffed or run', async (t) => {
    const service = await startForTest(t);
    for (const reply of [await service.get('/editions'), await service.get('/nothing')]) {
      const { headers } = reply;
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.equal(headers.get('x-powered-by'), null);
      assert.equal(headers.get('etag'), null);
    }
  });
  it('leaves a sender that goes away halfway no defect', async (t) => {
    const service = await startForTest(t);
    const socket = createConnection(service.port, '127.0.0.1');
    socket.write(
      'POST /decide/fine HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(service.defects, []);
    assert.equal((await service.get('/healthz')).status, 200);
  });
});

describe('/healthz and /readyz', () => {
  it('say that the service runs, and whether it can record', async (t) => {
    const log = memoryLog();
    const health = await log.health();
    let problem: string | null = null;
    const service = await startForTest(t, {
      editions: [libraryEdition()],
      log: { ...log, health: () => Promise.resolve({ ...health, problem, writable: problem === null }) },
    });
    assert.deepEqual((await service.get('/readyz')).json, { status: 'ready' });
    problem = 'The disk is full.';
    const reply = await service.get('/readyz');
    assertProblem(reply, 'not-ready');
    assert.equal(reply.json['detail'], 'The disk is full.');
    assert.equal((await service.get('/healthz')).status, 200);
  });
});
