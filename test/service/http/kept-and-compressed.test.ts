import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { libraryEdition } from '../library-edition.js';
import { openAccessForTest } from '../access/access-under-test.js';
import { now, startForTest, type ServiceUnderTest } from '../service-under-test.js';

/** The answer as it goes over the wire, without what `fetch` does to it. */
const raw = (
  { url }: ServiceUnderTest,
  path: string,
  { method = 'GET', body = '', ...headers }: Readonly<Record<string, string>> = {},
) =>
  new Promise<{ readonly headers: Readonly<Record<string, unknown>>; readonly bytes: Buffer }>(
    (resolve, reject) => {
      const sent = httpRequest(url + path, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ headers: response.headers, bytes: Buffer.concat(chunks) });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    },
  );

const decided = async (t: TestContext): Promise<ServiceUnderTest> => {
  const service = await startForTest(t);
  for (let n = 0; n < 20; n += 1)
    await service.post('/decide/fine', { facts: { daysLate: n }, subject: 'anna' });
  return service;
};

describe('a release by its digest', () => {
  const { document, revision, digest } = libraryEdition().identity;
  const address = `/editions/${document}/${revision}`;
  const paths = [
    address,
    `${address}/clauses`,
    `${address}/parameters`,
    `${address}/clauses/1.1`,
    '/facts/fine',
  ];

  it('may be kept for a year, and is not sent again to who has it', async (t) => {
    const { get } = await startForTest(t);
    for (const path of paths) {
      const named = `${path}?digest=${digest}`;
      const { status, headers, text } = await get(named);
      assert.deepEqual(
        [status, headers.get('cache-control')],
        [200, 'public, max-age=31536000, immutable'],
        path,
      );
      const etag = headers.get('etag') ?? '';
      assert.match(etag, /^W\/"[0-9a-f]{64}"$/);
      const again = await get(named, { 'If-None-Match': etag });
      assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', etag], path);
      assert.equal((await get(named, { 'If-None-Match': `"other", ${etag.slice(2)}` })).status, 304);
      assert.equal((await get(named, { 'If-None-Match': '"other"' })).text, text);
      const unnamed = await get(path);
      assert.deepEqual(
        [unnamed.headers.get('cache-control'), unnamed.headers.get('etag')],
        ['no-store', null],
      );
    }
    const none = await get(`${address}?digest=sha256:${'0'.repeat(64)}`);
    assert.deepEqual([none.status, none.headers.get('cache-control')], [404, 'no-store']);
  });

  it('is kept by nobody but who asked, where callers must say who they are', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const { get } = await startForTest(t, { gate });
    const { headers } = await get(`${address}?digest=${digest}`, { 'X-API-Key': keys.audit });
    assert.equal(headers.get('cache-control'), 'private, max-age=31536000, immutable');
  });
});

describe('a large answer', () => {
  it('is compressed for who takes that, with the same content', async (t) => {
    const service = await decided(t);
    const plain = await raw(service, '/decisions?limit=20');
    assert.ok(plain.bytes.length > 8192 && plain.headers['content-encoding'] === undefined);
    assert.equal(plain.headers['vary'], 'Accept-Encoding');
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const { headers, bytes } = await raw(service, '/decisions?limit=20', { 'Accept-Encoding': encoding });
      assert.equal(headers['content-encoding'], encoding);
      assert.ok(bytes.length < plain.bytes.length / 4);
      assert.deepEqual(unpack(bytes), plain.bytes);
    }
    const small = await raw(service, '/decisions?limit=1', { 'Accept-Encoding': 'gzip' });
    assert.equal(small.headers['content-encoding'], undefined);
  });

  it('of a list is compressed from 64 kB on, and a stream never', async (t) => {
    const service = await startForTest(t);
    const list = (items: number) =>
      JSON.stringify(Array.from({ length: items }, () => ({ decision: 'fine', facts: { daysLate: 1 } })));
    const ask = async (body: string, type: string): Promise<unknown> =>
      (
        await raw(service, '/decide', {
          method: 'POST',
          'Content-Type': type,
          'Accept-Encoding': 'gzip',
          body,
        })
      ).headers['content-encoding'];
    assert.equal(await ask(list(20), 'application/json'), undefined);
    assert.equal(await ask(list(200), 'application/json'), 'gzip');
    const lines = JSON.stringify({ decision: 'fine', facts: { daysLate: 1 } });
    assert.equal(await ask(`${lines}\n`.repeat(200), 'application/x-ndjson'), undefined);
  });
});

describe('a connection', () => {
  it('stays open after an answer for as long as is told', async (t) => {
    const service = await startForTest(t, { limits: { keepAliveMs: 65_000 } });
    assert.equal(
      (await raw(service, '/healthz', { Connection: 'keep-alive' })).headers['keep-alive'],
      'timeout=65',
    );
  });
});

describe('a problem that time may mend', () => {
  it('says when to ask again, in the items of a list too', async (t) => {
    const { gate, keys } = await openAccessForTest(t, { decisionsPerSecond: 1 });
    const service = await startForTest(t, { gate, clock: () => now });
    const { post } = service;
    const key = { 'X-API-Key': keys.decide };
    const line = JSON.stringify({ decision: 'fine', facts: { daysLate: 1 } });
    const lines = { method: 'POST', 'Content-Type': 'application/x-ndjson', body: `${line}\n${line}\n` };
    const { bytes } = await raw(service, '/decide', { ...key, ...lines });
    const [, second = ''] = bytes.toString().split('\n');
    assert.match(second, /"code":"rate-limited","retryAfterSeconds":1\b/);
    const refused = await post('/decide/fine', { facts: { daysLate: 1 } }, key);
    assert.deepEqual(
      [refused.status, refused.headers.get('retry-after'), refused.json['retryAfterSeconds']],
      [429, '1', 1],
    );
  });
});
