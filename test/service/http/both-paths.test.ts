import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import { NotRecordedError, type DecisionLog } from '../../../src/audit/store/decision-log.js';
import type { Edition } from '../../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Evaluator } from '../../../src/engine/evaluation.js';
import { makeAnswers } from '../../../src/service/http/answers.js';
import { makeApp } from '../../../src/service/http/app.js';
import { makeDecide, makeEvaluators } from '../../../src/decide/decide.js';
import { makeDirectPath, type DirectPath } from '../../../src/service/http/direct-path.js';
import { makeEditions } from '../../../src/decide/editions/editions.js';
import { makeAccessGate } from '../../../src/service/access/access-gate.js';
import { makeAuthenticate } from '../../../src/service/access/authenticate.js';
import { makeRateLimit } from '../../../src/service/access/rate-limit.js';
import { openGate, type Gate } from '../../../src/service/http/gate.js';
import { makeLateApp } from '../../../src/service/http/late-app.js';
import { makeListener } from '../../../src/service/http/listener.js';
import { giveExpress, makeMessageClasses } from '../../../src/service/http/message-classes.js';
import { defaultLimits, type RequestLimits } from '../../../src/service/http/request/request-limits.js';
import { listen } from '../../../src/service/http/server.js';
import { libraryEdition } from '../library-edition.js';
import { exchange, parseAnswer, requestOf, type RawRequest } from './raw-http.js';
import { memoryLog, now } from '../service-under-test.js';

interface PathOptions {
  readonly log?: DecisionLog;
  readonly makeEvaluator?: (edition: Edition) => Evaluator;
  readonly limits?: Partial<RequestLimits>;
  readonly gate?: Gate;
  /** Resolves when Express is there; left out where it is from the start. */
  readonly express?: Promise<void>;
}

interface Path {
  readonly port: number;
  readonly defects: unknown[];
  /** The routes that the direct path took. */
  readonly taken: string[];
}

/** The service with the direct path before Express, or without it; otherwise the same. */
const startPath = async (
  context: TestContext,
  isDirect: boolean,
  {
    log = memoryLog(),
    makeEvaluator = makeCompiledEvaluator,
    limits = {},
    gate = openGate,
    express,
  }: PathOptions,
): Promise<Path> => {
  const defects: unknown[] = [];
  const taken: string[] = [];
  const reportDefect = (error: unknown): void => void defects.push(error);
  const editions = makeEditions([libraryEdition()], {
    files: () => Promise.resolve(undefined),
    load: () => Promise.reject(new Error('No release is read in this test.')),
  });
  let made = 0;
  const newId = (): string => `decision-${(made += 1)}`;
  const evaluators = makeEvaluators(makeEvaluator);
  const parts = { editions, log, evaluators, clock: () => now, newId, reportDefect };
  const allLimits = { ...defaultLimits, ...limits };
  const decide = makeDecide(parts);
  const answers = makeAnswers(decide, parts, allLimits);
  const direct = makeDirectPath(answers);
  const isStopping = (): boolean => false;
  const classes = makeMessageClasses(isStopping);
  const app = makeLateApp(async () => {
    await express;
    const made = makeApp({ ...parts, limits: allLimits, decide, answers, isStopping });
    giveExpress(classes, made);
    return made;
  });
  if (express === undefined) await app.load();
  const watched: DirectPath = (request, response) => {
    const route = isDirect ? direct(request, response) : undefined;
    if (route !== undefined) taken.push(route);
    return route;
  };
  const listener = makeListener({
    gate,
    tellAnswer: undefined,
    direct: watched,
    app: app.answer,
    reportDefect,
    restTimeoutMs: defaultLimits.bodyTimeoutMs,
  });
  const result = await listen(
    listener,
    classes,
    { host: '127.0.0.1', port: 0 },
    defaultLimits.headersTimeoutMs,
  );
  if (result.code !== 'listening') throw new Error('It does not listen.');
  context.after(async () => {
    await result.server.stop(0);
    await log.close();
  });
  return { port: result.server.port, defects, taken };
};

