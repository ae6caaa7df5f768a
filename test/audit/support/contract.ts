import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { noDigest, sha256 } from '../../../src/language/canonical.js';
import type { ChainHead, Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import type { Acknowledged, DecisionLog } from '../../../src/audit/store/decision-log.js';
import type { Page, Query } from '../../../src/audit/store/query.js';
import { KeyInUseError, NotRecordedError } from '../../../src/audit/store/failures.js';
import type { Entry, Once, StoredRecord } from '../../../src/audit/record/record.js';
import type { Metadata } from '../../../src/audit/record/asked.js';
import { openMetadata } from '../../../src/audit/record/metadata.js';
import { openFacts } from '../../../src/audit/record/opening.js';
import { chainPlaceOf, isEvent } from '../../../src/audit/record/log-line.js';
import { parseLine } from '../../../src/audit/record/log-line-shape.js';
import { sourceOf } from '../../../src/audit/store/log-source.js';
import { verifyChain } from './verify-chain.js';
import { verifyLog, type Verification } from '../../../src/audit/verify/verify-log.js';
import { makeEntry, minuteMs, release, start } from './entries.js';

/**
 * How the suite gets a log, empty and without releases, in which a key stays in use for an hour by `clock`. `again` closes it and opens what it
 * left.
 */
export interface Store {
  readonly log: DecisionLog;
  /** What the log takes for now, in epoch milliseconds; the suite moves it. */
  readonly clock: { now: number };
  readonly again?: () => Promise<DecisionLog>;
}

const find = async (log: DecisionLog, query: Partial<Query> = {}): Promise<Page> => {
  const page = await log.search({ limit: 100, ...query });
  assert.ok('items' in page);
  return page;
};

/** Records, and gives back what is found then. */
const append = async (log: DecisionLog, entry: Entry): Promise<StoredRecord> => {
  const acknowledged = await log.append(entry);
  return found(log, acknowledged);
};

const found = async (
  log: DecisionLog,
  { id, chain, sequence, hash }: Acknowledged,
): Promise<StoredRecord> => {
  const record = await log.get(id);
  assert.ok(record !== undefined);
  const { body } = record;
  assert.deepEqual([body.id, body.chain ?? null, body.sequence, record.hash], [id, chain, sequence, hash]);
  return record;
};

const idsOf = ({ items }: Page): readonly string[] => items.map(({ body }) => body.id);

/** How many records a tally counts. */
const counted = async (log: DecisionLog, query: Partial<Query>): Promise<number> =>
  (await log.tally({ ...query, widthMs: minuteMs })).reduce((all, { records }) => all + records, 0);

const hourMs = 60 * minuteMs;

const onceOf = (key: string, request = 'request'): Once => ({
  key: sha256(`key ${key}`),
  request: sha256(request),
});

/** A checkpoint in form; what it signs is not looked at here. */
const checkpointOf = (n: number, heads: readonly ChainHead[]): Checkpoint => ({
  format: 1,
  at: new Date(start + n).toISOString(),
  heads,
  previous: n === 1 ? noDigest : sha256(`checkpoint ${n - 1}`),
  key: sha256('signing key'),
  signature: 'c2lnbmF0dXJl',
});

const removal = { at: start + 100 * minuteMs, by: 'the officer', reason: 'asked for' };

const linesOf = async (log: DecisionLog): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const { text } of log.lines()) lines.push(text);
  return lines;
};

