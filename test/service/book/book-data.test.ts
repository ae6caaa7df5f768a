import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refundCases } from '../../../bench/refund-cases.js';
import { loadRealEdition } from '../../engine/compiled/support/differential.js';
import { at, isRecord, memoryLog, now, startForTest } from '../service-under-test.js';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

describe('what the book asks of a case that is tried', () => {
  it('is what single facts turn the outcome, and nothing is recorded', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.post('/book-data/try/fine/turning', { facts: { daysLate: 3 } });
    assert.equal(json['outcome'], 'due');
    assert.deepEqual(at(json, 'turns.0'), {
      fact: 'daysLate',
      from: 3,
      to: 0,
      along: [],
      side: 'less',
      outcome: 'none',
      effects: { days: 0 },
      clauses: ['1.1'],
      controlledBy: null,
      gain: null,
    });
    assert.deepEqual((await service.get('/decisions')).json['items'], []);
  });
  it('is the case along time, and its trace', async (t) => {
    const service = await startForTest(t);
    const along = await service.post('/book-data/try/fine/along-time', { facts: { daysLate: 3 } });
    assert.deepEqual(
      list(along.json['spans']).map((span) => at(span, 'outcome')),
      ['due'],
    );
    assert.ok(Date.parse(String(at(along.json, 'spans.0.from'))) < now);
    assert.ok(Date.parse(String(at(along.json, 'spans.0.to'))) > now);
    const trace = await service.post('/book-data/try/fine/trace', { facts: { daysLate: 3 } });
    assert.deepEqual(
      list(trace.json['rules']).map((rule) => [at(rule, 'rule'), at(rule, 'standing')]),
      [
        ['late-items-cost', true],
        ['nothing-is-due', false],
      ],
    );
  });
  it('is refused as a preview is, where the facts do not allow a decision', async (t) => {
    const service = await startForTest(t);
    for (const what of ['turning', 'along-time', 'trace', 'scenario']) {
      const { status, json } = await service.post(`/book-data/try/fine/${what}`, { facts: {} });
      assert.deepEqual(
        [status, json['code'], at(json, 'errors.0.pointer')],
        [422, 'invalid-facts', '/daysLate'],
      );
      const unknown = await service.post(`/book-data/try/loan/${what}`, { facts: {} });
      assert.deepEqual([unknown.status, unknown.json['code']], [404, 'unknown-decision']);
      const none = await service.post(`/book-data/try/fine/${what}`, []);
      assert.deepEqual([none.status, none.json['code']], [400, 'invalid-request']);
    }
  });
  it('leaves out what rests on invalid clauses, and may be tried with a reading as it rejected', async (t) => {
    const service = await startForTest(t, { editions: [await loadRealEdition()] });
    const [{ facts, asOf } = { facts: {}, asOf: 0 }] = refundCases(1, 25);
    const body = { facts, asOf: new Date(asOf).toISOString() };
    const invalid = [{ clause: '6.3', authority: 'Regional Court, 12 O 34/26' }];
    const preview = await service.post('/preview/refund', { ...body, invalid });
    const trace = await service.post('/book-data/try/refund/trace', { ...body, invalid });
    assert.equal(trace.status, 200, trace.text);
    assert.deepEqual(at(trace.json, 'decision.severed.rules'), at(preview.json, 'severed.rules'));
    const turning = await service.post('/book-data/try/refund/turning', { ...body, invalid });
    assert.equal(turning.json['outcome'], preview.json['outcome']);
    assert.ok(!turning.text.includes('future-periods-are-refundable'));
    const along = await service.post('/book-data/try/refund/along-time', { ...body, invalid });
    assert.ok(list(along.json['spans']).every((span) => at(span, 'effects.periods') === 0));
    const unknown = await service.post('/book-data/try/refund/trace', {
      ...body,
      invalid: [{ clause: '99.9', authority: 'nobody' }],
    });
    assert.deepEqual([unknown.status, unknown.json['code']], [422, 'unknown-clause']);
    const readings = { R2: 'rejected' };
    const rejected = await service.post('/book-data/try/refund/turning', { ...body, readings });
    const tried = await service.post('/preview/refund', { ...body, readings });
    assert.equal(rejected.json['outcome'], tried.json['outcome']);
    const written = await service.post('/book-data/try/refund/scenario', { ...body, readings });
    assert.equal(written.json['code'], 'invalid-request');
  });
  it('are no scenarios, where the service was given none', async (t) => {
    const service = await startForTest(t);
    assert.deepEqual((await service.get('/book-data/try/fine/starts')).json, { starts: [] });
    const { status } = await service.post('/book-data/try/fine/scenario', { facts: { daysLate: 3 } });
    assert.equal(status, 404);
  });
});

