import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { libraryEdition } from './library-edition.js';
import { at, isRecord, memoryLog, startForTest } from './service-under-test.js';

describe('POST /decide/{decision}', () => {
  it('answers with the outcome, the clauses in the contract’s order and their words, and records it', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const { status, json, headers } = await service.post('/decide/fine', {
      asOf: '2026-03-01T12:00:00+01:00',
      subject: 'reader-7',
      facts: { daysLate: 3 },
    });
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
    const { id, ...rest } = json;
    const because = 'The item came 3 days late.';
    assert.deepEqual(rest, {
      decision: 'fine',
      asOf: '2026-03-01T11:00:00.000Z',
      holdsUntil: null,
      outcome: 'due',
      effects: { days: 3 },
      discretion: null,
      clauses: [
        { id: '1.1', rule: 'late-items-cost', text: 'Loans are free.', because },
        { id: '1.2', rule: 'late-items-cost', text: 'Late items cost a fine.', because },
      ],
      overridden: [{ rule: 'nothing-is-due', clauses: ['1.1'], by: 'late-items-cost' }],
      readings: ['R1'],
      assumed: [{ fact: 'borrower', value: 'unknown' }],
      edition: libraryEdition().identity,
      subject: 'reader-7',
      decidedAt: '2026-08-15T12:00:00.000Z',
    });
    const record = await log.get(String(id));
    assert.equal(record?.body.decision.outcome, 'due');
    assert.deepEqual(record.body.cites, ['1.1', '1.2']);
  });
  it('takes now for asOf where it is left out', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 0 } });
    assert.equal(json['asOf'], '2026-08-15T12:00:00.000Z');
    assert.equal(json['outcome'], 'none');
    assert.equal(json['subject'], null);
  });
  it('seals personal facts in the record', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 1, borrower: 'Ada' } });
    const record = await log.get(String(json['id']));
    assert.ok(isRecord(record?.body.inputs.facts['borrower']));
    assert.equal(record.open['/facts/borrower']?.value, 'Ada');
  });
  it('decides a hundred at once, each recorded once', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) => service.post('/decide/fine', { facts: { daysLate: i } })),
    );
    assert.deepEqual(
      replies.map(({ json }) => at(json, 'effects.days')),
      Array.from({ length: 100 }, (_, i) => i),
    );
    assert.equal(new Set(replies.map(({ json }) => json['id'])).size, 100);
    assert.equal((await log.health()).records, 100);
  });
});

describe('POST /preview/{decision}', () => {
  it('answers the same without an id, and records nothing', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const body = { facts: { daysLate: 3 }, subject: 'reader-7' };
    const { json: preview } = await service.post('/preview/fine', body);
    assert.equal((await log.health()).records, 0);
    assert.equal(preview['recorded'], false);
    const { json: decided } = await service.post('/decide/fine', body);
    const ours = { id: 'x', recorded: false };
    assert.deepEqual({ ...preview, ...ours }, { ...decided, ...ours });
    assert.equal('id' in preview, false);
  });
});

describe('POST /decide with a list', () => {
  it('answers each item on its own, in their order', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const { status, json } = await service.post('/decide', [
      { decision: 'fine', facts: { daysLate: 2 } },
      { decision: 'loan', facts: {} },
      { decision: 'fine', facts: { daysLate: -1 } },
      { decision: 'fine', facts: { daysLate: 1 }, asOf: '2026-03-01T12:00:00' },
      7,
      { facts: {}, extra: true },
      { decision: 'fine', facts: { daysLate: 0 } },
    ]);
    assert.equal(status, 200);
    const answers = json['answers'];
    assert.ok(Array.isArray(answers));
    assert.deepEqual(
      answers.map((answer: unknown) => at(answer, 'status')),
      [200, 404, 422, 400, 400, 400, 200],
    );
    assert.equal(at(answers, '0.answer.effects.days'), 2);
    assert.equal(at(answers, '1.problem.code'), 'unknown-decision');
    assert.equal(at(answers, '3.problem.code'), 'invalid-as-of');
    assert.equal(at(answers, '5.problem.errors.0.pointer'), '/extra');
    assert.equal(at(answers, '5.problem.errors.1.pointer'), '/decision');
    assert.equal((await log.health()).records, 2);
  });
  it('takes a thousand items and refuses one more, and what is no list', async (t) => {
    const service = await startForTest(t);
    const items = (count: number): unknown =>
      Array.from({ length: count }, () => ({ decision: 'x', facts: {} }));
    assert.equal((await service.post('/decide', items(1000))).status, 200);
    const more = await service.post('/decide', items(1001));
    assert.deepEqual([more.status, at(more.json, 'errors.0.code')], [400, 'too-many']);
    for (const body of ['7', 'null', '"fine"']) {
      const other = await service.post('/decide', body);
      assert.deepEqual([other.status, at(other.json, 'errors.0.code')], [400, 'wrong-type']);
    }
  });
  it('answers the other items where one meets a defect', async (t) => {
    const service = await startForTest(t, {
      makeEvaluator: () => ({
        name: 'reference',
        decide: ({ facts }) => {
          if (facts['daysLate'] === 1) throw new Error('a defect');
          return { code: 'invalid-facts', errors: [] };
        },
        explain: () => ({ code: 'invalid-facts', errors: [] }),
      }),
    });
    const { json } = await service.post('/decide', [
      { decision: 'fine', facts: { daysLate: 1 } },
      { decision: 'fine', facts: { daysLate: 2 } },
    ]);
    assert.deepEqual([at(json, 'answers.0.problem.code'), at(json, 'answers.1.status')], ['internal', 422]);
    assert.equal(service.defects.length, 1);
  });
  it('tells nothing by a kept release whose content was altered', async (t) => {
    const log = memoryLog();
    const digest = `sha256:${'e'.repeat(64)}`;
    const { files } = libraryEdition();
    const identity = { ...libraryEdition().identity, digest };
    await log.keepRelease({ identity, files });
    const service = await startForTest(t, { log, loadRelease: () => Promise.resolve(libraryEdition()) });
    const request = { facts: { daysLate: 3 }, edition: { digest } };
    for (const path of ['/decide/fine', '/preview/fine']) {
      const { status, json } = await service.post(path, request);
      assert.deepEqual([status, json['code']], [503, 'altered-release']);
    }
    const { json } = await service.post('/decide', [{ decision: 'fine', ...request }]);
    assert.equal(at(json, 'answers.0.problem.code'), 'altered-release');
    const known = libraryEdition().identity;
    const { status, json: shown } = await service.get(
      `/editions/${known.document}/${known.revision}?digest=${digest}`,
    );
    assert.deepEqual([status, shown['code']], [503, 'altered-release']);
    assert.equal((await log.health()).records, 0);
    assert.deepEqual((await service.get('/readyz')).json['altered'], {
      ...{ count: 1, orMore: false, first: [`release ${digest}`] },
    });
    assert.deepEqual(service.defects, []);
  });
});
