import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { libraryEdition } from '../library-edition.js';
import { startForTest, now } from '../service-under-test.js';
import { openAccessForTest } from './access-under-test.js';
import { setImmediate as aMoment } from 'node:timers/promises';

const facts = { daysLate: 1 };
const issuer = 'https://login.example';
const audience = 'clausebook';
const bearer = (credential: string) => ({ Authorization: `Bearer ${credential}` });

describe('a service with keys', () => {
  it('admits nobody without one, but to its health, its description, its public key and the pages of the book', async (t) => {
    const { gate, refusals } = await openAccessForTest(t);
    const service = await startForTest(t, { gate });
    for (const address of ['/healthz', '/readyz', '/openapi.json', '/.well-known/legal-context.json'])
      assert.equal((await service.get(address)).status, 200, address);
    // This one signs nothing and so has no key; whoever asks learns that.
    assert.equal((await service.get('/checkpoints/key')).status, 404);
    // Nor has it pages.
    for (const address of ['/', '/book/contract'])
      assert.equal((await service.get(address)).status, 404, address);
    for (const address of [
      '/editions',
      '/facts/fine',
      '/decisions',
      '/metrics',
      '/checkpoints',
      '/book-data/contract/x/y',
      '/nothing',
    ]) {
      const reply = await service.get(address);
      assert.equal(reply.status, 401, address);
      assert.equal(reply.json['code'], 'unauthenticated');
      assert.equal(reply.headers.get('www-authenticate'), 'Bearer realm="clausebook"');
    }
    for (const address of ['/decide/fine', '/decide/fine?', '/preview/fine', '/decide'])
      assert.equal((await service.post(address, { facts })).status, 401, address);
    assert.equal(refusals.length, 11);
    assert.ok(
      refusals.every(({ failure, callerId }) => failure.code === 'unauthenticated' && callerId === null),
    );
  });

  it('takes a key as a bearer token or by a header of its own, not both, and says what is wrong with others', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const service = await startForTest(t, { gate });
    const ask = async (
      headers: Readonly<Record<string, string>>,
    ): Promise<readonly [number, string | null]> => {
      const { status, headers: answered } = await service.post('/decide/fine', { facts }, headers);
      return [status, answered.get('www-authenticate')];
    };
    assert.deepEqual(await ask(bearer(keys.decide)), [200, null]);
    assert.deepEqual(await ask({ 'X-API-Key': keys.decide }), [200, null]);
    assert.deepEqual(await ask({ Authorization: `bearer  ${keys.decide} ` }), [200, null]);
    const wrong = 'Bearer realm="clausebook", error="invalid_request"';
    assert.deepEqual(await ask({ ...bearer(keys.decide), 'X-API-Key': keys.decide }), [401, wrong]);
    assert.deepEqual(await ask({ Authorization: `Basic ${keys.decide}` }), [401, wrong]);
    assert.deepEqual(await ask({ Authorization: `Bearer ${'x'.repeat(9000)}` }), [401, wrong]);
    const unknown = 'Bearer realm="clausebook", error="invalid_token"';
    const altered = `${keys.decide.slice(0, -4)}AAAA`;
    assert.deepEqual(await ask(bearer(altered)), [401, unknown]);
    assert.deepEqual(await ask({ 'X-API-Key': '' }), [401, unknown]);
    assert.deepEqual(await ask(bearer('a.b.c')), [401, unknown]);
  });

  it('lets each do what its scope allows, and names the scope that is missing', async (t) => {
    const { gate, keys, refusals } = await openAccessForTest(t);
    const service = await startForTest(t, { gate });
    const needed = [
      ['POST', '/decide/fine', 'decide'],
      ['POST', '/decide', 'decide'],
      ['POST', '/preview/fine', 'decide'],
      ['GET', '/decisions', 'audit'],
      ['GET', '/decisions/x/trace', 'audit'],
      ['GET', '/checkpoints', 'audit'],
      ['GET', '/metrics', 'audit'],
      ['POST', '/editions', 'publish'],
      ['POST', '/erasures', 'erase'],
      ['POST', '/decisions/x/choice', 'choose'],
      ['GET', '/drafts', 'audit'],
      ['POST', '/book-data/try/fine/turning', 'decide'],
      ['GET', '/book-data/log/counts', 'audit'],
      ['GET', '/book-data/drafts', 'draft'],
    ] as const;
    for (const [method, address, scope] of needed)
      for (const [name, key] of Object.entries(keys)) {
        const reply = await service.send(address, { method, headers: bearer(key) });
        if (name === scope)
          assert.ok(![401, 403].includes(reply.status), `${name} ${address} ${reply.status}`);
        else {
          assert.equal(reply.status, 403, `${name} ${address}`);
          assert.equal(reply.json['code'], 'forbidden');
          assert.match(String(reply.json['detail']), new RegExp(`\`${scope}\``));
          assert.match(reply.headers.get('www-authenticate') ?? '', new RegExp(`scope="${scope}"`));
        }
      }
    assert.equal(refusals.length, needed.length * (Object.keys(keys).length - 1));
    assert.ok(refusals.every(({ callerId }) => callerId?.startsWith('key:') === true));
    for (const key of Object.values(keys)) {
      assert.equal((await service.get('/editions', bearer(key))).status, 200);
      assert.equal((await service.get('/nothing', bearer(key))).status, 404);
    }
  });

  it('drops a revoked key while it runs, and stays closed when the last key or the file is gone', async (t) => {
    const { gate, keys, keyFile } = await openAccessForTest(t);
    const service = await startForTest(t, { gate });
    const ask = async (): Promise<number> =>
      (await service.post('/decide/fine', { facts }, bearer(keys.decide))).status;
    assert.equal(await ask(), 200);
    const revoked = (await keyFile.read()).map((key) => ({ ...key, revokedAt: now }));
    await keyFile.write(revoked);
    while ((await ask()) === 200) await aMoment();
    assert.equal(await ask(), 401);
    const other = (await openAccessForTest(t)).keys;
    assert.equal((await service.get('/decisions', bearer(other.audit))).status, 401);
    await keyFile.write((await keyFile.read()).map((key) => ({ ...key, revokedAt: null })));
    while ((await ask()) === 401) await aMoment();
    await keyFile.write([]);
    while ((await ask()) === 200) await aMoment();
    assert.equal(
      (await service.get('/decisions')).status,
      401,
      'no key is left, and nobody is let in for that',
    );
  });

  it('opens its figures alone where it is told to', async (t) => {
    const { gate } = await openAccessForTest(t, { openMetrics: true });
    const service = await startForTest(t, { gate });
    assert.equal((await service.get('/metrics')).status, 200);
    assert.equal((await service.get('/metrics/x')).status, 401);
    assert.equal((await service.get('/decisions')).status, 401);
  });
});

