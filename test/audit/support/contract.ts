import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import {
  NotRecordedError,
  type DecisionLog,
  type Page,
  type Query,
} from '../../../src/audit/decision-log.js';
import { openFacts } from '../../../src/audit/opening.js';
import { verifyChain } from '../../../src/audit/verify-chain.js';
import { makeEntry, minuteMs, release, start } from './entries.js';

/** How the suite gets a log, empty and without releases; `again` closes it and opens what it left. */
export interface Store {
  readonly log: DecisionLog;
  readonly again?: () => Promise<DecisionLog>;
}

const find = async (log: DecisionLog, query: Partial<Query> = {}): Promise<Page> => {
  const page = await log.search({ limit: 100, ...query });
  assert.ok('items' in page);
  return page;
};

const idsOf = ({ items }: Page): readonly string[] => items.map(({ body }) => body.id);

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place + 1);

/** What every decision log must do; run over each of them. */
export const decisionLogContract = (
  name: string,
  { lasting, make }: { readonly lasting: boolean; readonly make: (context: TestContext) => Promise<Store> },
): void => {
  const filled = async (context: TestContext, count: number): Promise<Store> => {
    const store = await make(context);
    await store.log.keepRelease(release);
    for (const n of range(count))
      await store.log.append(makeEntry(n, { subject: n % 4 === 0 ? 'anna' : 'ben' }));
    return store;
  };

  describe(`a decision log (${name})`, () => {
    it('gives a record back as it was recorded', async (context) => {
      const { log } = await filled(context, 0);
      const stored = await log.append(makeEntry(1, { subject: 'anna' }));
      assert.deepEqual(await log.get('decision-1'), stored);
      const entry = makeEntry(1, { subject: 'anna' });
      assert.deepEqual(openFacts(stored), { facts: entry.inputs.facts, subject: 'anna', missing: [] });
      assert.deepEqual(stored.body.decision, entry.decision);
      assert.equal(await log.get('decision-2'), undefined);
    });

    it('numbers records from 1 and chains each to the one before', async (context) => {
      const { log } = await filled(context, 3);
      const [third, second, first] = (await find(log)).items;
      assert.equal(first?.body.previous, `sha256:${'0'.repeat(64)}`);
      assert.equal(second?.body.previous, first.hash);
      assert.equal(third?.body.previous, second.hash);
      assert.deepEqual(await verifyChain(log), { code: 'whole', records: 3, head: third.hash });
    });

    it('finds an empty chain whole', async (context) => {
      const { log } = await filled(context, 0);
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.deepEqual(await find(log), { items: [], next: null });
    });

    it('finds records by decision, clause, rule, outcome and subject, newest first', async (context) => {
      const { log } = await filled(context, 8);
      assert.deepEqual(idsOf(await find(log, { decision: 'late', limit: 2 })), ['decision-8', 'decision-7']);
      assert.deepEqual(idsOf(await find(log, { clause: '2.4' })), ['decision-6', 'decision-3']);
      assert.deepEqual(idsOf(await find(log, { rule: 'after-seven-days', clause: '2.4' })), ['decision-6']);
      assert.deepEqual(idsOf(await find(log, { outcome: 'on-time', limit: 1 })), ['decision-7']);
      assert.deepEqual(idsOf(await find(log, { subject: 'anna' })), ['decision-8', 'decision-4']);
      assert.deepEqual(idsOf(await find(log, { subject: 'carla' })), []);
      assert.deepEqual(idsOf(await find(log, { decision: 'refund' })), []);
    });

    it('finds records decided at or after one time and before another', async (context) => {
      const { log } = await filled(context, 5);
      const third = start + 3 * minuteMs;
      const ids = async (query: Partial<Query>): Promise<readonly string[]> => idsOf(await find(log, query));
      assert.deepEqual(await ids({ from: third - 1 }), ['decision-5', 'decision-4', 'decision-3']);
      assert.deepEqual(await ids({ from: third }), ['decision-5', 'decision-4', 'decision-3']);
      assert.deepEqual(await ids({ from: third + 1 }), ['decision-5', 'decision-4']);
      assert.deepEqual(await ids({ to: third - 1 }), ['decision-2', 'decision-1']);
      assert.deepEqual(await ids({ to: third }), ['decision-2', 'decision-1']);
      assert.deepEqual(await ids({ to: third + 1 }), ['decision-3', 'decision-2', 'decision-1']);
      assert.deepEqual(await ids({ from: third, to: third }), []);
    });

    it('pages by a cursor that stays good while records are added', async (context) => {
      const { log } = await filled(context, 7);
      const first = await find(log, { limit: 3 });
      assert.deepEqual(idsOf(first), ['decision-7', 'decision-6', 'decision-5']);
      await log.append(makeEntry(8));
      const second = await find(log, { limit: 3, cursor: first.next ?? '' });
      assert.deepEqual(idsOf(second), ['decision-4', 'decision-3', 'decision-2']);
      const third = await find(log, { limit: 3, cursor: second.next ?? '' });
      assert.deepEqual(idsOf(third), ['decision-1']);
      assert.equal(third.next, null);
      assert.equal((await find(log, { limit: 8 })).next, null);
    });

    it('refuses a cursor that it did not give', async (context) => {
      const { log } = await filled(context, 2);
      for (const cursor of ['', '0', '-1', '1.5', 'x', '99999999999'])
        assert.deepEqual(await log.search({ limit: 1, cursor }), { code: 'bad-cursor' }, cursor);
    });

    it('records each of 200 that come at once, once, in one chain', async (context) => {
      const { log } = await filled(context, 0);
      const stored = await Promise.all(range(200).map((n) => log.append(makeEntry(n))));
      assert.equal(new Set(stored.map(({ body }) => body.sequence)).size, 200);
      const found = idsOf(await find(log, { limit: 1000 }));
      assert.deepEqual(
        [...found].sort(),
        range(200)
          .map((n) => `decision-${n}`)
          .sort(),
      );
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.equal((await log.health()).records, 200);
    });

    it('refuses a second record with the same id, also while the first is being written', async (context) => {
      const { log } = await filled(context, 0);
      const [first, second] = await Promise.allSettled([log.append(makeEntry(1)), log.append(makeEntry(1))]);
      assert.equal(first.status, 'fulfilled');
      assert.ok(second.status === 'rejected' && second.reason instanceof NotRecordedError);
      await assert.rejects(log.append(makeEntry(1)), { code: 'not-recorded' });
      assert.deepEqual(idsOf(await find(log)), ['decision-1']);
    });

    it('records several together in one write, or none of them', async (context) => {
      const { log } = await filled(context, 1);
      const [second, third] = await log.appendTogether([makeEntry(2), makeEntry(3)]);
      assert.deepEqual([second?.body.sequence, third?.body.sequence], [2, 3]);
      assert.deepEqual(await log.get('decision-3'), third);
      for (const twice of [
        [4, 2],
        [4, 4],
      ])
        await assert.rejects(log.appendTogether(twice.map((n) => makeEntry(n))), { code: 'not-recorded' });
      assert.equal(await log.get('decision-4'), undefined);
      assert.equal((await log.append(makeEntry(4))).body.sequence, 4);
      assert.equal((await verifyChain(log)).code, 'whole');
    });

    it('keeps which records were made together', async (context) => {
      const { log } = await filled(context, 0);
      const { inputs } = makeEntry(1);
      const stored = await log.append(makeEntry(1, { inputs: { ...inputs, with: ['decision-2'] } }));
      assert.deepEqual(stored.body.inputs.with, ['decision-2']);
      assert.deepEqual(await log.get('decision-1'), stored);
      assert.equal((await verifyChain(log)).code, 'whole');
    });

    it('records nothing that cites a release whose content it does not keep', async (context) => {
      const { log } = await make(context);
      await assert.rejects(log.append(makeEntry(1)), { name: 'NotRecordedError', code: 'not-recorded' });
      assert.equal(await log.release(release.identity.digest), undefined);
      await log.keepRelease(release);
      await log.keepRelease(release);
      await log.append(makeEntry(1));
      assert.deepEqual(await log.release(release.identity.digest), release);
    });

    it('takes nothing once it is closed, and finishes what it took', async (context) => {
      const { log } = await filled(context, 1);
      assert.equal((await log.health()).writable, true);
      const last = log.append(makeEntry(2));
      await log.close();
      assert.equal((await last).body.sequence, 2);
      await assert.rejects(log.append(makeEntry(3)), { code: 'not-recorded' });
      assert.equal((await log.health()).writable, false);
    });

    if (lasting)
      it('is the same after a restart, and goes on', async (context) => {
        const { log, again } = await filled(context, 9);
        assert.ok(again);
        const before = await find(log);
        const reopened = await again();
        assert.deepEqual(await find(reopened), before);
        assert.deepEqual(idsOf(await find(reopened, { subject: 'anna' })), ['decision-8', 'decision-4']);
        assert.deepEqual(await reopened.release(release.identity.digest), release);
        assert.equal((await reopened.append(makeEntry(10))).body.previous, before.items[0]?.hash);
        await assert.rejects(reopened.append(makeEntry(4)), { code: 'not-recorded' });
        assert.equal((await verifyChain(reopened)).code, 'whole');
      });
  });
};
