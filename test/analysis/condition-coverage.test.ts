import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  conditionCoverageOf,
  type ConditionCoverage,
  type ExplainedQuestion,
} from '../../src/analysis/coverage/condition-coverage.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { asked, boatHire, explain, type BoatQuestion } from '../support/boat-hire.js';

const edition = boatHire({
  facts: 'wind: { type: integer }\nstorm: { type: boolean }',
  readings: `
- { id: R1, clauses: ['1.2'], words: a storm, taken: a red flag, rejected: strong wind, because: It can be seen., scenarios: [a storm] }`,
  parameters: `
parameters:
  - parameter: strongest
    clauses: ['1.1']
    describes: The strongest wind.
    changedBy: product
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-01-01T00:00:00Z', value: 6 }
      - { from: '2026-06-01T00:00:00Z', published: '2026-01-01T00:00:00Z', value: 5 }
`,
  rules: `
- { id: goes-out, when: { fact: wind, operator: lessThanInclusive, value: { fact: strongest } }, then: { outcome: goes } }
- id: stays-in
  clauses: ['1.2']
  when:
    any:
      - { fact: storm, operator: equal, value: true }
      - { fact: wind, operator: greaterThan, value: { fact: strongest } }
  then: { outcome: stays }
  overrides: [goes-out]
  readings: [R1]
- id: storm-too
  clauses: ['1.2']
  when: { fact: storm, operator: equal, value: true }
  then: { outcome: stays }
  overrides: [goes-out]`,
});

const covered = async (
  questions: Readonly<Record<string, BoatQuestion>>,
  of: Edition = edition,
): Promise<ConditionCoverage> => {
  const explained: ExplainedQuestion[] = [];
  for (const [scenario, question] of Object.entries(questions))
    explained.push({
      scenario,
      question: { ...asked(question), governedBy: [] },
      trace: await explain(of, question),
    });
  return conditionCoverageOf(of, explained, makeCompiledEvaluator);
};

const told = ({ findings }: ConditionCoverage): readonly string[] =>
  findings.map(({ code, subject }) => `${code} ${subject}`);

describe('Condition coverage', () => {
  test('misses what no scenario shows', async () => {
    const coverage = await covered({ calm: { facts: { wind: 3, storm: false } } });
    assert.deepEqual(told(coverage), [
      'condition-never-false hire/goes-out',
      'condition-never-true hire/stays-in',
      'condition-never-true hire/stays-in',
      'condition-never-true hire/storm-too',
      'figure-not-reached strongest',
      'reading-not-named R1',
    ]);
  });

  test('says what depends on a condition: the decision, the reasons alone, or nothing', async () => {
    const coverage = await covered({ storm: { facts: { wind: 3, storm: true } } });
    assert.deepEqual(
      coverage.comparisons.map(({ rule, text, matters }) => [rule, text, matters]),
      [
        ['goes-out', 'wind lessThanInclusive strongest', 'nothing'],
        ['stays-in', 'storm equal true', 'reasons'],
        ['stays-in', 'wind greaterThan strongest', 'nothing'],
        ['storm-too', 'storm equal true', 'reasons'],
      ],
    );
  });

  test('is whole where scenarios show both sides, every figure and every reading', async () => {
    const coverage = await covered({
      calm: { facts: { wind: 6, storm: false } },
      windy: { facts: { wind: 6, storm: false }, asOf: '2026-06-01T00:00:00Z' },
      storm: { facts: { wind: 3, storm: true } },
    });
    assert.deepEqual(told(coverage), []);
    assert.deepEqual(coverage.readingsNamed, ['R1']);
    assert.ok(coverage.comparisons.every(({ shownBy }) => shownBy !== null));
  });
});

describe('A figure that is read as it was at another time', () => {
  const from = (instant: string, value: number): string =>
    `{ from: '${instant}', published: '2026-01-01T00:00:00Z', value: ${value} }`;
  const dated = (is: string): Edition =>
    boatHire({
      facts: 'bookedAt: { type: instant }\nhours: { type: integer }',
      effects: 'price: { type: number, merge: equal, default: "0" }',
      parameters: `
parameters:
  - parameter: rate
    clauses: ['1.1']
    describes: The rate.
    changedBy: product
    type: number
    values:
      - ${from('2026-05-01T00:00:00Z', 6)}
      - ${from('2026-06-01T00:00:00Z', 5)}
      - ${from('2026-07-01T00:00:00Z', 4)}`,
      definitions: `- { term: price, clauses: ['1.1'], is: '${is}' }`,
      rules: '- { id: goes-out, when: always, then: { outcome: goes, effects: { price: price } } }',
    });
  const inMay: BoatQuestion = {
    facts: { bookedAt: '2026-05-20T00:00:00Z', hours: 2 },
    asOf: '2026-07-02T00:00:00Z',
  };
  const inJune: BoatQuestion = { ...inMay, facts: { bookedAt: '2026-06-20T00:00:00Z', hours: 2 } };
  const figures = async (of: Edition, ...questions: readonly BoatQuestion[]): Promise<readonly string[]> => {
    const { reach } = await covered(Object.fromEntries(questions.entries()), of);
    return reach.figures.filter(({ reached }) => reached).map(({ from: since }) => since.slice(0, 10));
  };

  test('is reached where a decision rests on its value of that time, and not by the time of the decision', async () => {
    const booked = dated('hours * figure at(rate, bookedAt)');
    assert.deepEqual(await figures(booked, inMay), ['2026-05-01']);
    assert.deepEqual(await figures(booked, inJune), ['2026-06-01']);
    assert.deepEqual(await figures(booked, inMay, inJune), ['2026-05-01', '2026-06-01']);
    const none: BoatQuestion = { ...inMay, facts: { ...inMay.facts, hours: 0 } };
    assert.deepEqual(await figures(booked, none), []);
  });

  test('is reached by both where it is read as it stands, too', async () => {
    const both = dated('hours * (rate + figure at(rate, bookedAt))');
    assert.deepEqual(await figures(both, inMay), ['2026-05-01', '2026-07-01']);
  });

  test('is reached in each item of a list', async () => {
    const each = dated('sum(for n in 0..hours return figure at(rate, bookedAt + duration("P30D") * n))');
    assert.deepEqual(await figures(each, inMay), ['2026-05-01', '2026-06-01', '2026-07-01']);
  });
});
