import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { operators } from '../../src/language/operators.js';
import { asked, boatErrors, boatHire, decide, onCondition, refuse } from '../support/boat-hire.js';

const codesOf = (...terms: Parameters<typeof onCondition>): readonly string[] =>
  boatErrors(onCondition(...terms)).map(({ code }) => code);

describe('Two decisions that overlap', () => {
  test('do not disturb each other, however many run at once', async () => {
    const edition = boatHire({
      facts: 'wind: { type: integer }',
      rules: `
        - { id: fair, when: { fact: wind, operator: lessThan, value: 50 }, then: { outcome: goes-out, because: "Wind {wind}." } }
        - { id: storm, clauses: ["1.2"], when: { fact: wind, operator: greaterThanInclusive, value: 50 }, then: { outcome: stays, because: "Wind {wind}." } }`,
    });
    const evaluator = makeReferenceEvaluator(edition);
    const winds = Array.from({ length: 100 }, (_, wind) => wind);
    const answers = await Promise.all(
      winds.map(async (wind) => evaluator.decide(asked({ facts: { wind } }))),
    );
    for (const [wind, answer] of answers.entries()) {
      assert.ok(answer.code === 'decided');
      assert.equal(answer.decision.outcome, wind < 50 ? 'goes-out' : 'stays');
      assert.deepEqual(answer.decision.values, { wind });
      assert.deepEqual(answer.decision.standing, [wind < 50 ? 'fair' : 'storm']);
    }
  });
});

describe('A condition', () => {
  test('with an operator that nobody knows is refused at load', () => {
    assert.deepEqual(codesOf('wind: { type: integer }', '{ fact: wind, operator: almostEqual, value: 5 }'), [
      'unknown-operator',
    ]);
  });

  test('may be a bare comparison at the root', async () => {
    const edition = boatHire(
      onCondition('wind: { type: integer }', '{ fact: wind, operator: lessThan, value: 5 }'),
    );
    for (const [wind, outcome] of [
      [4, 'goes-out'],
      [5, 'stays'],
      [6, 'stays'],
    ] as const)
      assert.equal((await decide(edition, { facts: { wind } })).outcome, outcome, `wind ${wind}`);
  });

  test('may be a bare `not` at the root, around groups in groups', async () => {
    const edition = boatHire(
      onCondition(
        'wind: { type: integer }',
        `{ not: { any: [
            { fact: wind, operator: greaterThan, value: 8 },
            { all: [{ fact: wind, operator: greaterThan, value: 2 }, { not: { fact: wind, operator: greaterThan, value: 5 } }] }] } }`,
      ),
    );
    for (const [wind, outcome] of [
      [2, 'goes-out'],
      [3, 'stays'],
      [5, 'stays'],
      [6, 'goes-out'],
      [8, 'goes-out'],
      [9, 'stays'],
    ] as const)
      assert.equal((await decide(edition, { facts: { wind } })).outcome, outcome, `wind ${wind}`);
  });

  for (const kind of ['all', 'any']) {
    test(`with an empty \`${kind}\` is refused at load`, () => {
      assert.deepEqual(codesOf('wind: { type: integer }', `{ ${kind}: [] }`), ['empty-condition']);
    });

    test(`with an empty \`${kind}\` inside another is refused at load`, () => {
      const inside = `{ all: [{ fact: wind, operator: equal, value: 1 }, { not: { ${kind}: [] } }] }`;
      assert.deepEqual(codesOf('wind: { type: integer }', inside), ['empty-condition']);
    });
  }

  test('with `any` and `all` in one object is refused at load', () => {
    const comparison = '{ fact: wind, operator: equal, value: 1 }';
    assert.deepEqual(codesOf('wind: { type: integer }', `{ any: [${comparison}], all: [${comparison}] }`), [
      'mixed-condition',
    ]);
  });
});

