import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, memoryLog } from '../service-under-test.js';
import { makeDraftWork } from '../../../src/service/drafts/draft-work.js';
import { serveLibraryDrafts } from './support/library-drafts.js';

const late = (days: number): object => ({
  asOf: '2025-07-01T12:00:00Z',
  facts: {
    copy: { price: { minor: 2500, currency: 'EUR' } },
    loan: {
      handedOutAt: '2025-06-01T10:00:00Z',
      returnedAt: `2025-06-${String(22 + days).padStart(2, '0')}T10:00:00Z`,
    },
  },
});

describe('a draft that is checked', () => {
  it('gives every finding with line and column, for what is kept and for what is being typed', async (t) => {
    const { service, edition, create, replace } = await serveLibraryDrafts(t);
    const draft = await create();
    const whole = await service.post(`${draft}/check`, {});
    assert.deepEqual([whole.json['digest'], whole.json['diagnostics']], [edition.identity.digest, []]);
    const typed = (edition.files.get('fee.yaml') ?? '').replace('fact: lateDays', 'fact: lateDay');
    const { json } = await service.post(`${draft}/check`, { file: 'fee.yaml', text: typed });
    assert.equal(json['digest'], null);
    assert.equal(at(json, 'diagnostics.0.file'), 'fee.yaml');
    assert.equal(at(json, 'diagnostics.0.line'), 14);
    assert.equal(at(json, 'diagnostics.0.column'), 19);
    await replace(draft, 'fee.yaml', 'modality: must-not', 'modality: never');
    const kept = await service.post(`${draft}/check`, {});
    assert.equal(at(kept.json, 'diagnostics.0.line'), 13);
  });
});

