import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { operators } from '../../src/language/operators.js';
import { boatHire, decide, explain, onCondition } from '../support/boat-hire.js';

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
