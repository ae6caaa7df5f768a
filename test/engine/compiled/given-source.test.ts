import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileDecision } from '../../../src/engine/compiled/compiled-decision.js';
import { loadRealEdition } from './support/differential.js';
import { refundCases } from '../../../bench/refund-cases.js';

test('a fact that the rule set does not list changes nothing but whether the facts contradict themselves', async () => {
  const edition = await loadRealEdition();
  const ruleSet = edition.decisions.get('refund');
  assert.ok(ruleSet);
  const { decide, tracedText } = compileDecision(edition, ruleSet);
  const contradictory = { credits: { allocated: 1, consumed: 2 } };
  for (const { facts, asOf } of refundCases(20, 1)) {
    const expected = decide(facts, asOf);
    assert.equal(expected.code, 'decided');
    assert.deepEqual(decide({ credits: { allocated: 2, consumed: 1 }, ...facts }, asOf), expected);
    assert.equal(decide({ ...facts, ...contradictory }, asOf).code, 'invalid-facts');
    assert.deepEqual(
      tracedText({ ...facts, ...contradictory }, asOf),
      decide({ ...facts, ...contradictory }, asOf),
    );
    // What was seen without such a fact is not taken for a case with one, nor the other way round.
    assert.deepEqual(decide(facts, asOf), expected);
    // A name whose value is absent is as if it had not been given.
    assert.deepEqual(decide({ ...facts, credits: undefined }, asOf), expected);
    // The order in which facts are given is of no matter.
    assert.deepEqual(decide(Object.fromEntries(Object.entries(facts).reverse()), asOf), expected);
  }
});
