import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, memoryLog } from '../service-under-test.js';
import { makeDraftWork } from '../../../src/service/drafts/trial/draft-work.js';
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

/** What customers gain and lose in euros, in minor units. */
const euros = ({ gainers = 0, losers = 0, gained = 0, lost = 0 }): object => ({
  ...{ unit: 'EUR', isMoney: true, gainers, losers },
  ...{ gained: String(gained), lost: String(lost), net: String(gained - lost) },
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
    for (const limits of [{ deadlineMs: 1 }, { heapMb: 8 }]) {
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
    const steps = [at(failed, '0.scenario.steps') ?? []].flat();
    const money = (minor: number) => ({ minor, currency: 'EUR' });
    assert.deepEqual(
      steps.map((step) => [at(step, 'text'), at(step, 'failed.0.value')]),
      [
        ['an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC', undefined],
        ['it comes back at 2025-06-22 10:00:00.001 UTC', undefined],
        ['the fee is asked for at 2025-07-01 12:00 UTC', undefined],
        ['the answer is owed', undefined],
        ['the fee is EUR 0.30 for 1 days', { path: 'effects.amount', required: money(30), is: money(40) }],
      ],
    );
  });

  it('are tried while they are written, in the phrases that there are', async (t) => {
    const { service, create, replace, lines } = await serveLibraryDrafts(t);
    const draft = await create();
    const { json } = await service.get(`${draft}/phrases`);
    assert.ok([json['phrases'] ?? []].flat().includes('the fee is {money} for {int} day(s)'));
    const typed = (fee: string): string =>
      [
        'Feature: Typed',
        '  Scenario: A day late',
        '    Given an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC',
        '    And it comes back at 2025-06-23 10:00 UTC',
        '    When the fee is asked for at 2025-07-01 12:00 UTC',
        `    Then the fee is ${fee} for 1 day`,
      ].join('\n');
    const run = (text: string) => lines(`${draft}/typed-scenarios`, { text });
    assert.deepEqual((await run(typed('EUR 0.30'))).at(-1), { kind: 'done', done: 1, failed: 0, broken: 0 });
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    const broken = await run(typed('EUR 0.30'));
    assert.equal(at(broken, '1.scenario.steps.3.failed.0.value.is.minor'), 40);
    const [wrong] = await run(typed('much'));
    assert.match(String(at(wrong, 'faults.0')), /^typed\.feature:6: /);
    const refused = await service.post(`${draft}/typed-scenarios`, { text: '' });
    assert.deepEqual([refused.status, refused.json['code']], [400, 'invalid-request']);
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
    const done = news.at(-1);
    assert.deepEqual([done?.['kind'], done?.['done'], done?.['changed']], ['done', 4, 2]);
    const impact = at(done, 'impact');
    assert.deepEqual([at(impact, 'compared'), at(impact, 'changed'), at(impact, 'grounds')], [4, 2, 0]);
    assert.deepEqual(at(impact, 'notCompared'), []);
    assert.deepEqual(
      [at(impact, 'decisions.0.outcomes'), at(impact, 'decisions.1.outcomes')],
      [
        [
          { before: 'not-owed', after: 'not-owed', count: 1 },
          { before: 'owed', after: 'owed', count: 2 },
        ],
        [{ before: 'lend', after: 'lend', count: 1 }],
      ],
    );
    assert.deepEqual(at(impact, 'amounts'), [], 'the edition does not say whose gain the fee is');
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
    assert.deepEqual([now.at(-1)?.['changed'], at(now.at(-1), 'impact.amounts')], [0, []]);
    const already = await lines(`${draft}/impact`, { newest: 100, already: true });
    assert.deepEqual(already.at(0), { kind: 'begun', total: 3, later });
    assert.deepEqual(
      [already.at(-1)?.['changed'], at(already.at(-1), 'impact.amounts')],
      [2, [euros({ losers: 2, lost: 45 })]],
    );
    assert.equal((await service.post(`${draft}/impact`, { already: 'yes' })).status, 400);
  });

  it('are summed up by clause, month, customer and a fact; the largest have both traces', async (t) => {
    const { service, create, replace, lines } = await serveLibraryDrafts(t, { log: memoryLog() });
    for (const [days, subject] of [
      [1, 'Ann'],
      [2, 'Ben'],
      [2, 'Ann'],
      [0, undefined],
    ] as const)
      await service.post('/decide/fee', { ...late(days), ...(subject === undefined ? {} : { subject }) });
    const draft = await create();
    const customer = ['merge: equal, default: zero', 'customer: pays, merge: equal, default: zero'] as const;
    await replace(draft, 'fee.yaml', ...customer);
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    const news = await lines(`${draft}/impact`, { newest: 100, by: 'copy.price.currency' });
    const impact = at(news.at(-1), 'impact');
    assert.deepEqual(at(impact, 'amounts'), [euros({ losers: 3, lost: 50 })]);
    const cohorts = new Map(
      [at(impact, 'cohorts') ?? []].flat().map((one) => [at(one, 'cohort'), at(one, 'values')]),
    );
    const lost = (lost: number, changed: number, compared = changed): object => ({
      ...{ compared, changed },
      amounts: [euros({ losers: changed, lost })],
    });
    assert.deepEqual(cohorts.get('month'), [{ value: '2025-07', ...lost(50, 3, 4) }]);
    assert.deepEqual(cohorts.get('customer'), [
      { value: '(not given)', compared: 1, changed: 0, amounts: [] },
      { value: 'Ann', ...lost(30, 2) },
      { value: 'Ben', ...lost(20, 1) },
    ]);
    assert.deepEqual(cohorts.get('fact copy.price.currency'), [{ value: 'EUR', ...lost(50, 3, 4) }]);
    const byClause = [cohorts.get('clause') ?? []].flat();
    assert.deepEqual(
      byClause.map((one) => at(one, 'value')),
      ['1.3', '3.1'],
    );
    assert.deepEqual(
      byClause.map((one) => [at(one, 'compared'), at(one, 'amounts.0.lost')]),
      [
        [3, '50'],
        [4, '50'],
      ],
      'a decision counts for each clause that it rests on before or after',
    );
    assert.deepEqual(
      [0, 1, 2].map((nth) => at(impact, `largest.0.cases.${nth}.gain`)),
      ['-20', '-20', '-10'],
    );
    assert.match(String(at(impact, 'largest.0.cases.0.before.trace')), /EUR 0\.60/);
    assert.match(String(at(impact, 'largest.0.cases.0.after.trace')), /EUR 0\.80/);
    for (const [by, why] of [
      ['copy.colour', 'the draft has no such fact'],
      ['copy', 'it has no single value'],
    ] as const)
      assert.deepEqual(await lines(`${draft}/impact`, { newest: 100, by }), [
        { kind: 'no-cohort', fact: by, why },
      ]);
  });

  it('count as no gain what the draft refuses', async (t) => {
    const { service, create, replace, lines } = await serveLibraryDrafts(t, { log: memoryLog() });
    for (const days of [1, 2]) await service.post('/decide/fee', late(days));
    const draft = await create();
    const customer = ['merge: equal, default: zero', 'customer: pays, merge: equal, default: zero'] as const;
    await replace(draft, 'fee.yaml', ...customer);
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 0');
    await replace(
      draft,
      'facts.yaml',
      'loan.returnedAt >= loan.handedOutAt',
      'loan.returnedAt < loan.handedOutAt',
    );
    const impact = at((await lines(`${draft}/impact`, { newest: 100 })).at(-1), 'impact');
    assert.deepEqual([at(impact, 'compared'), at(impact, 'amounts')], [0, []]);
    assert.deepEqual(at(impact, 'notCompared'), [{ why: 'refused', count: 2 }]);
    assert.deepEqual(at(impact, 'errors'), [
      { error: 'returned-before-handed-out /loan/returnedAt', count: 2 },
    ]);
  });
});
