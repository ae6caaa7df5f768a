import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { becauseOf } from '../../../src/engine/letter/say-value.js';
import { tellTrace } from '../../../src/engine/tell-trace.js';
import { loadEdition } from '../../../src/edition/build/load-edition.js';
import { asked, boatErrors, boatFiles, boatHire, explain, refuse } from '../../support/boat-hire.js';

const edition = boatHire({
  zone: 'Europe/Berlin',
  zones: ['Europe/Berlin'],
  facts: `
    booked: { type: date }
    from: { type: time }
    lasts: { type: duration }
    calendar: { type: calendar, default: '{ weekend: ["sunday"], holidays: [date("2026-05-14")], through: null }' }`,
  definitions: `
    - { term: due, clauses: ["1.1"], is: 'add business days(booked, 2, calendar)' }
    - { term: starts, clauses: ["1.1"], is: 'date and time(booked, from, "Europe/Berlin")' }
    - { term: ends, clauses: ["1.1"], is: '(starts + lasts) in zone("Europe/Berlin")' }
    - { term: isBounded, clauses: ["1.1"], is: 'calendar.since != null' }
    - { term: notice, clauses: ["1.1"], is: 'duration("P1Y2M")' }`,
  effects: `
    due: { type: date, default: 'booked', merge: equal }
    until: { type: time, default: 'from', merge: equal }
    stay: { type: duration, default: 'lasts', merge: equal }`,
  rules: `
    - id: usual
      then: { outcome: stays, because: "{due}, from {from} for {lasts}." }
    - id: early
      clauses: ["1.2"]
      when: { all: [{ fact: booked, operator: lessThan, value: "2026-05-15" }, { fact: from, operator: greaterThanInclusive, value: "09:00" }, { fact: lasts, operator: lessThanInclusive, value: "P2D" }, { fact: isBounded, operator: equal, value: false }] }
      overrides: [usual]
      then: { outcome: goes-out, effects: { due: due, until: time(ends) }, because: "Due on {due}, until {ends}; notice of {notice}." }`,
});
const facts = { booked: '2026-05-13', from: '09:00', lasts: 'PT26H' };

describe('facts of type date, time and duration', () => {
  test('are read, computed with, compared and told by both evaluators', async () => {
    const trace = await explain(edition, { facts });
    assert.deepEqual(makeCompiledEvaluator(edition).explain(asked({ facts })), { code: 'decided', trace });
    assert.equal(trace.decision.outcome, 'goes-out');
    assert.deepEqual(trace.decision.effects, { due: '2026-05-16', until: '11:00:00', stay: 'P1DT2H' });
    const rule = edition.decisions.get('hire')?.rules[1];
    assert.ok(rule !== undefined);
    assert.match(
      tellTrace(edition, trace, Date.parse('2026-05-01T00:00:00Z')),
      /Decision as of 1 May 2026, 02:00 \(Europe\/Berlin\)/,
    );
    assert.equal(
      becauseOf(edition, rule, trace.decision.values),
      'Due on 16 May 2026, until 14 May 2026, 11:00; notice of 1 year 2 months.',
    );
  });

  test('a calendar says nothing of days before its first and after its last', async () => {
    const calendar = { weekend: ['sunday'], holidays: [], since: '2026-05-14', through: '2026-05-15' };
    for (const [booked, why] of [
      ['2026-05-12', 'begins with 2026-05-14'],
      ['2026-05-14', 'ends with 2026-05-15'],
    ] as const) {
      const [error] = await refuse(edition, { facts: { ...facts, booked, calendar } });
      assert.equal(error?.code, 'out-of-range');
      assert.match(error.message, new RegExp(why));
    }
    const within = { ...facts, calendar: { ...calendar, through: '2026-05-20' } };
    const trace = await explain(edition, { facts: within });
    assert.equal(trace.decision.outcome, 'stays', 'it is bounded');
  });

  for (const [wrong, pointer, code] of [
    [{ booked: '2026-02-29' }, '/booked', 'invalid-date'],
    [{ booked: '2026-05-13T00:00:00Z' }, '/booked', 'invalid-date'],
    [{ from: '24:00' }, '/from', 'invalid-time'],
    [{ from: '9:00' }, '/from', 'invalid-time'],
    [{ lasts: 'P1M' }, '/lasts', 'invalid-duration'],
    [{ lasts: 3_600_000 }, '/lasts', 'wrong-type'],
    [{ calendar: { weekend: ['sun'], holidays: [] } }, '/calendar/weekend/0', 'not-allowed'],
  ] as const)
    test(`refuse ${JSON.stringify(wrong)} with a code`, async () => {
      const errors = await refuse(edition, { facts: { ...facts, ...wrong } });
      assert.deepEqual(
        errors.map((error) => [error.pointer, error.code]),
        [[pointer, code]],
      );
    });
});