describe('Text that looks like a number', () => {
  const facts = 'wind: { type: integer }';

  test('is no value to compare a number with', () => {
    for (const operator of ['equal', 'lessThan', 'greaterThanInclusive'])
      assert.deepEqual(codesOf(facts, `{ fact: wind, operator: ${operator}, value: "5" }`), ['value-type']);
    assert.deepEqual(codesOf(facts, '{ fact: wind, operator: in, value: ["5", 6] }'), ['value-type']);
  });

  test('is no number where a fact is one', async () => {
    const edition = boatHire(onCondition(facts, '{ fact: wind, operator: lessThan, value: 10 }'));
    assert.deepEqual(
      (await refuse(edition, { facts: { wind: '5' } })).map(({ pointer, code }) => [pointer, code]),
      [['/wind', 'wrong-type']],
    );
  });

  test('has no order, even where it would come to an operator', () => {
    assert.deepEqual(codesOf('name: { type: text }', '{ fact: name, operator: lessThan, value: "5" }'), [
      'compared-order',
    ]);
    assert.equal(operators.lessThan.holds('5', 10), false);
    assert.equal(operators.equal.holds('5', 5), false);
    assert.equal(operators.in.holds('5', [5]), false);
  });
});

describe('Money', () => {
  const facts = 'deposit: { type: money }';

  test('is not compared as a whole', () => {
    for (const condition of [
      '{ fact: deposit, operator: equal, value: 5 }',
      '{ fact: deposit, operator: equal, value: { fact: deposit } }',
      '{ fact: deposit, operator: notEqual, value: { fact: deposit } }',
    ])
      assert.deepEqual(codesOf(facts, condition), ['compared-record']);
  });

  test('is compared by its minor units', async () => {
    const edition = boatHire(
      onCondition(facts, '{ fact: deposit.minor, operator: greaterThanInclusive, value: 5000 }'),
    );
    const outcomeAt = async (minor: number): Promise<string> =>
      (await decide(edition, { facts: { deposit: { minor, currency: 'EUR' } } })).outcome;
    assert.equal(await outcomeAt(4999), 'stays');
    assert.equal(await outcomeAt(5000), 'goes-out');
    assert.equal(await outcomeAt(5001), 'goes-out');
  });
});

describe('Instants', () => {
  const facts = 'leavesAt: { type: instant }';
  const outcomeAt = async (condition: string, leavesAt: string): Promise<string> =>
    (await decide(boatHire(onCondition(facts, condition)), { facts: { leavesAt } })).outcome;

  test('are equal where they are the same moment, however they are written', async () => {
    const noon = '{ fact: leavesAt, operator: equal, value: "2026-06-01T12:00:00Z" }';
    for (const written of [
      '2026-06-01T12:00:00Z',
      '2026-06-01T14:00:00.000+02:00',
      '2026-06-01T00:00:00-12:00',
    ])
      assert.equal(await outcomeAt(noon, written), 'goes-out', written);
    assert.equal(await outcomeAt(noon, '2026-06-01T12:00:00.001Z'), 'stays');
  });

  test('are before each other by time and not by text', async () => {
    const beforeNoon = '{ fact: leavesAt, operator: lessThan, value: "2026-06-01T12:00:00Z" }';
    assert.equal(await outcomeAt(beforeNoon, '2026-06-01T13:59:59.999+02:00'), 'goes-out');
    assert.equal(await outcomeAt(beforeNoon, '2026-06-01T14:00:00.000+02:00'), 'stays');
    assert.equal(await outcomeAt(beforeNoon, '2026-06-01T10:00:00.000-02:00'), 'stays');
  });

  test('are compared with asOf', async () => {
    const edition = boatHire(
      onCondition(facts, '{ fact: leavesAt, operator: lessThanInclusive, value: { fact: asOf } }'),
    );
    const question = { facts: { leavesAt: '2026-06-01T14:00:00+02:00' } };
    assert.equal((await decide(edition, { ...question, asOf: '2026-06-01T11:59:59.999Z' })).outcome, 'stays');
    assert.equal((await decide(edition, { ...question, asOf: '2026-06-01T12:00:00Z' })).outcome, 'goes-out');
  });
});
