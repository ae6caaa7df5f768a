import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Edition } from '../../src/edition/model/edition.js';
import { boatDecision, boatHire } from '../support/boat-hire.js';
import { at, memoryLog, now, startForTest } from './service-under-test.js';

const edition = boatHire({
  facts: 'startsAt: { type: instant }',
  rules: `
- { id: before, when: { fact: asOf, operator: lessThan, value: { fact: startsAt } }, then: { outcome: stays } }
- { id: after, when: { fact: asOf, operator: greaterThanInclusive, value: { fact: startsAt } }, then: { outcome: goes } }`,
});

const seconds = (count: number): string => new Date(now + count * 1000).toISOString();
const asked = { facts: { startsAt: seconds(90) } };

describe('How long an answer holds', () => {
  it('stands in a decision, in what is recorded, and in each of several', async (t) => {
    const service = await startForTest(t, { editions: [edition], log: memoryLog() });
    const { json } = await service.post(`/decide/${boatDecision}`, asked);
    assert.equal(json['holdsUntil'], seconds(90));
    const kept = await service.get(`/decisions/${String(json['id'])}`);
    assert.deepEqual(kept.json, json);
    const later = await service.post(`/decide/${boatDecision}`, { ...asked, asOf: seconds(90) });
    assert.equal(later.json['holdsUntil'], null);
    const list = await service.post('/decide', [{ ...asked, decision: boatDecision }]);
    const [first] = list.json['answers'] as readonly unknown[];
    assert.equal(at(at(first, 'answer'), 'holdsUntil'), seconds(90));
  });

  it('is told with what comes next where a preview is asked', async (t) => {
    const service = await startForTest(t, { editions: [edition] });
    const { json } = await service.post(`/preview/${boatDecision}?next=true`, asked);
    assert.equal(json['outcome'], 'stays');
    assert.equal(at(json['next'], 'status'), 200);
    assert.equal(at(at(json['next'], 'answer'), 'outcome'), 'goes');
    assert.equal(at(at(json['next'], 'answer'), 'asOf'), seconds(90));
    const never = await service.post(`/preview/${boatDecision}?next=true`, { ...asked, asOf: seconds(91) });
    assert.equal(never.json['next'], null);
    const plain = await service.post(`/preview/${boatDecision}`, asked);
    assert.ok(!('next' in plain.json));
    for (const query of ['?next=maybe', '?next=true&next=true', '?then=true'])
      assert.equal((await service.post(`/preview/${boatDecision}${query}`, asked)).status, 400, query);
    assert.equal((await service.post(`/decide/${boatDecision}?next=true`, asked)).status, 400);
  });

  it('is how long a preview may be kept, but no longer than five minutes', async (t) => {
    const service = await startForTest(t, { editions: [edition] });
    const keptFor = async (startsAt: string): Promise<string | null> =>
      (await service.post(`/preview/${boatDecision}`, { facts: { startsAt } })).headers.get('cache-control');
    assert.equal(await keptFor(seconds(90)), 'private, max-age=90');
    assert.equal(await keptFor(seconds(0.5)), 'no-store');
    assert.equal(await keptFor(seconds(1e6)), 'private, max-age=300');
    assert.equal(await keptFor(seconds(0)), 'private, max-age=300');
    const recorded = await service.post(`/decide/${boatDecision}`, asked);
    assert.equal(recorded.headers.get('cache-control'), 'no-store');
  });

  it('ends when another edition takes effect, unless the edition is named', async (t) => {
    const newer: Edition = {
      ...edition,
      identity: { ...edition.identity, revision: 'next', digest: `sha256:${'b'.repeat(64)}` },
      effectiveFrom: now + 30_000,
    };
    const service = await startForTest(t, { editions: [edition, newer] });
    const { json } = await service.post(`/preview/${boatDecision}?next=true`, asked);
    assert.equal(json['holdsUntil'], seconds(30));
    assert.equal(at(at(at(json['next'], 'answer'), 'edition'), 'revision'), 'next');
    const { revision } = edition.identity;
    const named = await service.post(`/preview/${boatDecision}`, { ...asked, edition: { revision } });
    assert.equal(named.json['holdsUntil'], seconds(90));
  });
});