describe('a service without keys', () => {
  it('admits everybody on this machine, until there is a key', async (t) => {
    const { gate, keyFile } = await openAccessForTest(t, { withKeys: false });
    const service = await startForTest(t, { gate });
    assert.equal((await service.post('/decide/fine', { facts }, bearer('anything'))).status, 200);
    const another = await openAccessForTest(t);
    await keyFile.write(await another.keyFile.read());
    while ((await service.get('/decisions')).status === 200) await aMoment();
    assert.equal((await service.get('/decisions')).status, 401);
  });
});

describe('a token', async () => {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const set = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' }] };
  const token = (scope: string): Promise<string> =>
    new SignJWT({ iss: issuer, aud: audience, sub: 'shop', exp: now / 1000 + 600, scope })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
      .sign(privateKey);

  it('is taken beside keys by the key set at a URL, and may what its scopes say', async (t) => {
    const server = createServer((_request, response) => response.end(JSON.stringify(set)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const keySet = `http://127.0.0.1:${port}/keys`;
    const { gate, keys, refusals } = await openAccessForTest(t, { tokens: { keySet, issuer, audience } });
    const service = await startForTest(t, { gate });
    for (let times = 0; times < 2; times += 1)
      assert.equal(
        (await service.post('/decide/fine', { facts }, bearer(await token('other decide')))).status,
        200,
      );
    assert.equal((await service.get('/decisions', bearer(await token('decide')))).status, 403);
    assert.equal(refusals.at(-1)?.callerId, `jwt:${issuer}:shop`);
    assert.equal((await service.get('/decisions', { 'X-API-Key': await token('audit') })).status, 401);
    assert.equal((await service.get('/decisions', bearer(keys.audit))).status, 200);
  });

  it('is answered with 503 while the key set cannot be fetched; keys are taken all the same', async (t) => {
    const keySet = 'http://127.0.0.1:1/keys';
    const { gate, keys, refusals } = await openAccessForTest(t, { tokens: { keySet, issuer, audience } });
    const service = await startForTest(t, { gate });
    const reply = await service.post('/decide/fine', { facts }, bearer(await token('decide')));
    assert.equal(reply.status, 503);
    assert.equal(reply.json['code'], 'authentication-unavailable');
    assert.equal(reply.headers.get('retry-after'), '5');
    assert.ok(refusals[0]?.cause !== undefined);
    assert.equal((await service.post('/decide/fine', { facts }, bearer(keys.decide))).status, 200);
  });
});

describe('the id of a request', () => {
  it('is the one that was sent where it is well formed, or a new one, in the answer and in its problem', async (t) => {
    const { gate } = await openAccessForTest(t, { withKeys: false });
    const service = await startForTest(t, { gate });
    for (const address of ['/decide/fine', '/decide/fine?']) {
      const good = await service.post(address, { facts }, { 'X-Request-Id': 'a-B_9.c' });
      assert.equal(good.headers.get('x-request-id'), 'a-B_9.c');
      const wrong = await service.post(address, {}, { 'X-Request-Id': 'a-B_9.c' });
      assert.equal(wrong.json['instance'], 'urn:clausebook:request:a-B_9.c');
      for (const bad of ['', 'a b', 'a"b', 'x'.repeat(65), 'a;b'])
        assert.match(
          (await service.post(address, { facts }, { 'X-Request-Id': bad })).headers.get('x-request-id') ?? '',
          /^request-\d+$/,
        );
    }
    assert.match((await service.get('/healthz')).headers.get('x-request-id') ?? '', /^request-\d+$/);
  });
});

describe('a rate limit', () => {
  it('refuses each caller by itself, tells what is left, and when to ask again', async (t) => {
    let elapsed = 0;
    const { gate, keys, refusals } = await openAccessForTest(t, {
      decisionsPerSecond: 2,
      elapsed: () => elapsed,
    });
    const service = await startForTest(t, { gate });
    const ask = (key: string, address = '/decide/fine') => service.post(address, { facts }, bearer(key));
    const first = await ask(keys.decide);
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('ratelimit-policy'), '"decisions";q=2;w=1');
    assert.equal(first.headers.get('ratelimit'), '"decisions";r=1;t=1');
    assert.equal((await ask(keys.decide, '/decide/fine?')).status, 200);
    for (const address of ['/decide/fine', '/decide/fine?', '/decide', '/preview/fine']) {
      const reply = await ask(keys.decide, address);
      assert.equal(reply.status, 429);
      assert.equal(reply.json['code'], 'rate-limited');
      assert.equal(reply.headers.get('retry-after'), '1');
      assert.equal(reply.headers.get('ratelimit'), '"decisions";r=0;t=1');
    }
    assert.equal((await service.get('/decisions', bearer(keys.audit))).status, 200);
    assert.equal((await service.get('/healthz')).headers.get('ratelimit'), null);
    assert.deepEqual(new Set(refusals.map(({ failure }) => failure.code)), new Set(['rate-limited']));
    elapsed = 500;
    assert.equal((await ask(keys.decide)).status, 200);
    assert.equal((await ask(keys.decide)).status, 429);
  });

  it('counts what is malformed in a list too, and tells what the list left', async (t) => {
    const { gate, keys } = await openAccessForTest(t, { decisionsPerSecond: 10 });
    const service = await startForTest(t, { gate });
    const key = { 'X-API-Key': keys.decide };
    const list = await service.post('/decide', [{ decision: 'fine', facts: { daysLate: 1 } }, {}, 7], key);
    assert.equal(list.headers.get('ratelimit'), '"decisions";r=7;t=1');
    const broken = await service.post('/decide', '[{', key);
    assert.equal(broken.headers.get('ratelimit'), '"decisions";r=6;t=1');
    const none = await service.post('/decide', '7', key);
    assert.equal(none.headers.get('ratelimit'), '"decisions";r=5;t=1');
    const lines = await fetch(`${service.url}/decide`, {
      method: 'POST',
      headers: { ...key, 'Content-Type': 'application/x-ndjson' },
      body: '{}\n{\n7\n',
    });
    assert.equal((await lines.text()).match(/^\{"line":/gm)?.length, 3);
    const after = await service.post('/decide', [{ decision: 'fine', facts: { daysLate: 1 } }], key);
    assert.equal(after.headers.get('ratelimit'), '"decisions";r=1;t=1');
  });

  it('counts each item of a list, each line, and each of several decisions', async (t) => {
    let elapsed = 0;
    const { gate, keys } = await openAccessForTest(t, { decisionsPerSecond: 4, elapsed: () => elapsed });
    const edition = libraryEdition();
    const fine = edition.decisions.get('fine');
    assert.ok(fine !== undefined);
    const decisions = ['fine', 'block', 'reminder'];
    const several = new Map(decisions.map((decision) => [decision, { ...fine, decision }]));
    const service = await startForTest(t, { gate, editions: [{ ...edition, decisions: several }] });
    const headers = bearer(keys.decide);
    const item = { decision: 'fine', facts };
    const list = await service.post(
      '/decide',
      Array.from({ length: 12 }, () => item),
      headers,
    );
    assert.equal(list.text.match(/"status":200/g)?.length, 12, 'a list is answered whole');
    elapsed = 2000;
    assert.equal((await service.post('/decide/fine', { facts }, headers)).status, 429);
    elapsed = 3000;
    const lines = await fetch(`${service.url}/decide`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/x-ndjson' },
      body: `${JSON.stringify(item)}\n`.repeat(6),
    });
    assert.deepEqual(
      (await lines.text()).match(/^\{"line":\d+,"status":\d+/gm),
      [200, 200, 200, 200, 429, 429].map((status, place) => `{"line":${place + 1},"status":${status}`),
    );
    elapsed = 5000;
    assert.equal((await service.post('/decide', { decisions, facts }, headers)).status, 200);
    const last = await service.post('/preview/fine', { facts }, headers);
    assert.equal(last.headers.get('ratelimit'), '"decisions";r=0;t=1');
  });

  it('holds for an address where nobody says who asks', async (t) => {
    const { gate } = await openAccessForTest(t, { decisionsPerSecond: 1, withKeys: false });
    const service = await startForTest(t, { gate });
    assert.equal((await service.get('/editions')).status, 200);
    assert.equal((await service.get('/editions')).status, 429);
  });
});
