import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startForTest, type ServiceUnderTest } from '../service-under-test.js';
import { exchange, parseAnswer, type RawRequest } from './raw-http.js';

/** Status, code and type of the problem that comes, after which the connection is closed. */
const problemFor = async ({ port }: ServiceUnderTest, request: RawRequest): Promise<string> => {
  const { status, headers, body } = parseAnswer(await exchange(port, request));
  const { code, status: told } = JSON.parse(body) as { readonly code: string; readonly status: number }; // as every problem
  assert.ok(headers.includes('Content-Type: application/problem+json; charset=utf-8'), headers.join());
  assert.ok(headers.includes('X-Content-Type-Options: nosniff'));
  assert.ok(headers.includes('Connection: close'), headers.join());
  assert.equal(status.split(' ')[1], String(told));
  return `${told} ${code}${headers.includes('Retry-After: 1') ? ' again' : ''}`;
};

const question = '{"facts":{"daysLate":1}}';
const decide = `POST /decide/fine HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${question.length}\r\n\r\n`;
const chunked =
  'POST /decide/fine HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';

describe('what can not be read as a request is answered with a problem', () => {
  it('where it is no HTTP, has no host, or its body is cut into no chunks', async (t) => {
    const service = await startForTest(t);
    for (const [first, ...more] of [
      ['hello\r\n\r\n'],
      ['CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n'],
      ['GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
      ['GET /healthz HTTP/1.1\r\nHost: localhost\r\nA\u0000: 1\r\n\r\n'],
      ['GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n'],
      ['GET /healthz HTTP/1.1\r\n\r\n'],
      ['GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: other\r\n\r\n'],
      ['GET /healthz HTTP/1.0\r\nHost: localhost\r\nHost: localhost\r\n\r\n'],
      [chunked, 'zz\r\n'],
      [`${decide.replace('\r\n\r\n', '\r\nTransfer-Encoding: chunked\r\n\r\n')}0\r\n\r\n`],
    ] as const)
      assert.equal(await problemFor(service, [first, ...more]), '400 not-http', first);
  });

  it('where its headers are too large', async (t) => {
    const service = await startForTest(t);
    for (const head of [
      `GET /${'a'.repeat(20_000)} HTTP/1.1`,
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}`,
    ])
      assert.equal(await problemFor(service, [`${head}\r\n\r\n`]), '431 headers-too-large');
  });

  it('where its headers or its body come too slowly', async (t) => {
    const service = await startForTest(t, { limits: { headersTimeoutMs: 100, bodyTimeoutMs: 100 } });
    assert.equal(
      await problemFor(service, ['GET /healthz HTTP/1.1\r\nHost: localhost\r\n']),
      '408 request-too-slow again',
    );
    for (const path of ['/decide/fine', '/decide', '/erasures'])
      assert.equal(
        await problemFor(service, [
          decide.replace('/decide/fine', path).replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'),
          '{',
        ]),
        '408 request-too-slow again',
      );
    const { items } = (await service.get('/decisions')).json as { readonly items: readonly unknown[] }; // as it is answered
    assert.deepEqual(items, []);
  });

  it('but a request before it on the same connection is answered as it was decided', async (t) => {
    const service = await startForTest(t);
    const text = await exchange(service.port, [`${decide}${question}no HTTP\r\n\r\n`]);
    assert.match(text, /^HTTP\/1\.1 200 /);
    assert.match(text, /"outcome":/);
    assert.doesNotMatch(text, /not-http/);
  });

  it('and what comes after the last request of a connection is no other', async (t) => {
    const service = await startForTest(t);
    const last = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    for (const request of [[`${last}{"facts":{}}`], [last, '{"facts":{}}']] as const) {
      const text = await exchange(service.port, request);
      assert.equal(text.match(/HTTP\/1\.1 /g)?.length, 1, text);
      assert.match(text, /^HTTP\/1\.1 200 /);
    }
  });

  it('and an expectation that nobody knows is passed over', async (t) => {
    const service = await startForTest(t);
    const text = await exchange(service.port, [
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nExpect: wonders\r\nConnection: close\r\n\r\n',
    ]);
    assert.match(text, /^HTTP\/1\.1 200 /);
  });
});
