import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { NotRecordedError } from '../../../src/audit/store/failures.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeAccessGate } from '../../../src/service/access/access-gate.js';
import { makeAuthenticate } from '../../../src/service/access/authenticate.js';
import { makeRateLimit } from '../../../src/service/access/rate-limit.js';
import type { Gate } from '../../../src/service/http/gate.js';
import { memoryLog, startForTest, type ServiceOptions } from '../service-under-test.js';
import { exchange, parseAnswer, requestOf, type RawRequest } from './raw-http.js';

/** Asks a service in turn; what it answers, and the defects that it told of. */
const ask = async (context: TestContext, requests: readonly RawRequest[], options: ServiceOptions = {}) => {
  const service = await startForTest(context, { makeEvaluator: makeCompiledEvaluator, ...options });
  const answers = [];
  for (const request of requests) {
    const text = await exchange(service.port, request);
    answers.push({ ...parseAnswer(text), text });
  }
  return { answers, defects: service.defects };
};

const json = { 'Content-Type': 'application/json' };
const facts = { daysLate: 3 };
const post = (
  address: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = json,
): RawRequest =>
  requestOf(`POST ${address}`, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) }, body);
const statusOf = ({ status }: { readonly status: string }): number => Number(status.split(' ')[1]);

describe('a request for one decision', () => {
  it('where the request is good, recorded or only tried', async (t) => {
    const asked = [
      { facts },
      { facts, asOf: '2026-08-15T12:00:00+02:00', subject: 'Zoë', edition: { document: 'library-rules' } },
      { facts: { daysLate: 0 } },
    ].map((body) => JSON.stringify(body));
    const requests = ['/decide/fine', '/preview/fine'].flatMap((address) =>
      asked.map((body) => post(address, body)),
    );
    const { answers } = await ask(t, [
      ...requests,
      post('/decide/fine', `\ufeff ${JSON.stringify({ facts })}\n`),
      post('/decide/fine', JSON.stringify({ facts }), { 'Content-Type': 'Application/JSON;charset="utf-8"' }),
    ]);
    assert.deepEqual(
      answers.map(statusOf),
      Array.from({ length: 8 }, () => 200),
    );
    assert.match(answers[0]?.body ?? '', /"id":"[0-9a-f-]{36}".*"outcome":"due"/);
    assert.ok(answers[0]?.headers.includes('Content-Type: application/json; charset=utf-8'));
    assert.ok(answers[0]?.headers.includes('X-Content-Type-Options: nosniff'));
  });
  it('where it comes again under its Idempotency-Key, or another does, or the key is none', async (t) => {
    const under = (key: string, body: object): RawRequest =>
      post('/decide/fine', JSON.stringify(body), { ...json, 'Idempotency-Key': key });
    const twice = post('/decide/fine', JSON.stringify({ facts }), {
      ...json,
      'Idempotency-Key': 'k',
      'idempotency-key': 'k',
    });
    const { answers } = await ask(t, [
      under('k', { facts }),
      under('"k"', { facts }),
      under('k', { facts, subject: 'Zoë' }),
      under('', { facts }),
      twice,
      under('k', { facts: {} }),
    ]);
    assert.deepEqual(answers.map(statusOf), [200, 200, 409, 400, 400, 409]);
    assert.equal(answers[1]?.body, answers[0]?.body);
    assert.ok(answers[1]?.headers.includes('Idempotency-Replayed: true'));
    assert.ok(!answers[0]?.headers.includes('Idempotency-Replayed: true'));
  });
  it('where the request is wrong', async (t) => {
    const bodies = [
      '',
      '{',
      '{"facts": {,}}',
      Buffer.from([0x22, 0xff, 0x22]),
      '[]',
      'null',
      '{}',
      '{"facts":{},"facts":{}}',
      '{"facts":{"daysLate":1,"\\u0064aysLate":1}}',
      '['.repeat(10_000),
      JSON.stringify({ facts: [], subject: '', asof: 1, edition: { tag: 1 } }),
      JSON.stringify({ facts, asOf: '2026-08-15' }),
      JSON.stringify({ facts, edition: { revision: 'none' } }),
      JSON.stringify({ facts, asOf: '2000-01-01T00:00:00Z' }),
      JSON.stringify({ facts: { daysLate: -1, colour: 'red' } }),
    ];
    const { answers } = await ask(
      t,
      ['/decide/fine', '/preview/fine', '/decide/loan'].flatMap((address) =>
        bodies.map((body) => post(address, body)),
      ),
    );
    assert.deepEqual(new Set(answers.map(statusOf)), new Set([400, 404, 422]));
  });
  it('where its body is of another type, charset or encoding', async (t) => {
    const body = JSON.stringify({ facts });
    const { answers } = await ask(t, [
      post('/decide/fine', body, {}),
      post('/decide/fine', body, { 'Content-Type': 'text/plain' }),
      post('/decide/fine', body, { 'Content-Type': 'application/x-ndjson' }),
      post('/decide/fine', body, { 'Content-Type': 'application/json; charset=latin1' }),
      post('/decide/fine', gzipSync(body), { ...json, 'Content-Encoding': 'gzip' }),
    ]);
    assert.deepEqual(answers.map(statusOf), [415, 415, 415, 415, 415]);
  });
  it('where its body is huge, or comes in parts', async (t) => {
    const text = JSON.stringify({ facts });
    const chunked = { ...json, 'Transfer-Encoding': 'chunked' };
    const [start = ''] = requestOf('POST /decide/fine', chunked);
    const chunk = (part: string): string => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`;
    const megabyte = chunk(' '.repeat(1024 * 1024));
    const { answers } = await ask(
      t,
      [
        post('/decide/fine', text.padEnd(100)),
        post('/decide/fine', text.padEnd(101)),
        post('/decide/fine', text.padEnd(5_000_000)),
        requestOf('POST /decide/fine', { ...json, 'Content-Length': '9000000000' }, '{'),
        [start, chunk(text.slice(0, 5)), chunk(text.slice(5)), '0\r\n\r\n'],
        [start, ...Array.from({ length: 18 }, () => megabyte)],
      ],
      { limits: { bodyLimitBytes: 100 } },
    );
    assert.deepEqual(answers.slice(0, 5).map(statusOf), [200, 413, 413, 413, 200]);
    assert.equal(answers[5]?.text, '');
  });
  it('where its body does not come in time: it is told so, and the connection closed', async (t) => {
    const headers = { ...json, 'Content-Length': '50' };
    const { answers, defects } = await ask(
      t,
      [requestOf('POST /decide/fine', headers), requestOf('POST /preview/fine', headers, '{"facts"')],
      { limits: { bodyTimeoutMs: 50 } },
    );
    assert.deepEqual(answers.map(statusOf), [408, 408]);
    for (const { text } of answers) {
      assert.match(text, /"code":"request-too-slow"/);
      assert.match(text, /\r\nConnection: close\r\n/);
    }
    assert.deepEqual(defects, []);
  });
  it('where its method is another, or its address is written in another way', async (t) => {
    const body = JSON.stringify({ facts });
    const { answers } = await ask(t, [
      ...['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].map((method) =>
        requestOf(`${method} /decide/fine`),
      ),
      ...[
        '/decide/fine/',
        '/decide/fine?',
        '/decide/fine?x=1',
        '/decide/f%69ne',
        '/decide/%E0%A4%A',
        '/DECIDE/fine',
        '//decide/fine',
        '/decide/fine/more',
        '/decide/constructor',
        '/decide/__proto__',
        '/decide/',
        'http://x/decide/fine',
        '/preview/fine#part',
      ].map((address) => post(address, body)),
    ]);
    assert.deepEqual(
      answers.map(statusOf),
      [405, 405, 405, 405, 405, 405, 200, 200, 400, 200, 404, 404, 404, 404, 404, 404, 400, 200, 200],
    );
  });
  it('where its HTTP is malformed, old or unusual', async (t) => {
    const body = JSON.stringify({ facts });
    const length = { ...json, 'Content-Length': String(body.length) };
    const once = post('/decide/fine', body).join('');
    const { answers } = await ask(t, [
      ['POST /decide/fine HTTP/1.1\r\n\r\n'],
      ['POST /decide/fine\r\n\r\n'],
      requestOf('POST /decide/fine', { ...length, 'Transfer-Encoding': 'chunked' }, body),
      requestOf('POST /decide/fine', { ...json, 'Transfer-Encoding': 'chunked' }, 'zz\r\n'),
      requestOf('POST /decide/fine', { ...length, Expect: '100-continue' }, body),
      [once.replace('HTTP/1.1', 'HTTP/1.0')],
      [once.replace('Connection: close\r\n', '').repeat(2) + once],
    ]);
    assert.deepEqual(answers.map(statusOf), [400, 415, 400, 400, 100, 200, 200]);
    assert.equal(answers[6]?.text.split('HTTP/1.1 200 OK').length, 4);
    assert.equal(new Set([...answers[6].text.matchAll(/"id":"[0-9a-f-]{36}"/g)].map(String)).size, 3);
  });
  it('where it could not be recorded', async (t) => {
    for (const fault of [
      new NotRecordedError('The disk is full.'),
      new NotRecordedError('Too many wait.', { code: 'overloaded' }),
    ]) {
      const { answers } = await ask(t, [post('/decide/fine', JSON.stringify({ facts }))], {
        log: { ...memoryLog(), append: () => Promise.reject(fault) },
      });
      assert.deepEqual(answers.map(statusOf), [503]);
      assert.ok(answers[0]?.headers.some((line) => line.startsWith('Retry-After: ')));
    }
  });
  it('where the service has a defect, which only the service is told', async (t) => {
    const body = JSON.stringify({ facts });
    const { answers, defects } = await ask(t, [post('/decide/fine', body), post('/preview/fine', body)], {
      makeEvaluator: (edition) => ({
        ...makeCompiledEvaluator(edition),
        decide: () => {
          throw new Error('secret words');
        },
      }),
    });
    assert.deepEqual(answers.map(statusOf), [500, 500]);
    assert.equal(defects.length, 2);
    assert.doesNotMatch(answers[0]?.body ?? '', /secret/);
    const later = await ask(t, [post('/decide/fine', body)], {
      log: { ...memoryLog(), append: () => Promise.reject(new Error('secret words')) },
    });
    assert.deepEqual(later.answers.map(statusOf), [500]);
    assert.equal(later.defects.length, 1);
  });
  it('where nobody knows who asks, or they may not, or ask too much', async (t) => {
    const body = JSON.stringify({ facts });
    const asks = (key: string, more: Readonly<Record<string, string>> = {}): RawRequest =>
      post('/decide/fine', body, { ...json, ...more, ...(key === '' ? {} : { 'X-API-Key': key }) });
    const { answers } = await ask(
      t,
      [
        asks(''),
        asks('nobody'),
        asks('reader', { 'X-Request-Id': 'mine' }),
        asks('shop', { 'X-Request-Id': 'mine' }),
        post('/preview/fine', '{', { ...json, 'X-API-Key': 'shop' }),
        asks('shop'),
        asks('busy'),
      ],
      { gate: testGate() },
    );
    assert.deepEqual(answers.map(statusOf), [401, 401, 403, 200, 400, 429, 503]);
    for (const [place, line] of [
      [0, 'WWW-Authenticate: Bearer realm="clausebook"'],
      [2, 'X-Request-Id: mine'],
      [3, 'RateLimit: "decisions";r=1;t=1'],
      [5, 'Retry-After: 1'],
      [6, 'Retry-After: 5'],
    ] as const)
      assert.ok(answers[place]?.headers.includes(line), line);
    assert.match(answers[2]?.body ?? '', /"instance":"urn:clausebook:request:mine"/);
  });
});

/** Knows `shop`, who may decide, twice a second, and `reader`, who may not; of anybody `busy` nothing can be told. */
const testGate = (): Gate => {
  const scopesOf = new Map([
    ['shop', ['decide'] as const],
    ['reader', ['audit'] as const],
  ]);
  const authenticate = makeAuthenticate({
    ring: {
      callerOf: (text) => {
        const scopes = scopesOf.get(text);
        return scopes === undefined ? undefined : { id: `key:${text}`, scopes: new Set(scopes) };
      },
    },
  });
  let requests = 0;
  return makeAccessGate({
    authenticate: (headers) =>
      headers['x-api-key'] === 'busy'
        ? Promise.resolve({ code: 'authentication-unavailable', cause: null })
        : authenticate(headers),
    isRequired: () => true,
    findForeign: { byHostAndOrigin: () => undefined, byOrigin: () => undefined },
    rateLimit: makeRateLimit(2, () => 0),
    openMetrics: false,
    newRequestId: () => `request-${(requests += 1)}`,
    tellRefusal: () => undefined,
  });
};