describe('facts of years and months', () => {
  const lease = boatHire({
    facts: `
    booked: { type: date }
    term: { type: months }
    notice: { type: months, default: 'duration("P3M")' }
    further: { type: list, of: { type: months }, default: '[]' }`,
    parameters: `
parameters:
  - parameter: longest
    clauses: ["1.1"]
    describes: The longest term.
    changedBy: nobody
    type: months
    values: [{ from: "2020-01-01T00:00:00Z", published: "2020-01-01T00:00:00Z", value: P2Y }]`,
    definitions: `
    - { term: ends, clauses: ["1.1"], is: 'booked + term' }
    - { term: whole, clauses: ["1.1"], is: 'term + sum(further)' }`,
    effects: `
    ends: { type: date, default: 'ends - notice', merge: equal }
    lasts: { type: months, default: 'term', merge: equal }`,
    rules: `
    - id: usual
      then: { outcome: stays, because: "It lasts {term}." }
    - id: long
      clauses: ["1.2"]
      when: { all: [{ fact: term, operator: greaterThanInclusive, value: P18M }, { fact: whole, operator: lessThanInclusive, value: { fact: longest } }] }
      overrides: [usual]
      then: { outcome: goes-out, effects: { lasts: whole }, because: "It lasts {whole}." }`,
  });

  for (const [term, further, outcome, effects] of [
    ['P1Y5M', [], 'stays', { ends: '2027-01-30', lasts: 'P1Y5M' }],
    ['P18M', ['P6M'], 'goes-out', { ends: '2027-02-28', lasts: 'P2Y' }],
    ['P1Y6M', ['P7M'], 'stays', { ends: '2027-02-28', lasts: 'P1Y6M' }],
    ['-P1M', [], 'stays', { ends: '2025-07-30', lasts: '-P1M' }],
  ] as const)
    test(`${term} and ${further.join()} are read, computed with and told by both evaluators`, async () => {
      const given = { facts: { booked: '2025-11-30', term, further } };
      const trace = await explain(lease, given);
      assert.deepEqual(makeCompiledEvaluator(lease).explain(asked(given)), { code: 'decided', trace });
      assert.equal(trace.decision.outcome, outcome);
      assert.deepEqual(trace.decision.effects, effects);
    });

  for (const [term, code] of [
    ['P30D', 'invalid-duration'],
    ['P1Y6M1D', 'invalid-duration'],
    ['P', 'invalid-duration'],
    [18, 'wrong-type'],
  ] as const)
    test(`refuse ${term} with a code`, async () => {
      const errors = await refuse(lease, { facts: { booked: '2025-11-30', term } });
      assert.deepEqual(
        errors.map((error) => [error.pointer, error.code]),
        [['/term', code]],
      );
    });

  test('are written as they are where an edition writes them', () => {
    const [error] = boatErrors({
      facts: 'term: { type: months }',
      rules:
        '[{ id: told, when: { fact: term, operator: lessThan, value: P30D }, then: { outcome: stays } }]',
    });
    assert.match(error?.message ?? '', /`P30D` is not a duration of years and months/);
  });
});

test('a date that a rule compares with is a day, and is told as one', () => {
  const [error] = boatErrors({
    facts: 'booked: { type: date }',
    rules:
      '[{ id: told, when: { fact: booked, operator: lessThan, value: "2026-02-30" }, then: { outcome: stays } }]',
  });
  assert.match(error?.message ?? '', /`2026-02-30` is not a date/);
});

describe('the zones that expressions name', () => {
  const facts = 'at: { type: instant }';
  const rules = '[{ id: told, then: { outcome: stays, because: "{day}" } }]';
  const definitions = `[{ term: day, clauses: ["1.1"], is: 'date(at, "Europe/Berlin")' }]`;
  const found = (changes: object, replaced?: readonly [string, string]) => {
    const files = new Map(boatFiles({ facts, definitions, rules, ...changes }));
    const head = files.get('edition.yaml') ?? '';
    if (replaced !== undefined) files.set('edition.yaml', head.replace(...replaced));
    return loadEdition(files).diagnostics.map(({ code, severity, hint }) => [code, severity, hint] as const);
  };

  test('stand in edition.yaml', () => {
    const [missing, ...others] = found({});
    assert.deepEqual(others, []);
    assert.equal(missing?.[0], 'zone-missing');
    assert.match(missing[2], /`zones: \{ Europe\/Berlin: 'sha256:[0-9a-f]{64}' \}`/);
    assert.deepEqual(found({ zones: ['Europe/Berlin'] }), []);
  });

  test('are told where this machine has other rules, or nobody names them', () => {
    const zones = ['Europe/Berlin'];
    const none = `sha256:${'0'.repeat(64)}`;
    const other = found({ zones }, ['"Europe/Berlin": "', `"Europe/Berlin": "${none}", "Asia/Tokyo": "`]);
    assert.deepEqual(
      other.map(([code, severity]) => [code, severity]),
      [
        ['zone-rules-changed', 'warning'],
        ['unused-zone', 'warning'],
      ],
    );
  });

  test('are zones, as is the one in which instants are told', () => {
    assert.deepEqual(
      found({ zone: 'Berlin', zones: ['Europe/Berlin'] }).map(([code]) => code),
      ['unknown-zone'],
    );
  });
});
