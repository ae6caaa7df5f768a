import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { asked, boatErrors, boatHire, refuse } from '../../support/boat-hire.js';

const terms = (is: string, effect = '{ type: money, default: fee, merge: equal }') => ({
  facts: 'fee: { type: money }\nrate: { type: percent }\nbalance: { type: money, negative: true }',
  effects: `due: ${effect}`,
  definitions: `[{ term: due, clauses: ["1.1"], is: '${is}' }, { term: told, clauses: ["1.1"], is: '{ a: fee, b: rate, c: balance }.a' }]`,
  rules:
    '[{ id: told, then: { outcome: stays, effects: { due: due }, because: "{due} of {told} at {rate}." } }]',
});
const eur = (minor: number) => ({ minor, currency: 'EUR' });
const facts = { fee: eur(1050), rate: '19 %', balance: eur(-300) };

/** The effect, by both evaluators, which are held to be the same; or why there is none. */
const dueOf = async (is: string, effect?: string): Promise<unknown> => {
  const edition = boatHire(terms(is, effect));
  const explained = await makeReferenceEvaluator(edition).explain(asked({ facts }));
  assert.deepEqual(makeCompiledEvaluator(edition).explain(asked({ facts })), explained);
  return explained.code === 'decided' ? explained.trace.decision.effects['due'] : explained.code;
};

describe('money that is owed', () => {
  test('is rounded before it is any', async () => {
    assert.deepEqual(await dueOf('round half up(fee * rate)'), eur(200));
    const told = boatErrors(terms('fee * rate')).map(({ message }) => message);
    assert.match(told.join('\n'), /an amount of money that is not rounded/);
  });

  test('is less than nothing only where its type says so', async () => {
    assert.equal(await dueOf('balance - fee'), 'out-of-range');
    assert.deepEqual(
      await dueOf('balance - fee', '{ type: money, negative: true, default: fee, merge: equal }'),
      eur(-1350),
    );
  });

  test('is given so, and a percentage as one', async () => {
    const wrong = async (more: object): Promise<readonly string[]> =>
      (await refuse(boatHire(terms('fee')), { facts: { ...facts, ...more } })).map(
        ({ pointer, code }) => `${pointer} ${code}`,
      );
    assert.deepEqual(await wrong({ fee: eur(-1) }), ['/fee/minor out-of-range']);
    assert.deepEqual(await wrong({ rate: '19' }), ['/rate invalid-percent']);
    assert.deepEqual(await wrong({ rate: 0.19 }), ['/rate wrong-type']);
  });
});
