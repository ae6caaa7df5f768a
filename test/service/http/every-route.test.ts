import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { before, after, describe, it } from 'node:test';
import { bookDataApp } from '../../../src/service/book/book-data-app.js';
import { makeApp } from '../../../src/service/http/app.js';
import { defaultLimits } from '../../../src/service/http/request/request-limits.js';
import { parts, routesOf } from '../../wire/support/routes.js';
import { at, startForTest } from '../service-under-test.js';

/** By its path the methods of each route, but for the pages of the book, which a browser asks for. */
const methodsOf = new Map<string, string[]>();
for (const route of [...routesOf(makeApp(parts)), ...routesOf(bookDataApp(parts, defaultLimits))]) {
  const [method = '', path = ''] = route.split(' ');
  if (path === '/' || path.startsWith('/book/')) continue;
  methodsOf.set(path, [...(methodsOf.get(path) ?? []), method.toUpperCase()]);
}

describe('every route', () => {
  const server = createServer(makeApp(parts));
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  after(() => server.close());
  const ask = async (path: string, init: RequestInit = {}): Promise<readonly [Response, unknown]> => {
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const reply = await fetch(`http://127.0.0.1:${address.port}${path.replaceAll(/:\w+/g, 'x')}`, init);
    return [reply, init.method === 'HEAD' ? undefined : await reply.json()];
  };

  it('refuses a query parameter that it does not take', async () => {
    assert.ok(methodsOf.size > 30, String(methodsOf.size));
    for (const [path, methods] of methodsOf)
      for (const method of methods) {
        const [{ status }, problem] = await ask(`${path}?nope=1`, { method });
        assert.deepEqual(
          [status, at(problem, 'code'), at(problem, 'errors.0.pointer'), at(problem, 'errors.0.code')],
          [400, 'invalid-request', '?nope', 'unknown-parameter'],
          `${method} ${path}`,
        );
      }
  });

  it('says in which type it answers to who accepts no such', async () => {
    for (const [path, methods] of methodsOf)
      for (const method of methods) {
        const [{ status }, problem] = await ask(path, { method, headers: { Accept: 'image/png' } });
        assert.deepEqual([status, at(problem, 'code')], [406, 'not-acceptable'], `${method} ${path}`);
      }
  });

  it('names the methods that it takes to who asks by another', async () => {
    for (const [path, methods] of methodsOf) {
      const [reply, problem] = await ask(path, { method: 'PATCH' });
      assert.deepEqual([reply.status, at(problem, 'code')], [405, 'method-not-allowed'], path);
      const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
      assert.deepEqual(reply.headers.get('allow')?.split(', ').sort(), allowed.sort(), path);
    }
  });

  it('tells which parameter was probably meant', async () => {
    const [, problem] = await ask('/decisions?subjet=anna&metadata.order=1');
    assert.equal(at(problem, 'detail'), '?subjet: `subjet` is no parameter here. Did you mean `subject`?');
    const [, other] = await ask('/editions/x/x/clauses?diggest=x&knownAt=x');
    assert.deepEqual(
      [at(other, 'errors.0.message'), at(other, 'errors.1.message')],
      [
        '`diggest` is no parameter here. Did you mean `digest`?',
        '`knownAt` is no parameter here. There are digest.',
      ],
    );
  });
});

describe('the addresses of single decisions', () => {
  it('refuse parameters, other methods and other types, and are there below /v1 too', async (t) => {
    const { send } = await startForTest(t);
    const body = JSON.stringify({ facts: { daysLate: 1 } });
    const post = (path: string, Accept?: string) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(Accept === undefined ? {} : { Accept }) },
        body,
      });
    for (const path of [
      '/decide/fine',
      '/preview/fine',
      '/ask/fine',
      '/v1/decide/fine',
      '/v1/preview/fine',
      '/v1/ask/fine',
    ]) {
      const { status, json } = await post(`${path}?asOf=now`);
      assert.deepEqual([status, at(json, 'errors.0.code')], [400, 'unknown-parameter'], path);
      const other = await send(path, { method: 'PUT' });
      assert.deepEqual([other.status, other.headers.get('allow')], [405, 'POST'], path);
      for (const accept of [
        'image/png',
        'text/html, application/problem+json',
        '*/*;q=0',
        'text/html, application/json; q=0.00',
        'application/json;charset=utf-8;q=0;x=1, image/*',
      ])
        assert.equal((await post(path, accept)).status, 406, accept);
      for (const accept of [
        '*/*',
        'application/json',
        'text/html, application/*;q=0.8',
        'Application/JSON;q=1',
        'text/html;q=0, application/json;q=0.01',
      ])
        assert.equal((await post(path, accept)).status, 200, accept);
      assert.equal((await post(`${path}?`)).status, 200);
    }
    for (const path of ['/v1/v1/decide/fine', '/v1', '/v1/', '/v1//decide/fine', '/v2/decide/fine'])
      assert.equal((await post(path)).status, 404, path);
  });
});

describe('the addresses below /v1', () => {
  it('are those without it, for whoever asks and for what is needed', async (t) => {
    const seen: (string | undefined)[] = [];
    const { get } = await startForTest(t, {
      gate: ({ url }) => {
        seen.push(url);
        return { code: 'admitted' };
      },
    });
    for (const path of ['/editions', '/healthz', '/decisions?limit=1'])
      assert.equal((await get(`/v1${path}`)).text, (await get(path)).text, path);
    assert.deepEqual(
      seen.filter((_, place) => place % 2 === 0),
      seen.filter((_, place) => place % 2 === 1),
    );
  });
});