/** What an auditor finds; the releases here have no true digests, which is not looked at. */
const audit = async (log: DecisionLog): Promise<Verification> => {
  const verification = await verifyLog(sourceOf(log), { keys: [] });
  return {
    ...verification,
    findings: verification.findings.filter(({ code }) => code !== 'release-altered'),
  };
};

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
      const stored = await append(log, makeEntry(1, { subject: 'anna' }));
      assert.deepEqual(await log.get('decision-1'), stored);
      const entry = makeEntry(1, { subject: 'anna' });
      assert.deepEqual(openFacts(stored), { facts: entry.inputs.facts, subject: 'anna', missing: [] });
      assert.deepEqual(stored.body.decision, entry.decision);
      assert.equal(await log.get('decision-2'), undefined);
    });

    it('finds nothing by a text that no record can have', async (context) => {
      const { log } = await filled(context, 1);
      assert.equal(await log.get('decision-1\0'), undefined);
      for (const query of [
        { outcome: '\0' },
        { decision: 'a\0' },
        { clause: '\0' },
        { rule: '\0' },
        { subject: 'anna\0' },
      ])
        assert.deepEqual(await find(log, query), { items: [], next: null });
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
      const { document, revision } = release.identity;
      assert.deepEqual(idsOf(await find(log, { document, revision, limit: 1 })), ['decision-8']);
      assert.deepEqual(idsOf(await find(log, { document: 'another' })), []);
      assert.deepEqual(idsOf(await find(log, { document, revision: 'another' })), []);
    });

    it('finds records by what they were asked for with, as far as it is searched by', async (context) => {
      const { log } = await filled(context, 2);
      const said = async (n: number, metadata: Metadata, subject = 'anna'): Promise<void> => {
        const { inputs, ...entry } = makeEntry(n, {
          subject,
          asked: { by: 'key:k', request: `request-${n}` },
        });
        const searchable = ['order', 'ticket'].filter((key) => key in metadata);
        await log.append({ ...entry, inputs: { ...inputs, metadata, searchable } });
      };
      await said(3, { order: 'A-17', ticket: 4, note: 'by phone' });
      await said(4, { order: 'A-17', ticket: '5' });
      await said(5, { order: 'Zoë'.normalize('NFD'), ticket: 4 }, 'ben');
      await said(6, { order: 'A-17', ticket: 4 }, 'ben');
      const ids = async (query: Partial<Query>) => idsOf(await find(log, query));
      assert.deepEqual(await ids({ metadata: { order: 'A-17' } }), [
        'decision-6',
        'decision-4',
        'decision-3',
      ]);
      assert.deepEqual(await ids({ metadata: { order: 'Zoë' } }), ['decision-5']);
      assert.deepEqual(await ids({ metadata: { ticket: '4', order: 'A-17' } }), ['decision-6', 'decision-3']);
      assert.deepEqual(await ids({ metadata: { ticket: '4' }, subject: 'ben' }), [
        'decision-6',
        'decision-5',
      ]);
      assert.deepEqual(await ids({ metadata: { ticket: '4' }, clause: '2.4', subject: 'anna' }), [
        'decision-3',
      ]);
      assert.deepEqual(await ids({ metadata: { order: 'A-17' }, to: start + 4 * minuteMs }), ['decision-3']);
      assert.deepEqual(await ids({ metadata: { order: 'A-18' } }), []);
      assert.equal(await counted(log, { metadata: { order: 'A-17' } }), 3);
      assert.equal(await counted(log, { metadata: { ticket: '4' }, subject: 'ben' }), 2);
      assert.equal(await counted(log, { metadata: { order: 'A-18' } }), 0);
      assert.deepEqual(await ids({ metadata: { note: 'by phone' } }), []);
      const { next } = await find(log, { metadata: { order: 'A-17' }, limit: 2 });
      assert.ok(next !== null);
      assert.deepEqual(await ids({ metadata: { order: 'A-17' }, cursor: next }), ['decision-3']);
      const stored = await log.get('decision-3');
      assert.ok(stored !== undefined);
      assert.deepEqual(stored.body.asked, { by: 'key:k', request: 'request-3' });
      assert.deepEqual(openMetadata(stored), { note: 'by phone', order: 'A-17', ticket: 4 });
      assert.deepEqual((await audit(log)).findings, []);

      await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
      assert.deepEqual(await ids({ metadata: { order: 'A-17' } }), ['decision-6']);
      const erased = await log.get('decision-3');
      assert.ok(erased !== undefined && openMetadata(erased) === undefined);
      assert.ok(!(await linesOf(log)).join('').includes('by phone'));
      await log.drop({ ...removal, id: 'drop-1', before: start + 7 * minuteMs });
      assert.deepEqual(await ids({ metadata: { order: 'A-17' } }), []);
      assert.deepEqual((await audit(log)).findings, []);
    });

    it('finds records by facts that are searched by, which an erasure leaves', async (context) => {
      const { log } = await filled(context, 2);
      for (const [n, id] of [
        [3, 'P-1'],
        [4, 'P-2'],
      ] as const) {
        const { inputs, ...entry } = makeEntry(n, { subject: 'anna' });
        const facts = { ...inputs.facts, package: { id } };
        const asked = { metadata: { order: 'A-17' }, searchable: ['order', '/facts/package/id'] };
        await log.append({ ...entry, inputs: { ...inputs, ...asked, facts } });
      }
      const ids = async (query: Partial<Query>) => idsOf(await find(log, query));
      const first = { '/facts/package/id': 'P-1' };
      assert.deepEqual(await ids({ metadata: first }), ['decision-3']);
      assert.deepEqual(await ids({ metadata: { ...first, order: 'A-17' } }), ['decision-3']);
      assert.deepEqual(await ids({ metadata: { '/facts/package/id': 'P-3' } }), []);
      assert.deepEqual((await audit(log)).findings, []);
      await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
      assert.deepEqual(await ids({ metadata: first }), ['decision-3']);
      assert.deepEqual(await ids({ metadata: { order: 'A-17' } }), []);
      assert.deepEqual((await audit(log)).findings, []);
      await log.drop({ ...removal, id: 'drop-1', before: start + 4 * minuteMs });
      assert.deepEqual(await ids({ metadata: first }), []);
      assert.deepEqual((await audit(log)).findings, []);
    });

    it('finds records by how their ids begin', async (context) => {
      const { log } = await filled(context, 12);
      const ids = async (query: Partial<Query>) => idsOf(await find(log, query));
      assert.deepEqual(await ids({ id: 'decision-1' }), [
        'decision-12',
        'decision-11',
        'decision-10',
        'decision-1',
      ]);
      assert.deepEqual(await ids({ id: 'decision-12' }), ['decision-12']);
      assert.deepEqual(await ids({ id: 'decision-13' }), []);
      assert.deepEqual(await ids({ id: 'decision-1\0' }), []);
      assert.deepEqual(await ids({ id: 'decision-1', subject: 'anna' }), ['decision-12']);
      assert.deepEqual(await ids({ id: 'decision-1', outcome: 'on-time' }), ['decision-11', 'decision-1']);
      assert.deepEqual(await ids({ id: 'decision-1', metadata: { order: 'A-17' } }), []);
      assert.equal(await counted(log, { id: 'decision-1' }), 4);
      const { next } = await find(log, { id: 'decision-1', limit: 3 });
      assert.deepEqual(await ids({ id: 'decision-1', cursor: next ?? '' }), ['decision-1']);
    });

    it('finds records by the instant that they are as of, the latest first', async (context) => {
      const { log } = await filled(context, 3);
      const hourMs = 3_600_000;
      // Decided one after the other, each as of an hour before the one before.
      for (const n of range(8).slice(3)) {
        const { inputs, ...entry } = makeEntry(n, { subject: n % 4 === 0 ? 'anna' : 'ben' });
        const asked = { metadata: { order: 'A-17' }, searchable: ['order'] };
        await log.append({ ...entry, inputs: { ...inputs, ...asked, asOf: start - n * hourMs } });
      }
      const ids = async (query: Partial<Query>) => idsOf(await find(log, query));
      const earlier = { asOfTo: start };
      assert.deepEqual(
        await ids(earlier),
        [4, 5, 6, 7, 8].map((n) => `decision-${n}`),
      );
      const fifth = start - 5 * hourMs;
      assert.deepEqual(await ids({ ...earlier, asOfFrom: fifth }), ['decision-4', 'decision-5']);
      assert.deepEqual(await ids({ ...earlier, asOfFrom: fifth + 1 }), ['decision-4']);
      assert.deepEqual(await ids({ asOfFrom: fifth, asOfTo: fifth }), []);
      assert.deepEqual(await ids({ asOfTo: fifth, subject: 'anna' }), ['decision-8']);
      assert.deepEqual(await ids({ ...earlier, metadata: { order: 'A-17' } }), await ids(earlier));
      assert.deepEqual(await ids({ ...earlier, id: 'decision-6' }), ['decision-6']);
      assert.deepEqual(await ids({ ...earlier, from: start + 7 * minuteMs }), ['decision-7', 'decision-8']);
      assert.deepEqual(await ids({ ...earlier, clause: '2.4' }), ['decision-6']);
      assert.equal(await counted(log, { asOfTo: fifth }), 3);
      const { next } = await find(log, { ...earlier, limit: 2 });
      assert.deepEqual(await ids({ ...earlier, limit: 2, cursor: next ?? '' }), ['decision-6', 'decision-7']);
      await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
      assert.equal((await ids(earlier)).length, 5);
      assert.deepEqual((await audit(log)).findings, []);
    });

    it('counts what a search finds, by kind and by slot of time', async (context) => {
      const { log } = await filled(context, 8);
      const tallies = await log.tally({ clause: '2.4', widthMs: 4 * minuteMs });
      const told = [...tallies]
        .sort((one, other) => one.slot - other.slot || (one.outcome < other.outcome ? -1 : 1))
        .map(({ outcome, rules, clauses, slot, records }) => ({
          outcome,
          rules,
          clauses,
          minute: (slot - start) / minuteMs,
          records,
        }));
      const clauses = ['1.1', '2.4'];
      assert.deepEqual(told, [
        { outcome: 'on-time', rules: ['within-seven-days'], clauses, minute: 0, records: 1 },
        { outcome: 'late', rules: ['after-seven-days'], clauses, minute: 4, records: 1 },
      ]);
      const sum = async (query: Partial<Query>): Promise<number> => counted(log, query);
      assert.equal(await sum({}), 8);
      assert.equal(await sum({ subject: 'anna' }), 2);
      assert.equal(await sum({ document: release.identity.document }), 8);
      assert.equal(await sum({ document: 'another' }), 0);
      assert.equal(await sum({ rule: 'after-seven-days', from: start + 4 * minuteMs }), 3);
      assert.equal(await sum({ to: start + 3 * minuteMs }), 2);
      assert.equal(await sum({ outcome: 'on-time', decision: 'late' }), 4);
      assert.equal(await sum({ outcome: '\0' }), 0);
    });

    it('tells what stands before and after a record in its chain', async (context) => {
      const { log } = await filled(context, 3);
      const placesAround = async (id: string): Promise<readonly unknown[] | undefined> => {
        const around = await log.around(id);
        return around && [around.before, around.after].map((line) => line && chainPlaceOf(line).id);
      };
      assert.deepEqual(await placesAround('decision-1'), [undefined, 'decision-2']);
      assert.deepEqual(await placesAround('decision-2'), ['decision-1', 'decision-3']);
      assert.deepEqual(await placesAround('decision-3'), ['decision-2', undefined]);
      assert.equal(await placesAround('decision-4'), undefined);
      assert.equal(await placesAround('decision-4\0'), undefined);
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
      assert.equal(new Set(stored.map(({ sequence }) => sequence)).size, 200);
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
      assert.ok(second !== undefined && third !== undefined);
      assert.deepEqual([second.sequence, third.sequence], [2, 3]);
      assert.deepEqual((await found(log, third)).body.previous, second.hash);
      for (const twice of [
        [4, 2],
        [4, 4],
      ])
        await assert.rejects(log.appendTogether(twice.map((n) => makeEntry(n))), { code: 'not-recorded' });
      assert.equal(await log.get('decision-4'), undefined);
      assert.equal((await log.append(makeEntry(4))).sequence, 4);
      assert.equal((await verifyChain(log)).code, 'whole');
    });

    it('gives the records of a key, and refuses another under it', async (context) => {
      const { log } = await filled(context, 1);
      const once = onceOf('a');
      assert.deepEqual(await log.once(once.key), []);
      const acknowledged = await log.appendTogether([makeEntry(2, { once }), makeEntry(3, { once })]);
      const together = await Promise.all(acknowledged.map((each) => found(log, each)));
      assert.deepEqual(
        together.map(({ body }) => body.once),
        [once, once],
      );
      assert.deepEqual(await log.once(once.key), together);
      await assert.rejects(log.append(makeEntry(4, { once: onceOf('a', 'other') })), {
        name: 'KeyInUseError',
        key: once.key,
      });
      await assert.rejects(log.appendTogether([makeEntry(5), makeEntry(6, { once })]), {
        name: 'KeyInUseError',
      });
      assert.equal(await log.get('decision-5'), undefined);
      const fourth = await append(log, makeEntry(4, { once: onceOf('b') }));
      assert.deepEqual(await log.once(onceOf('b').key), [fourth]);
      assert.deepEqual(await log.once(once.key), together);
      assert.deepEqual(await verifyChain(log), { code: 'whole', records: 4, head: fourth.hash });
    });

    it('records one of those that come at once under one key', async (context) => {
      const { log } = await filled(context, 0);
      const once = onceOf('a');
      const results = await Promise.allSettled(range(8).map((n) => log.append(makeEntry(n, { once }))));
      const recorded = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      assert.equal(recorded.length, 1);
      for (const each of results)
        if (each.status === 'rejected') assert.ok(each.reason instanceof KeyInUseError);
      assert.deepEqual(await log.once(once.key), await Promise.all(recorded.map((each) => found(log, each))));
      assert.equal((await log.health()).records, 1);
    });

    it('leaves a key free where what came under it first was not recorded', async (context) => {
      const { log } = await filled(context, 1);
      const once = onceOf('a');
      const [first, second] = await Promise.allSettled([
        log.append(makeEntry(1, { once })),
        log.append(makeEntry(2, { once })),
      ]);
      assert.equal(first.status, 'rejected');
      assert.ok(second.status === 'fulfilled');
      assert.deepEqual(await log.once(once.key), [await found(log, second.value)]);
    });

    it('ends the life of a key an hour after its record was decided, and takes it anew', async (context) => {
      const { log, clock } = await filled(context, 0);
      const once = onceOf('a');
      const first = await append(log, makeEntry(1, { once }));
      const over = start + minuteMs + hourMs;
      clock.now = over;
      assert.deepEqual(await log.once(once.key), [first]);
      await assert.rejects(log.append(makeEntry(2, { once })), { name: 'KeyInUseError' });
      clock.now = over + 1;
      assert.deepEqual(await log.once(once.key), []);
      const second = await append(log, makeEntry(60, { once }));
      assert.deepEqual(await log.once(once.key), [second]);
    });

    it('tells the end of its chain, and keeps checkpoints in their order', async (context) => {
      const { log } = await filled(context, 0);
      assert.deepEqual(await log.heads(), []);
      assert.deepEqual(await log.checkpoints(), []);
      const stored = await append(log, makeEntry(1));
      const heads = await log.heads();
      assert.deepEqual(
        heads.map(({ sequence, hash }) => ({ sequence, hash })),
        [{ sequence: 1, hash: stored.hash }],
      );
      assert.equal(heads[0]?.chain, stored.body.chain ?? null);
      const [first, second] = [checkpointOf(1, heads), checkpointOf(2, heads)];
      await log.keepCheckpoint(first);
      await log.keepCheckpoint(second);
      assert.deepEqual(await log.checkpoints(), [first, second]);
    });

    it('keeps which records were made together', async (context) => {
      const { log } = await filled(context, 0);
      const { inputs } = makeEntry(1);
      const stored = await append(log, makeEntry(1, { inputs: { ...inputs, with: ['decision-2'] } }));
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

    it('erases the personal values of a subject, says so in the chain, and finds them no more', async (context) => {
      const { log } = await filled(context, 8);
      const untouched = await log.get('decision-7');
      const removed = await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
      assert.deepEqual(removed, { event: 'erasure-1', records: 2 });
      assert.deepEqual(idsOf(await find(log, { subject: 'anna' })), []);
      const erased = await log.get('decision-4');
      assert.ok(erased !== undefined);
      assert.deepEqual(erased.open, {});
      assert.deepEqual(openFacts(erased).missing, ['/facts/loan/note', '/subject']);
      assert.deepEqual(await log.get('decision-7'), untouched);
      assert.deepEqual(idsOf(await find(log, { limit: 2 })), ['decision-8', 'decision-7']);
      assert.equal(await log.get('erasure-1'), undefined);
      const lines = await linesOf(log);
      assert.equal(lines.length, 9);
      const last = parseLine(lines.at(-1) ?? '');
      assert.ok(last !== undefined && isEvent(last));
      const { event, by, at } = last.body;
      assert.deepEqual([by, at], ['the officer', new Date(start + 100 * minuteMs).toISOString()]);
      assert.ok(event.kind === 'erasure');
      assert.deepEqual(
        event.records.map(({ id, pointers, sequence }) => [id, pointers, sequence]),
        [4, 8].map((n) => [`decision-${n}`, ['/facts/loan/note', '/subject'], n]),
      );
      for (const value of ['anna', 'for neighbour 4', 'for neighbour 8'])
        assert.ok(!lines.join('').includes(value), value);
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.deepEqual((await audit(log)).findings, []);
    });

    it('takes the normal forms of a subject’s name for one subject', async (context) => {
      const { log } = await filled(context, 1);
      await log.append(makeEntry(2, { subject: 'Zoë'.normalize('NFD') }));
      await log.append(makeEntry(3, { subject: 'Zoë'.normalize('NFC') }));
      assert.deepEqual(idsOf(await find(log, { subject: 'Zoë'.normalize('NFC') })), [
        'decision-3',
        'decision-2',
      ]);
      const request = { ...removal, id: 'erasure-1', subject: 'Zoë'.normalize('NFD') };
      assert.deepEqual(await log.erase(request), { event: 'erasure-1', records: 2 });
    });

    it('erases nothing twice, and what is recorded later by itself', async (context) => {
      const { log } = await filled(context, 4);
      await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
      assert.deepEqual(await log.erase({ ...removal, id: 'erasure-2', subject: 'anna' }), {
        event: null,
        records: 0,
      });
      await log.append(makeEntry(5, { subject: 'anna' }));
      assert.deepEqual(idsOf(await find(log, { subject: 'anna' })), ['decision-5']);
      const again = await log.erase({ ...removal, id: 'erasure-3', subject: 'anna' });
      assert.deepEqual(again, { event: 'erasure-3', records: 1 });
      assert.deepEqual((await audit(log)).findings, []);
      await assert.rejects(log.append(makeEntry(4)), { code: 'not-recorded' });
    });

    it('drops the content of what was decided before a time, and keeps its place', async (context) => {
      const { log } = await filled(context, 6);
      const before = await linesOf(log);
      const removed = await log.drop({ ...removal, id: 'drop-1', before: start + 4 * minuteMs });
      assert.deepEqual(removed, { event: 'drop-1', records: 3 });
      assert.deepEqual(idsOf(await find(log)), ['decision-6', 'decision-5', 'decision-4']);
      assert.deepEqual(idsOf(await find(log, { clause: '1.1', from: 0 })), [
        'decision-6',
        'decision-5',
        'decision-4',
      ]);
      assert.deepEqual(idsOf(await find(log, { subject: 'ben', to: start + 5 * minuteMs })), []);
      assert.equal(await log.get('decision-3'), undefined);
      const stub = await log.dropped('decision-3');
      assert.deepEqual([stub?.id, stub?.dropped, stub?.sequence], ['decision-3', 'drop-1', 3]);
      assert.equal(await log.dropped('decision-4'), undefined);
      const lines = await linesOf(log);
      assert.deepEqual(lines.slice(3, 6), before.slice(3));
      assert.ok(!lines.join('').includes('for neighbour 3'));
      await assert.rejects(log.append(makeEntry(3)), { code: 'not-recorded' });
      assert.equal((await log.append(makeEntry(7))).sequence, 8);
      assert.equal((await verifyChain(log)).code, 'whole');
      const { findings, removals } = await audit(log);
      assert.deepEqual(findings, []);
      assert.equal(removals.droppedRecords, 3);
      const again = await log.drop({ ...removal, id: 'drop-2', before: start + 5 * minuteMs });
      assert.deepEqual(again, { event: 'drop-2', records: 1 });
      assert.deepEqual((await audit(log)).findings, []);
      assert.equal((await log.dropped('decision-1'))?.dropped, 'drop-1');
    });

    it('drops what was erased before, and erases beside what was dropped', async (context) => {
      const { log } = await filled(context, 8);
      await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
      await log.drop({ ...removal, id: 'drop-1', before: start + 6 * minuteMs });
      await log.erase({ ...removal, id: 'erasure-2', subject: 'ben' });
      const { findings, removals } = await audit(log);
      assert.deepEqual(findings, []);
      assert.deepEqual(
        removals.events.map(({ id, records }) => [id, records]),
        [
          ['erasure-1', 2],
          ['drop-1', 5],
          ['erasure-2', 2],
        ],
      );
      assert.equal((await log.health()).records, 11);
    });

    it('takes records while a subject is erased', async (context) => {
      const { log } = await filled(context, 8);
      const [removed] = await Promise.all([
        log.erase({ ...removal, id: 'erasure-1', subject: 'anna' }),
        ...range(40).map((n) => log.append(makeEntry(n + 10, { subject: 'ben' }))),
        ...range(40).map(async () => {
          assert.ok((await log.get('decision-8')) !== undefined);
        }),
      ]);
      assert.equal(removed.records, 2);
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.deepEqual((await audit(log)).findings, []);
      assert.equal((await find(log)).items.length, 48);
    });

    it('takes nothing once it is closed, and finishes what it took', async (context) => {
      const { log } = await filled(context, 1);
      assert.equal((await log.health()).writable, true);
      const last = log.append(makeEntry(2));
      await log.close();
      assert.equal((await last).sequence, 2);
      await assert.rejects(log.append(makeEntry(3)), { code: 'not-recorded' });
      assert.equal((await log.health()).writable, false);
    });

    if (lasting)
      it('is the same after a restart, and goes on', async (context) => {
        const { log, again } = await filled(context, 8);
        assert.ok(again);
        const once = onceOf('a');
        const ninth = await append(log, makeEntry(9, { once }));
        const heads = await log.heads();
        await log.keepCheckpoint(checkpointOf(1, heads));
        const before = await find(log);
        const reopened = await again();
        assert.deepEqual(await find(reopened), before);
        assert.deepEqual(idsOf(await find(reopened, { subject: 'anna' })), ['decision-8', 'decision-4']);
        assert.deepEqual(await reopened.release(release.identity.digest), release);
        assert.deepEqual(await reopened.once(once.key), [ninth]);
        await assert.rejects(reopened.append(makeEntry(10, { once })), { name: 'KeyInUseError' });
        assert.deepEqual(await reopened.heads(), heads);
        assert.deepEqual(await reopened.checkpoints(), [checkpointOf(1, heads)]);
        assert.equal((await append(reopened, makeEntry(10))).body.previous, before.items[0]?.hash);
        await assert.rejects(reopened.append(makeEntry(4)), { code: 'not-recorded' });
        assert.equal((await verifyChain(reopened)).code, 'whole');
      });

    if (lasting)
      it('knows after a restart what was erased and dropped', async (context) => {
        const { log, again } = await filled(context, 8);
        assert.ok(again);
        await log.erase({ ...removal, id: 'erasure-1', subject: 'anna' });
        await log.drop({ ...removal, id: 'drop-1', before: start + 3 * minuteMs });
        const before = await find(log);
        const heads = await log.heads();
        const reopened = await again();
        assert.deepEqual(await find(reopened), before);
        assert.deepEqual(await reopened.heads(), heads);
        assert.equal((await reopened.dropped('decision-2'))?.dropped, 'drop-1');
        assert.deepEqual(idsOf(await find(reopened, { subject: 'anna' })), []);
        await assert.rejects(reopened.append(makeEntry(2)), { code: 'not-recorded' });
        assert.equal((await reopened.append(makeEntry(9))).sequence, 11);
        assert.deepEqual((await audit(reopened)).findings, []);
      });
  });
};
