import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { operators } from '../../src/language/operators.js';
import { asked, boatErrors, boatHire, decide, explain, refuse } from '../support/boat-hire.js';

/** Terms with one rule on some facts, and another where it does not fire. */
const onCondition = (facts: string, when: string, more: { readonly listed?: string } = {}) => ({
  facts,
  ...more,
  rules: `
    - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays } }
    - { id: tried, when: ${when}, then: { outcome: goes-out }, overrides: [stays-by-default] }`,
});

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
    const answers = await Promise.all(winds.map((wind) => evaluator.decide(asked({ facts: { wind } }))));
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

describe('Where a fact is absent', () => {
  const facts = `
    wind: { type: integer }
    limit: { type: integer }
    flags: { type: list, of: { type: text } }`;
  const listed = '[wind?, limit?, flags?]';
  /** Every fact is read, so that the rule set may list it. */
  const allRead = ['limit', 'wind', 'flags']
    .map((fact) => `{ fact: ${fact}, operator: present, value: false }`)
    .join(', ');
  const comparisons = {
    equal: 'fact: wind, operator: equal, value: 1',
    notEqual: 'fact: wind, operator: notEqual, value: 1',
    lessThan: 'fact: wind, operator: lessThan, value: 1',
    lessThanInclusive: 'fact: wind, operator: lessThanInclusive, value: 1',
    greaterThan: 'fact: wind, operator: greaterThan, value: -1',
    greaterThanInclusive: 'fact: wind, operator: greaterThanInclusive, value: 0',
    in: 'fact: wind, operator: in, value: [0, 1]',
    notIn: 'fact: wind, operator: notIn, value: [0, 1]',
    contains: 'fact: flags, operator: contains, value: red',
    doesNotContain: 'fact: flags, operator: doesNotContain, value: red',
  };

  test('the operators that are tried here are all but `present`', () => {
    assert.deepEqual([...Object.keys(comparisons), 'present'].sort(), Object.keys(operators).sort());
  });

  for (const [operator, comparison] of Object.entries(comparisons)) {
    test(`\`${operator}\` does not hold`, async () => {
      const when = `{ all: [{ ${comparison} }, ${allRead}] }`;
      const { decision, rules } = await explain(boatHire(onCondition(facts, when, { listed })));
      assert.equal(decision.outcome, 'stays');
      const tried = rules[1]?.when;
      assert.ok(tried?.kind === 'all');
      assert.deepEqual(
        tried.of.map(({ result }) => result),
        [false, true, true, true],
      );
    });
  }

  for (const operator of ['equal', 'notEqual', 'lessThan', 'greaterThan']) {
    test(`\`${operator}\` holds on neither side of another fact`, async () => {
      const when = `{ all: [{ fact: wind, operator: ${operator}, value: { fact: limit } }, { fact: flags, operator: present, value: false }] }`;
      const edition = boatHire(onCondition(facts, when, { listed }));
      for (const given of [{ wind: 1 }, { limit: 1 }, {}])
        assert.equal((await decide(edition, { facts: given })).outcome, 'stays');
    });
  }

  test('`present` asks for it, either way', async () => {
    const present = (value: boolean) =>
      boatHire(
        onCondition('wind: { type: integer }', `{ fact: wind, operator: present, value: ${value} }`, {
          listed: '[wind?]',
        }),
      );
    assert.equal((await decide(present(true))).outcome, 'stays');
    assert.equal((await decide(present(true), { facts: { wind: 0 } })).outcome, 'goes-out');
    assert.equal((await decide(present(false))).outcome, 'goes-out');
    assert.equal((await decide(present(false), { facts: { wind: 0 } })).outcome, 'stays');
  });

  test('a sibling that asks for something below it breaks nothing, though no condition guards another', async () => {
    const edition = boatHire(
      onCondition(
        'skipper: { type: record, fields: { age: { type: integer } } }',
        `{ all: [{ fact: skipper, operator: present, value: true }, { fact: skipper.age, operator: notEqual, value: 17 }] }`,
        { listed: '[skipper?]' },
      ),
    );
    assert.equal((await decide(edition)).outcome, 'stays');
    assert.equal((await decide(edition, { facts: { skipper: { age: 17 } } })).outcome, 'stays');
    assert.equal((await decide(edition, { facts: { skipper: { age: 18 } } })).outcome, 'goes-out');
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