describe('a draft that is whole', () => {
  it('tells what publishing would refuse: a figure that was in force, and not one that is to come', async (t) => {
    const { service, create, replace } = await serveLibraryDrafts(t);
    const draft = await create();
    const refusals = async (): Promise<unknown> =>
      (await service.post(`${draft}/check`, {})).json['refusals'];
    assert.deepEqual(await refusals(), []);
    const last = 'value: { minor: 30, currency: EUR }\n';
    const published = "published: '2099-01-01T00:00:00Z'";
    const coming = `      - from: '2099-02-01T00:00:00Z'\n        ${published}\n        value: { minor: 50, currency: EUR }\n`;
    await replace(draft, 'parameters.yaml', last, last + coming);
    assert.deepEqual(await refusals(), []);
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    const [refusal, ...others] = [(await refusals()) ?? []].flat();
    assert.deepEqual(others, []);
    assert.equal(at(refusal, 'code'), 'figure-changed');
    assert.match(String(at(refusal, 'where')), /^parameters\.yaml, `/);
  });
});

describe('a draft that takes longer or needs more memory than it may', () => {
  it('is told so by a stable code, and decisions go on', async (t) => {
    for (const limits of [{ deadlineMs: 1 }, { heapMb: 1 }]) {
      const work = makeDraftWork({ width: 1, waiting: 1, ...limits });
      const { service, create, lines } = await serveLibraryDrafts(t, { work });
      const draft = await create();
      const { status, json } = await service.post(`${draft}/check`, {});
      assert.deepEqual([status, json['code']], [503, 'work-stopped']);
      const told = await lines(`${draft}/scenarios`);
      assert.deepEqual(
        told.map((line) => [line['kind'], at(line, 'problem.code')]),
        [['gave-up', 'work-stopped']],
      );
      assert.equal((await service.post('/decide/fee', late(3))).status, 200);
    }
  });
});

describe('the scenarios of a draft', () => {
  it('tell which of them a changed figure breaks, and why', async (t) => {
    const { create, replace, lines } = await serveLibraryDrafts(t);
    const draft = await create();
    const before = await lines(`${draft}/scenarios`);
    assert.deepEqual(before.at(0), { kind: 'begun', total: 4, faults: [] });
    assert.deepEqual(before.at(-1), { kind: 'done', done: 4, failed: 0, broken: 0 });
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    const after = await lines(`${draft}/scenarios`);
    assert.deepEqual(after.at(-1), { kind: 'done', done: 4, failed: 1, broken: 1 });
    const failed = after.filter(({ kind }) => kind === 'failed');
    assert.equal(failed.length, 1);
    assert.match(String(at(failed, '0.scenario.title')), /Each day that has started counts/);
    assert.equal(at(failed, '0.scenario.passedBefore'), true);
    assert.match(String(at(failed, '0.scenario.failures.0')), /effects\.amount.*40.*30/);
  });

  it('run as though a new citation had been reviewed, and do not run where there is an error', async (t) => {
    const { create, replace, lines } = await serveLibraryDrafts(t);
    const draft = await create();
    await replace(draft, 'fee.yaml', "clauses: ['3.2']", "clauses: ['3.2', '3.1']");
    const unreviewed = await lines(`${draft}/scenarios`);
    assert.deepEqual(unreviewed.at(0), { kind: 'unreviewed' });
    assert.equal(unreviewed.at(-1)?.['kind'], 'done');
    await replace(draft, 'fee.yaml', 'outcome: owed', 'outcome: due');
    const wrong = await lines(`${draft}/scenarios`);
    assert.deepEqual(
      wrong.map(({ kind }) => kind),
      ['not-whole'],
    );
    assert.ok(Number(wrong[0]?.['errors']) > 0);
  });
});

describe('the decisions of the log under a draft', () => {
  it('tell which would come out otherwise, from what to what, and nothing is recorded', async (t) => {
    const log = memoryLog();
    const { service, create, replace, lines } = await serveLibraryDrafts(t, { log });
    for (const days of [0, 1, 2]) await service.post('/decide/fee', late(days));
    await service.post('/decide/loan', {
      facts: { copy: { price: { minor: 1, currency: 'EUR' } }, member: { name: 'Ann', card: 'valid' } },
    });
    const recorded = (await log.health()).records;
    const draft = await create();
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    const news = await lines(`${draft}/impact`, { newest: 100 });
    assert.deepEqual(news.at(0), { kind: 'begun', total: 4, later: [] });
    assert.deepEqual(news.at(-1), {
      kind: 'done',
      done: 4,
      changed: 2,
      grounds: 0,
      notCompared: {},
      moves: [
        { decision: 'loan', before: 'lend', after: 'lend', count: 1 },
        { decision: 'fee', before: 'owed', after: 'owed', count: 2 },
        { decision: 'fee', before: 'not-owed', after: 'not-owed', count: 1 },
      ],
      money: [],
    });
    const turned = news.filter(({ kind }) => kind === 'turned').map((one) => one['turned']);
    assert.deepEqual(
      turned.map((one) => [
        at(one, 'before.effects.amount.minor'),
        at(one, 'after.effects.amount.minor'),
        at(one, 'effects'),
      ]),
      [
        [60, 80, ['amount']],
        [30, 40, ['amount']],
      ],
    );
    assert.equal((await log.health()).records, recorded);
    const few = await lines(`${draft}/impact`, { newest: 2 });
    assert.equal(few.at(0)?.['total'], 2);
    assert.equal((await service.post(`${draft}/impact`, { newest: 0 })).status, 400);
  });

  it('tell what a figure of next year would have done already, in money, and why none changes before', async (t) => {
    const { service, create, replace, lines } = await serveLibraryDrafts(t, { log: memoryLog() });
    for (const days of [0, 1, 2]) await service.post('/decide/fee', late(days));
    const draft = await create();
    await replace(
      draft,
      'fee.yaml',
      'merge: equal, default: zero',
      'customer: pays, merge: equal, default: zero',
    );
    await replace(
      draft,
      'parameters.yaml',
      'value: { minor: 30, currency: EUR }',
      `value: { minor: 30, currency: EUR }
      - from: '2099-01-01T00:00:00Z'
        published: '2025-05-01T00:00:00Z'
        value: { minor: 45, currency: EUR }`,
    );
    const now = await lines(`${draft}/impact`, { newest: 100 });
    const later = [{ figure: 'feePerDay', from: '2099-01-01T00:00:00.000Z' }];
    assert.deepEqual(now.at(0), { kind: 'begun', total: 3, later });
    assert.deepEqual([now.at(-1)?.['changed'], now.at(-1)?.['money']], [0, []]);
    const already = await lines(`${draft}/impact`, { newest: 100, already: true });
    assert.deepEqual(already.at(0), { kind: 'begun', total: 3, later });
    assert.deepEqual(
      [already.at(-1)?.['changed'], already.at(-1)?.['money']],
      [2, [{ currency: 'EUR', more: 0, less: 45 }]],
    );
    assert.equal((await service.post(`${draft}/impact`, { already: 'yes' })).status, 400);
  });
});
