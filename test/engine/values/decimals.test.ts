import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Trace } from '../../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../../src/engine/reference/reference-evaluator.js';
import { asked, boatHire } from '../../support/boat-hire.js';

const great = Number.MAX_SAFE_INTEGER;

const definitions = {
  third: 'n / 3',
  whole: 'third * 3',
  shares: '{ part: n / 3, of: n }',
  back: 'shares.part * 3 - shares.of',
  onTheWay: 'floor(n * n / n)',
  isSame: 'third = n / 3 and third != told',
  among: 'list contains([1, third], n / 3)',
};

/** A trace of both evaluators, which are held to be the same; or why there is none. */
const explained = async (
  facts: Readonly<Record<string, unknown>>,
  due = 'third',
  more: Readonly<Record<string, unknown>> = {},
): Promise<Trace | string> => {
  const clauses = ['1.1'];
  const edition = boatHire({
    facts: `n: { type: integer }
told: { type: number, default: 'n / 3' }
fee: { type: money, default: '{ minor: 700, currency: "EUR" }' }`,
    effects: JSON.stringify({
      due: { type: 'number', default: '0', merge: 'equal' },
      total: { type: 'number', default: '0', merge: 'sum' },
      units: { type: 'integer', default: '0', merge: 'equal' },
    }),
    definitions: JSON.stringify(
      Object.entries({ ...definitions, ...more }).map(([term, is]) => ({ term, clauses, is })),
    ),
    rules: JSON.stringify([
      {
        id: 'told',
        then: {
          outcome: 'stays',
          effects: { due, total: 'third' },
          because: '{third} of {isSame} and {fee}.',
        },
      },
      {
        id: 'much',
        when: {
          all: [
            { fact: 'third', operator: 'greaterThan', value: 0.3333333333333333 },
            { fact: 'third', operator: 'notIn', value: [0.3333333333333333, 2] },
            { fact: 'fee.minor', operator: 'lessThan', value: 1000 },
            { not: { fact: 'told', operator: 'equal', value: { fact: 'third' } } },
          ],
        },
        then: {
          outcome: 'stays',
          effects: { total: 'third * 2', units: 'onTheWay' },
          because: '{back} {among} {whole}.',
        },
      },
    ]),
  });
  const by = await makeReferenceEvaluator(edition).explain(asked({ facts }));
  assert.deepEqual(makeCompiledEvaluator(edition).explain(asked({ facts })), by);
  return by.code === 'decided' ? by.trace : by.code;
};

const decided = (trace: Trace | string): Trace => {
  assert.ok(typeof trace !== 'string', JSON.stringify(trace));
  return trace;
};

describe('numbers of 34 digits', () => {
  test('are kept from definition to definition, and told as the nearest number', async () => {
    const trace = decided(await explained({ n: 1 }));
    const values = Object.fromEntries(trace.definitions.map(({ term, value }) => [term, value]));
    assert.deepEqual(values, {
      third: 1 / 3,
      whole: 1,
      shares: { part: 1 / 3, of: 1 },
      back: -1e-34,
      onTheWay: 1,
      isSame: true,
      among: true,
    });
    assert.deepEqual(trace.decision.effects, { due: 1 / 3, total: 1, units: 1 });
    assert.deepEqual(trace.decision.standing, ['told', 'much']);
    assert.doesNotThrow(() => structuredClone(trace), 'something in it is no JSON');
  });

  test('are none in facts: a default counts as if it had been given', async () => {
    const trace = decided(await explained({ n: 1 }));
    assert.deepEqual(trace.decision.assumed.map(({ fact, value }) => [fact, value]).slice(0, 1), [
      ['told', 1 / 3],
    ]);
    const given = decided(await explained({ n: 1, told: 1 / 3 }));
    assert.deepEqual(given.decision.effects, trace.decision.effects);
    assert.deepEqual(given.rules, trace.rules);
  });

  test('are exact beyond 2^53 on the way, and refused where they leave as integers', async () => {
    assert.equal(decided(await explained({ n: great })).decision.effects['units'], great);
    assert.equal(await explained({ n: great }, 'third', { back: 'n + 1' }), 'out-of-range');
    assert.notEqual(typeof (await explained({ n: great }, 'third', { back: 'n + 1 - 1' })), 'string');
  });

  test('are refused where they are nearer to 0 than any number of JSON, and would leave as nothing', async () => {
    assert.equal(await explained({ n: 1 }, 'n * 1e-400'), 'out-of-range');
    assert.equal(await explained({ n: 1 }, '1e-400'), 'out-of-range');
    assert.notEqual(typeof (await explained({ n: 1 }, 'n * 1e-400 * 1e400')), 'string');
  });
});
