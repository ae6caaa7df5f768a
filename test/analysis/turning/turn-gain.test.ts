import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stakesOf } from '../../../src/analysis/impact/stakes.js';
import { controllerOf, gainOf } from '../../../src/analysis/turning/turn-gain.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Decision } from '../../../src/engine/evaluation.js';
import { groupsOf } from '../../../src/web/try/turn-groups.js';
import type { Turn } from '../../../src/wire/book/trying.js';
import { boatHire } from '../../support/boat-hire.js';

const boat = boatHire({
  facts: `
          wind: { type: integer, controlledBy: nobody }
          crew: { type: record, controlledBy: customer, fields: {
            size: { type: integer }, licensed: { type: boolean, controlledBy: harbour } } }
          deposit: { type: money }`,
  listed: '[wind, crew, deposit]',
  effects: `
          fee: { type: money, merge: equal, customer: pays, default: "{ minor: 0, currency: deposit.currency }" }
          back: { type: money, merge: equal, customer: gains, default: "{ minor: 0, currency: deposit.currency }" }`,
  rules: `
    - { id: out, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out, effects: { fee: "{ minor: 3000, currency: deposit.currency }" } } }
    - { id: in, clauses: ["1.2"], when: { all: [{ fact: wind, operator: greaterThanInclusive, value: 6 }, { fact: crew.licensed, operator: equal, value: true }, { fact: crew.size, operator: greaterThan, value: 1 }] }, then: { outcome: stays, effects: { back: deposit } } }`,
});

const decided = (wind: number, currency = 'EUR'): Decision => {
  const facts = { wind, crew: { size: 2, licensed: true }, deposit: { minor: 5000, currency } };
  const answer = makeCompiledEvaluator(boat).decide({ decision: 'hire', facts, asOf: 0 });
  assert.ok(answer.code === 'decided', JSON.stringify(answer));
  return answer.decision;
};

describe('What would change a decision', () => {
  test('is controlled by whom the fact names, else the record that it is in', () => {
    const named = ['wind', 'crew.size', 'crew.licensed', 'deposit', 'deposit.minor', 'asOf'];
    assert.deepEqual(
      named.map((name) => controllerOf(boat, name)),
      ['nobody', 'customer', 'harbour', null, null, null],
    );
  });

  test('is worth what the customer gets more, and pays less', () => {
    const stakes = stakesOf(boat).get('hire');
    assert.ok(stakes !== undefined);
    const [out, stays] = [decided(3), decided(7)];
    assert.deepEqual(gainOf(stakes, out.effects, stays.effects), { minor: 8000, currency: 'EUR' });
    assert.deepEqual(gainOf(stakes, stays.effects, out.effects), { minor: -8000, currency: 'EUR' });
    assert.equal(gainOf(stakes, out.effects, decided(4).effects), null);
    assert.equal(gainOf(stakes, out.effects, decided(7, 'USD').effects), null);
  });

  test('is told by who can bring it about, the greatest gain first', () => {
    const turn = (fact: string, controlledBy: string | null, minor: number): Turn => ({
      fact,
      along: [],
      side: 'other',
      outcome: 'stays',
      effects: {},
      clauses: [],
      controlledBy,
      gain: minor === 0 ? null : { minor, currency: 'EUR' },
    });
    const groups = groupsOf([
      turn('wind', 'nobody', 9),
      turn('asOf', null, 0),
      turn('crew.licensed', 'harbour', 0),
      turn('crew.size', 'customer', -5),
      turn('crew.age', 'customer', 7),
      turn('deposit', null, 1),
    ]);
    assert.deepEqual(
      groups.map(({ title, of }) => [title, of.map(({ fact }) => fact)]),
      [
        ['What the customer can do', ['crew.age', 'crew.size']],
        ['What Harbour can do', ['crew.licensed']],
        ['Asked at another time', ['asOf']],
        ['If a fact were otherwise than it was told', ['wind', 'deposit']],
      ],
    );
  });
});
