import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { openPostgresLog } from '../../src/audit/store/postgres/postgres-log.js';
import { proxyTo, type Proxy } from '../audit/postgres/support/proxy.js';
import { sharedPostgres } from '../support/postgres.js';
import { now, startForTest, type Reply, type ServiceUnderTest } from './service-under-test.js';

const server = sharedPostgres();
const facts = { daysLate: 3 };

const served = async (
  t: TestContext,
): Promise<{ readonly service: ServiceUnderTest; readonly proxy: Proxy; readonly id: string }> => {
  const proxy = await proxyTo(t, await (await server).makeDatabase());
  const log = await openPostgresLog({
    url: proxy.url,
    now: () => now,
    statementMs: 500,
    patienceMs: 500,
  });
  const service = await startForTest(t, { log });
  const decided = await service.post('/decide/fine', { facts });
  assert.equal(decided.status, 200);
  return { service, proxy, id: String(decided.json['id']) };
};

const isUnavailable = ({ status, headers, json }: Reply, ...codes: readonly string[]): void => {
  assert.equal(status, 503);
  assert.ok(codes.includes(String(json['code'])), String(json['code']));
  assert.ok(Number(headers.get('retry-after')) > 0);
};

describe('a service whose database is away', () => {
  it('says so of every address that needs it, when to come again, and counts no defect', async (t) => {
    const { service, proxy, id } = await served(t);
    proxy.refuse();
    const digest = `sha256:${'0'.repeat(64)}`;
    for (const path of [
      `/decisions/${id}`,
      `/decisions/${id}/trace`,
      '/decisions',
      '/checkpoints',
      `/editions/library-rules/2026-01-01?digest=${digest}`,
      `/facts/fine?digest=${digest}`,
      `/book-data/log/facts/${id}`,
      `/book-data/log/places/${id}`,
      '/book-data/log/counts',
    ])
      isUnavailable(await service.get(path), 'store-unavailable');
    isUnavailable(await service.post('/decide/fine', { facts }), 'not-recorded', 'in-doubt');
    isUnavailable(await service.post('/preview/fine', { facts, edition: { digest } }), 'store-unavailable');
    isUnavailable(await service.post('/erasures', { subject: 'anna', reason: 'she asked' }), 'not-recorded');
    isUnavailable(await service.get('/readyz'), 'not-ready');
    assert.equal((await service.get('/healthz')).status, 200);
    assert.equal((await service.post('/preview/fine', { facts })).status, 200);
    assert.deepEqual(service.defects, []);
  });

  for (const direction of ['requests', 'answers'] as const)
    it(`answers in time where ${direction} get lost, and goes on when they do no more`, async (t) => {
      const { service, proxy, id } = await served(t);
      proxy.drop(direction);
      isUnavailable(await service.get(`/decisions/${id}`), 'store-unavailable');
      // What idled with it is not tried one after the other.
      assert.equal((await service.get(`/decisions/${id}`)).status, 200);
      const decided = await service.post('/decide/fine', { facts });
      if (decided.status !== 200) isUnavailable(decided, 'not-recorded', 'in-doubt');
      assert.deepEqual(service.defects, []);
    });
});
