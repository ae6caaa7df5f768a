import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sweepCase, type Sweep } from '../../src/analysis/sweep/sweep.js';
import type { ExpectedReturn } from '../../src/analysis/sweep/sweep-returns.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { boatDecision, boatHire, type BoatTerms } from '../support/boat-hire.js';

const startsAt = '2026-06-01T00:00:00.000Z';
const facts = `
startsAt: { type: instant }
endsAt: { type: instant, default: 'startsAt + duration("P30D")' }
`;

const swept = (
  terms: BoatTerms,
  expected: readonly ExpectedReturn[] = [],
  asked: readonly number[] = [],
): Promise<Sweep> => {
  const edition = boatHire(terms);
  const given = terms.facts === undefined ? {} : { startsAt };
  return sweepCase(
    makeCompiledEvaluator(edition),
    edition,
    { decision: boatDecision, facts: given, asked },
    expected,
  );
};

const codes = ({ findings }: Sweep): readonly string[] => findings.map(({ code }) => code);

describe('A sweep over the boundaries in time of a case', () => {
  test('finds the instant that no rule decides, exactly at a start', async () => {
    const sweep = await swept({
      facts: 'startsAt: { type: instant }',
      rules: `
- { id: before, when: { fact: asOf, operator: lessThan, value: { fact: startsAt } }, then: { outcome: stays } }
- { id: after, when: { fact: asOf, operator: greaterThan, value: { fact: startsAt } }, then: { outcome: goes } }`,
    });
    const [finding, ...others] = sweep.findings;
    assert.deepEqual(others, []);
    assert.ok(finding?.code === 'gap');
    const at = Date.parse(startsAt);
    assert.deepEqual([finding.stretch.from, finding.stretch.to], [at, at]);
    assert.deepEqual(finding.stretch.begins, ['startsAt']);
  });

  test('finds rules that contradict at the one instant that both claim', async () => {
    const sweep = await swept({
      facts: 'startsAt: { type: instant }',
      rules: `
- { id: before, when: { fact: asOf, operator: lessThanInclusive, value: { fact: startsAt } }, then: { outcome: stays } }
- { id: after, when: { fact: asOf, operator: greaterThanInclusive, value: { fact: startsAt } }, then: { outcome: goes } }`,
    });
    const [finding, ...others] = sweep.findings;
    assert.deepEqual(others, []);
    assert.ok(finding?.code === 'contradiction');
    assert.deepEqual(finding.rules, ['before', 'after']);
    assert.equal(finding.stretch.from, finding.stretch.to);
  });

  const window: BoatTerms = {
    facts,
    rules: `
- { id: always, then: { outcome: stays } }
- id: in-season
  when:
    all:
      - { fact: asOf, operator: greaterThanInclusive, value: { fact: startsAt } }
      - { fact: asOf, operator: lessThan, value: { fact: endsAt } }
  then: { outcome: goes }
  overrides: [always]`,
  };
  const meant: ExpectedReturn = {
    decision: boatDecision,
    outcomes: ['stays', 'goes', 'stays'],
    from: 'startsAt',
    to: 'endsAt',
    because: 'A hire has a beginning and an end.',
  };

  test('finds an outcome that comes back, with what lies at both ends', async () => {
    const [finding, ...others] = (await swept(window)).findings;
    assert.deepEqual(others, []);
    assert.ok(finding?.code === 'outcome-returns');
    assert.deepEqual(finding.outcomes, ['stays', 'goes', 'stays']);
    assert.deepEqual(finding.away.begins, ['startsAt']);
    assert.deepEqual(finding.back.begins, ['endsAt']);
    assert.equal(finding.back.from - finding.away.from, 30 * 86_400_000);
    assert.equal(finding.expected, null);
  });

  test('takes a window as meant where that is written down, and between these ends alone', async () => {
    const [finding] = (await swept(window, [meant])).findings;
    assert.ok(finding?.code === 'outcome-returns' && finding.expected === meant);
    const [other] = (await swept(window, [{ ...meant, to: 'startsAt' }])).findings;
    assert.ok(other?.code === 'outcome-returns' && other.expected === null);
  });

  test('takes an outcome of a single instant as meant by nobody', async () => {
    const sweep = await swept(
      { ...window, facts: facts.replace('duration("P30D")', 'duration("PT0.001S")') },
      [meant],
    );
    const [finding] = sweep.findings;
    assert.ok(finding?.code === 'outcome-returns' && finding.expected === null);
  });

  test('explains an outcome that comes back by a figure that does', async () => {
    const value = (from: string, wind: number): string =>
      `{ from: '${from}T00:00:00Z', published: '2026-01-01T00:00:00Z', value: ${wind} }`;
    const sweep = await swept({
      parameters: `
parameters:
  - parameter: wind
    clauses: ['1.1']
    describes: The strongest wind.
    changedBy: product
    type: integer
    values: [${value('2026-05-01', 5)}, ${value('2026-06-01', 3)}, ${value('2026-07-01', 5)}]
`,
      rules: `
- { id: calm, when: { fact: wind, operator: greaterThan, value: 4 }, then: { outcome: goes } }
- { id: rough, when: { fact: wind, operator: lessThanInclusive, value: 4 }, then: { outcome: stays } }`,
    });
    const [finding, ...others] = sweep.findings;
    assert.deepEqual(others, []);
    assert.ok(finding?.code === 'outcome-returns');
    assert.deepEqual(finding.expected, { figure: 'wind' });
  });

  test('looks for periods that nothing names', async () => {
    const sweep = await swept({
      facts: 'startsAt: { type: instant }',
      definitions: `
- { term: week, clauses: ['1.1'], is: 'floor((asOf - startsAt) / duration("P7D"))' }`,
      rules: `
- { id: early, when: { fact: week, operator: lessThan, value: 3 }, then: { outcome: stays } }
- { id: late, when: { fact: week, operator: greaterThanInclusive, value: 3 }, then: { outcome: goes } }`,
    });
    assert.deepEqual(codes(sweep), []);
    const [, late] = sweep.stretches;
    assert.equal(late?.from, Date.parse(startsAt) + 21 * 86_400_000);
    assert.deepEqual(late.begins, ['week']);
  });

  test('tells apart when the facts are refused', async () => {
    const sweep = await swept({
      facts: 'startsAt: { type: instant }',
      constraints: `
- { holds: asOf >= startsAt, pointer: /startsAt, code: not-yet, message: It has not started. }`,
      rules:
        '- { id: only, when: { fact: startsAt, operator: present, value: true }, then: { outcome: goes } }',
    });
    assert.deepEqual(codes(sweep), ['refused']);
  });

  test('takes what cannot be computed as refused where a scenario asks for it there', async () => {
    const terms: BoatTerms = {
      facts: 'startsAt: { type: instant }',
      definitions: `
- { term: early, clauses: ['1.1'], is: '1 / (if asOf < startsAt then 1 else 0)' }`,
      rules: '- { id: only, when: { fact: early, operator: equal, value: 1 }, then: { outcome: goes } }',
    };
    const at = Date.parse(startsAt);
    assert.deepEqual(codes(await swept(terms)), ['failed']);
    assert.deepEqual(codes(await swept(terms, [], [at - 1])), ['failed']);
    assert.deepEqual(codes(await swept(terms, [], [at + 1])), ['refused']);
  });

  test('takes as refused what is not known at a time: beyond the end of a calendar, before the first value of a figure', async () => {
    const ofFigure = (name: string, written: string, value: string): string => `parameters:
  - parameter: ${name}
    clauses: ['1.1']
    describes: A figure.
    changedBy: The harbour.
    type: ${written}
    values: [{ from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: ${value} }]
`;
    const rules =
      '- { id: only, when: { fact: isSo, operator: equal, value: true }, then: { outcome: goes } }';
    const beyond = await swept({
      facts: 'startsAt: { type: instant }',
      parameters: ofFigure('days', 'calendar', "{ weekend: [], holidays: [], through: '2026-12-31' }"),
      definitions: `
- { term: isSo, clauses: ['1.1'], is: 'startsAt = asOf or is business day(date(asOf, "UTC"), days)' }`,
      rules,
      zones: ['UTC'],
    });
    assert.deepEqual(codes(beyond), ['refused']);
    const before = await swept({
      facts: 'startsAt: { type: instant }',
      parameters: ofFigure('least', 'integer', '1'),
      definitions: `
- { term: isSo, clauses: ['1.1'], is: 'figure at(least, min(startsAt, asOf)) = 1' }`,
      rules,
    });
    assert.deepEqual(codes(before), ['refused']);
  });
});