/** Asks both paths the same, in turn, and holds their answers to each other; gives what both answered. */
const askBoth = async (
  context: TestContext,
  requests: readonly RawRequest[],
  options: () => PathOptions = () => ({}),
) => {
  const direct = await startPath(context, true, options());
  const express = await startPath(context, false, options());
  const answers = [];
  for (const request of requests) {
    const texts = [await exchange(direct.port, request), await exchange(express.port, request)] as const;
    const [one, other] = texts.map(parseAnswer);
    assert.deepEqual(one, other, request[0]?.toString('latin1').slice(0, 200));
    answers.push({ ...parseAnswer(texts[0]), text: texts[0] });
  }
  assert.deepEqual(direct.defects.map(String), express.defects.map(String));
  assert.deepEqual(express.taken, []);
  return { answers, taken: direct.taken, defects: direct.defects };
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

describe('a decision is answered alike by Express alone and on the direct path', () => {
  it('where the request is good, recorded or only tried', async (t) => {
    const asked = [
      { facts },
      { facts, asOf: '2026-08-15T12:00:00+02:00', subject: 'Zoë', edition: { document: 'library-rules' } },
      { facts: { daysLate: 0 } },
    ].map((body) => JSON.stringify(body));
    const requests = ['/decide/fine', '/preview/fine'].flatMap((address) =>
      asked.map((body) => post(address, body)),
    );
    const { answers, taken } = await askBoth(t, [
      ...requests,
      post('/decide/fine', `\ufeff ${JSON.stringify({ facts })}\n`),
      post('/decide/fine', JSON.stringify({ facts }), { 'Content-Type': 'Application/JSON;charset="utf-8"' }),
    ]);
    assert.deepEqual(
      answers.map(statusOf),
      Array.from({ length: 8 }, () => 200),
    );
    assert.equal(taken.length, 8);
    assert.deepEqual(new Set(taken), new Set(['/decide/:decision', '/preview/:decision']));
    assert.match(answers[0]?.body ?? '', /"id":"decision-1".*"outcome":"due"/);
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
    const { answers, taken } = await askBoth(t, [
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
    assert.equal(taken.length, 6);
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
    const { answers, taken } = await askBoth(
      t,
      ['/decide/fine', '/preview/fine', '/decide/loan'].flatMap((address) =>
        bodies.map((body) => post(address, body)),
      ),
    );
    assert.deepEqual(new Set(answers.map(statusOf)), new Set([400, 404, 422]));
    assert.equal(taken.length, answers.length);
  });
  it('where its body is of another type, charset or encoding', async (t) => {
    const body = JSON.stringify({ facts });
    const { answers } = await askBoth(t, [
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
    const { answers } = await askBoth(
      t,
      [
        post('/decide/fine', text.padEnd(100)),
        post('/decide/fine', text.padEnd(101)),
        post('/decide/fine', text.padEnd(5_000_000)),
        requestOf('POST /decide/fine', { ...json, 'Content-Length': '9000000000' }, '{'),
        [start, chunk(text.slice(0, 5)), chunk(text.slice(5)), '0\r\n\r\n'],
        [start, ...Array.from({ length: 18 }, () => megabyte)],
      ],
      () => ({ limits: { bodyLimitBytes: 100 } }),
    );
    assert.deepEqual(answers.slice(0, 5).map(statusOf), [200, 413, 413, 413, 200]);
    assert.equal(answers[5]?.text, '');
  });
  it('where its body does not come in time: the connection is cut', async (t) => {
    const headers = { ...json, 'Content-Length': '50' };
    const { answers, taken, defects } = await askBoth(
      t,
      [requestOf('POST /decide/fine', headers), requestOf('POST /preview/fine', headers, '{"facts"')],
      () => ({ limits: { bodyTimeoutMs: 50 } }),
    );
    assert.deepEqual(
      answers.map(({ text }) => text),
      ['', ''],
    );
    assert.equal(taken.length, 2);
    assert.deepEqual(defects, []);
  });
  it('where its method is another, or its address is written in another way', async (t) => {
    const body = JSON.stringify({ facts });
    const { answers, taken } = await askBoth(t, [
      ...['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].map((method) =>
        requestOf(`${method} /decide/fine`),
      ),
      ...[
        '/decide/fine/',
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
      [405, 405, 405, 405, 405, 405, 200, 200, 200, 404, 404, 404, 404, 404, 404, 400, 200, 200],
    );
    assert.deepEqual(taken, ['/decide/:decision']);
  });
  it('where it came before Express was there, and waits for it or need not', async (t) => {
    const body = JSON.stringify({ facts });
    const decided = post('/decide/fine', body).join('');
    const listed = requestOf('GET /decisions').join('');
    const kept = (request: string): string => request.replace('Connection: close\r\n', '');
    const { answers, taken } = await askBoth(
      t,
      [[kept(listed) + kept(decided) + listed], requestOf('GET /decide/fine'), post('/decide/fine', body)],
      () => {
        let come = (): void => undefined;
        const express = new Promise<void>((resolve) => (come = resolve));
        const gate: Gate = (request) => {
          setImmediate(come);
          return openGate(request);
        };
        return { express, gate };
      },
    );
    assert.deepEqual(answers.map(statusOf), [200, 405, 200]);
    assert.equal(answers[0]?.text.split('HTTP/1.1 200 OK').length, 4);
    assert.equal(taken.length, 2);
  });
  it('where its HTTP is malformed, old or unusual', async (t) => {
    const body = JSON.stringify({ facts });
    const length = { ...json, 'Content-Length': String(body.length) };
    const once = post('/decide/fine', body).join('');
    const { answers } = await askBoth(t, [
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
    assert.deepEqual([...answers[6].text.matchAll(/decision-\d+/g)].map(String), [
      'decision-3',
      'decision-4',
      'decision-5',
    ]);
  });
  it('where it could not be recorded', async (t) => {
    for (const fault of [
      new NotRecordedError('The disk is full.'),
      new NotRecordedError('Too many wait.', { code: 'overloaded' }),
    ]) {
      const { answers } = await askBoth(t, [post('/decide/fine', JSON.stringify({ facts }))], () => ({
        log: { ...memoryLog(), append: () => Promise.reject(fault) },
      }));
      assert.deepEqual(answers.map(statusOf), [503]);
      assert.ok(answers[0]?.headers.some((line) => line.startsWith('Retry-After: ')));
    }
  });
  it('where the service has a defect, which only the service is told', async (t) => {
    const body = JSON.stringify({ facts });
    const { answers, defects } = await askBoth(
      t,
      [post('/decide/fine', body), post('/preview/fine', body)],
      () => ({
        makeEvaluator: () => {
          throw new Error('secret words');
        },
      }),
    );
    assert.deepEqual(answers.map(statusOf), [500, 500]);
    assert.equal(defects.length, 2);
    assert.doesNotMatch(answers[0]?.body ?? '', /secret/);
    const later = await askBoth(t, [post('/decide/fine', body)], () => ({
      log: { ...memoryLog(), append: () => Promise.reject(new Error('secret words')) },
    }));
    assert.deepEqual(later.answers.map(statusOf), [500]);
    assert.equal(later.defects.length, 1);
  });
  it('where nobody knows who asks, or they may not, or ask too much', async (t) => {
    const body = JSON.stringify({ facts });
    const ask = (key: string, more: Readonly<Record<string, string>> = {}): RawRequest =>
      post('/decide/fine', body, { ...json, ...more, ...(key === '' ? {} : { 'X-API-Key': key }) });
    const { answers, taken } = await askBoth(
      t,
      [
        ask(''),
        ask('nobody'),
        ask('reader', { 'X-Request-Id': 'mine' }),
        ask('shop', { 'X-Request-Id': 'mine' }),
        post('/preview/fine', '{', { ...json, 'X-API-Key': 'shop' }),
        ask('shop'),
        ask('busy'),
      ],
      () => ({ gate: testGate() }),
    );
    assert.deepEqual(answers.map(statusOf), [401, 401, 403, 200, 400, 429, 503]);
    assert.deepEqual(taken, ['/decide/:decision', '/preview/:decision']);
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
    findForeign: () => undefined,
    rateLimit: makeRateLimit(2, () => 0),
    openMetrics: false,
    newRequestId: () => `request-${(requests += 1)}`,
    tellRefusal: () => undefined,
  });
};
