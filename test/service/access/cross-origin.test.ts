import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startForTest } from '../service-under-test.js';
import { openAccessForTest } from './access-under-test.js';

const desk = 'https://desk.example';
const facts = { daysLate: 1 };
const preflight = (Origin: string) => ({
  method: 'OPTIONS',
  headers: { Origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'x-api-key' },
});

describe('a page of an origin that is allowed', () => {
  for (const withKeys of [true, false])
    it(`may ask, ${withKeys ? 'with a key' : 'where nobody has to say who asks'}`, async (t) => {
      const { gate, keys } = await openAccessForTest(t, { withKeys, corsOrigins: [desk] });
      const { get, post, send } = await startForTest(t, { gate });
      const from = {
        Origin: desk,
        'Sec-Fetch-Site': 'cross-site',
        ...(withKeys ? { 'X-API-Key': keys.decide } : {}),
      };
      for (const path of ['/decide/fine', '/v1/decide/fine', '/decide', '/decisions']) {
        const { status, headers, text } = await send(path, preflight(desk));
        assert.deepEqual([status, text, headers.get('access-control-allow-origin')], [204, '', desk], path);
        assert.match(headers.get('access-control-allow-methods') ?? '', /\bPOST\b/);
        assert.match(headers.get('access-control-allow-headers') ?? '', /\bX-API-Key\b/);
        assert.equal(headers.get('access-control-allow-credentials'), null);
        assert.equal(headers.get('vary'), 'Origin');
      }
      for (const reply of [
        await post('/decide/fine', { facts }, from),
        await post('/decide', [{ decision: 'fine', facts }], from),
        await get('/editions', from),
      ]) {
        assert.equal(reply.status, 200);
        assert.equal(reply.headers.get('access-control-allow-origin'), desk);
        assert.match(reply.headers.get('access-control-expose-headers') ?? '', /\bX-Request-Id\b/);
        assert.match(reply.headers.get('vary') ?? '', /\bOrigin\b/);
      }
      // It may read why it was refused.
      const refused = await post('/decide/fine', { facts: {} }, from);
      assert.deepEqual([refused.status, refused.headers.get('access-control-allow-origin')], [422, desk]);
    });
});

describe('a page of another origin', () => {
  it('is told nothing, and is refused as ever', async (t) => {
    const { gate } = await openAccessForTest(t, { withKeys: false, corsOrigins: [desk] });
    const { post, send } = await startForTest(t, { gate });
    for (const origin of ['https://evil.example', `${desk}.evil.example`, 'http://desk.example', 'null']) {
      const asked = await send('/decide/fine', preflight(origin));
      const told = await post('/decide/fine', { facts }, { Origin: origin });
      for (const { status, json, headers } of [asked, told]) {
        assert.deepEqual([status, json['code']], [403, 'foreign-origin'], origin);
        assert.equal(headers.get('access-control-allow-origin'), null);
        assert.equal(headers.get('vary'), 'Origin');
      }
    }
  });

  it('asks in vain where none is allowed', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const { post, send } = await startForTest(t, { gate });
    assert.equal((await send('/decide/fine', preflight(desk))).status, 401);
    const told = await post('/decide/fine', { facts }, { Origin: desk, 'X-API-Key': keys.decide });
    assert.deepEqual([told.status, told.headers.get('access-control-allow-origin')], [200, null]);
    assert.equal(told.headers.get('vary'), null);
  });
});