describe('what the book shows of the log', () => {
  it('is how many decisions a search means, by outcome, clause, rule and time', async (t) => {
    let time = Date.UTC(2026, 6, 1);
    const service = await startForTest(t, { clock: () => time });
    for (const [days, daysLate] of [
      [0, 0],
      [1, 2],
      [1, 5],
      [30, 1],
    ] as const) {
      time = Date.UTC(2026, 6, 1 + days);
      await service.post('/decide/fine', { facts: { daysLate }, subject: `reader-${days}` });
    }
    const { json } = await service.get('/book-data/log/counts');
    assert.deepEqual([json['total'], json['width'], list(json['slots']).length], [4, 'day', 31]);
    assert.deepEqual(at(json, 'slots.1'), {
      from: '2026-07-02T00:00:00.000Z',
      to: '2026-07-03T00:00:00.000Z',
      documents: { 'library-rules': 2 },
      decisions: { fine: 2 },
      outcomes: { due: 2 },
      clauses: { '1.1': 2, '1.2': 2 },
    });
    assert.deepEqual(json['documents'], { 'library-rules': 4 });
    assert.deepEqual(json['revisions'], { '2026-01-01': 4 });
    assert.deepEqual(json['outcomes'], { due: 3, none: 1 });
    assert.deepEqual(json['rules'], { 'late-items-cost': 3, 'nothing-is-due': 1 });
    assert.deepEqual(json['clauses'], { '1.1': 4, '1.2': 3 });
    const some = (await service.get('/book-data/log/counts?outcome=due&to=2026-07-20T00:00:00Z')).json;
    assert.equal(some['total'], 2);
    assert.equal((await service.get('/book-data/log/counts?subject=reader-30')).json['total'], 1);
    const wrong = await service.get('/book-data/log/counts?who=me');
    assert.deepEqual([wrong.status, wrong.json['code']], [400, 'invalid-request']);
    assert.deepEqual((await service.get('/book-data/log/counts?subject=nobody')).json['slots'], []);
  });
  it('is how often was decided for what the metadata says, by the keys that decisions are found by', async (t) => {
    const service = await startForTest(t, { log: memoryLog(), searchableMetadata: ['order'] });
    for (const order of ['A-1', 'A-1', 'A-2'])
      await service.post('/decide/fine', { facts: { daysLate: 1 }, metadata: { order, agent: 'x' } });
    const { json } = await service.get('/book-data/log/counts?metadata.order=A-1');
    assert.deepEqual([json['total'], json['searchable']], [2, ['order']], JSON.stringify(json));
    assert.equal(
      (await service.get('/book-data/log/counts?metadata.order=A-2&outcome=due')).json['total'],
      1,
    );
    assert.equal((await service.get('/book-data/log/counts?metadata.order=A-3')).json['total'], 0);
    const wrong = await service.get('/book-data/log/counts?metadata.agent=x');
    assert.deepEqual([wrong.status, at(wrong.json, 'errors.0.code')], [400, 'not-searchable']);
  });
  it('is where a record stands in the chain, and that its neighbours hold', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const ids: string[] = [];
    for (const daysLate of [1, 2, 3])
      ids.push(String((await service.post('/decide/fine', { facts: { daysLate } })).json['id']));
    const place = async (id = ''): Promise<unknown> =>
      (await service.get(`/book-data/log/places/${id}`)).json;
    const [first, second, third] = await Promise.all(ids.map(place));
    const parts = ['code', 'sequence', 'records', 'before', 'after', 'checkpoint', 'hasReceipt', 'due'];
    const told = (position: unknown): readonly unknown[] => parts.map((part) => at(position, part));
    assert.deepEqual(told(first), ['found', 1, 3, 'first', 'holds', null, false, null]);
    assert.deepEqual(told(second), ['found', 2, 3, 'holds', 'holds', null, false, null]);
    assert.deepEqual(told(third), ['found', 3, 3, 'holds', 'last', null, false, null]);
    assert.equal(at(third, 'previous'), at(second, 'hash'));
    assert.equal((await service.get('/book-data/log/places/none')).status, 404);
  });
  it('is what was said of the case, without what was assumed', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 2 } });
    const said = await service.get(`/book-data/log/facts/${String(json['id'])}`);
    assert.deepEqual(said.json, { facts: { daysLate: 2 }, missing: [] });
    assert.equal((await service.get('/book-data/log/facts/none')).status, 404);
  });
  it('says that the chain does not hold where a neighbour is another', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, {
      log: {
        ...log,
        around: async (id) => {
          const around = await log.around(id);
          const { before } = around ?? {};
          // A record before that has another hash than this one names.
          return before && isRecord(before)
            ? { before: { ...before, hash: `sha256:${'0'.repeat(64)}` }, after: undefined }
            : around;
        },
      },
    });
    await service.post('/decide/fine', { facts: { daysLate: 1 } });
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 2 } });
    const position = await service.get(`/book-data/log/places/${String(json['id'])}`);
    assert.equal(position.json['before'], 'differs');
  });
});
