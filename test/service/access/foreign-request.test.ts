import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { startForTest } from '../service-under-test.js';
import { openAccessForTest, type AccessTestOptions } from './access-under-test.js';

const facts = { daysLate: 1 };

/** Asks with exactly these headers, as a browser would that was led here. */
const ask = (
  url: string,
  { method = 'GET', headers }: { readonly method?: string; readonly headers: Record<string, string> },
): Promise<{ readonly status: number; readonly code: unknown }> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
        const code = typeof json === 'object' && json !== null && 'code' in json ? json.code : undefined;
        resolve({ status: answer.statusCode ?? 0, code });
      });
    });
    asked.on('error', reject);
    asked.end(method === 'GET' ? undefined : JSON.stringify({ facts }));
  });

const open = async (t: TestContext, options: AccessTestOptions = {}) => {
  const { gate } = await openAccessForTest(t, { withKeys: false, ...options });
  return startForTest(t, { gate });
};
const json = { 'content-type': 'application/json' };

describe('a service that asks nobody who they are', () => {
  it('is asked by the names and addresses of this machine alone, on every route', async (t) => {
    const { url } = await open(t);
    for (const path of ['/healthz', '/editions', '/decisions', '/openapi.json', '/nothing', '/'])
      assert.deepEqual(
        await ask(`${url}${path}`, { headers: { host: 'rebound.example' } }),
        { status: 403, code: 'foreign-host' },
        path,
      );
    for (const method of ['POST', 'PUT', 'DELETE'])
      assert.equal(
        (await ask(`${url}/decide/fine`, { method, headers: { ...json, host: 'rebound.example:8080' } }))
          .code,
        'foreign-host',
        method,
      );
    for (const host of [
      'localhost',
      'LOCALHOST:9',
      'book.localhost',
      '127.0.0.1',
      '[::1]:8080',
      '10.1.2.3:80',
    ])
      assert.equal((await ask(`${url}/editions`, { headers: { host } })).status, 200, host);
    for (const host of ['localhost.rebound.example', '127.0.0.1.rebound.example', '127.0.0.1x', '[::1'])
      assert.equal((await ask(`${url}/editions`, { headers: { host } })).status, 403, host);
  });

  it('takes no request from a page that it did not send', async (t) => {
    const { url } = await open(t);
    const host = new URL(url).host;
    const of = async (headers: Record<string, string>) =>
      (await ask(`${url}/preview/fine`, { method: 'POST', headers: { ...json, ...headers } })).code ??
      'answered';
    assert.equal(await of({ origin: `http://${host}` }), 'answered');
    assert.equal(await of({}), 'answered');
    for (const origin of [
      'https://rebound.example',
      'null',
      'http://127.0.0.1:1',
      `http://${host}.example`,
      '',
    ])
      assert.equal(await of({ origin }), 'foreign-origin', origin);
    assert.equal(await of({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }), 'foreign-origin');
    // A form of another page sends simple content types without asking first.
    const form = { 'content-type': 'text/plain', origin: 'https://rebound.example' };
    assert.equal((await ask(`${url}/checkpoints`, { method: 'POST', headers: form })).code, 'foreign-origin');
    // A link to the book from another site leads there.
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    assert.equal((await ask(`${url}/editions`, { headers: link })).status, 200);
  });

  it('may be asked by names that are allowed, and then by pages of these', async (t) => {
    const { url } = await open(t, { allowedHosts: ['Book.internal', 'proxy.internal:8443'] });
    const statusOf = async (headers: Record<string, string>) =>
      (await ask(`${url}/editions`, { headers })).status;
    assert.equal(await statusOf({ host: 'book.internal:80' }), 200);
    assert.equal(await statusOf({ host: 'proxy.internal:8443', origin: 'https://proxy.internal:8443' }), 200);
    assert.equal(await statusOf({ host: 'proxy.internal:81' }), 403);
    assert.equal(await statusOf({ host: 'book.internal', origin: 'https://other.internal' }), 403);
  });
});

describe('a service with keys', () => {
  it('is asked by any name: no page of another site has a key', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const { url } = await startForTest(t, { gate });
    const headers = { host: 'clausebook.example', 'x-api-key': keys.audit };
    assert.equal((await ask(`${url}/decisions`, { headers })).status, 200);
  });
});
