import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { EvaluationDefect } from '../../src/engine/defect.js';
import { makeFeelEvaluation } from '../../src/engine/reference/feel-evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { valueInForce } from '../../src/engine/environment.js';
import { inward, outward } from '../../src/engine/facts/fact-values.js';
import type { FactShape } from '../../src/edition/model/declarations.js';
import type { TypedExpression } from '../../src/language/syntax/expression.js';
import type { Type } from '../../src/language/types/types.js';
import { asked, boatHire, type BoatTerms } from '../support/boat-hire.js';

const terms: BoatTerms = {
  facts: `
    leavesAt: { type: instant, default: asOf }
    seats: { type: list, of: { type: integer } }`,
  definitions: '[{ term: taken, clauses: ["1.1"], is: sum(seats) }]',
  effects: 'leaves: { type: instant, merge: equal, default: leavesAt }',
  rules: `
    - { id: a, when: { fact: taken, operator: greaterThan, value: 0 }, then: { outcome: goes-out, because: "{leavesAt} {taken}" } }
    - { id: b, clauses: ["1.2"], when: { fact: leavesAt, operator: greaterThan, value: { fact: asOf } }, then: { outcome: goes-out } }`,
};

/** An answer and its trace, to the byte. */
const bytesOf = async (facts: Readonly<Record<string, unknown>>): Promise<string> => {
  const evaluator = makeReferenceEvaluator(boatHire(terms));
  return JSON.stringify([
    await evaluator.decide(asked({ facts })),
    await evaluator.explain(asked({ facts })),
  ]);
};

describe('The same question', () => {
  const facts = { seats: [2, 3], leavesAt: '2026-06-01T12:00:00Z' };

  test('has the same answer and trace to the byte, from the same evaluator or another, from the same files loaded anew', async () => {
    const evaluator = makeReferenceEvaluator(boatHire(terms));
    const first = JSON.stringify(await evaluator.explain(asked({ facts })));
    assert.equal(JSON.stringify(await evaluator.explain(asked({ facts }))), first);
    assert.equal(await bytesOf(facts), await bytesOf(facts));
  });

  test('has it whatever order its facts are written in', async () => {
    const { seats, leavesAt } = facts;
    assert.equal(await bytesOf({ seats, leavesAt }), await bytesOf({ leavesAt, seats }));
  });

  test('has it whatever the clock says, and whatever chance', async () => {
    const before = await bytesOf({ seats: [1] });
    mock.timers.enable({ apis: ['Date'], now: Date.UTC(2040, 0, 1) });
    mock.method(Math, 'random', () => {
      throw new Error('No decision is a matter of chance.');
    });
    try {
      assert.equal(await bytesOf({ seats: [1] }), before);
    } finally {
      mock.timers.reset();
      mock.restoreAll();
    }
  });

  test('leaves what it was asked with as it was, frozen or not', async () => {
    const frozen = Object.freeze({ seats: Object.freeze([2, 3]) });
    await bytesOf(frozen);
    assert.deepEqual(frozen, { seats: [2, 3] });
  });
});

describe('What the check should have found is a defect, and never a decision', () => {
  const span = { from: 0, to: 0 };
  const integer: Type = { kind: 'integer' };
  const literal = (value: string | number | null, type: Type = integer): TypedExpression => ({
    kind: 'literal',
    value,
    type,
    span,
  });
  const evaluate = makeFeelEvaluation();

  test('a decision that the edition does not have', async () => {
    const evaluator = makeReferenceEvaluator(boatHire(terms));
    const question = { ...asked({}), decision: 'repair' };
    await assert.rejects(async () => evaluator.decide(question), EvaluationDefect);
    await assert.rejects(async () => evaluator.explain(question), EvaluationDefect);
  });

  test('an expression without the value that its type promises', () => {
    assert.throws(() => evaluate(literal(null), () => null, 'x'), EvaluationDefect);
    assert.equal(
      evaluate(literal(null, { kind: 'null' }), () => null, 'x'),
      null,
    );
    assert.equal(
      evaluate(literal(null, { kind: 'integer', nullable: true }), () => null, 'x'),
      null,
    );
  });

  test('a warning of feelin', () => {
    const absurd: TypedExpression = {
      kind: 'arithmetic',
      operator: '*',
      left: literal('wind', { kind: 'text' }),
      right: literal(2),
      type: { kind: 'integer', nullable: true },
      span,
    };
    assert.throws(() => evaluate(absurd, () => null, 'x'), EvaluationDefect);
  });

  test('a parameter without a value', () => {
    const parameter = boatHire({
      rules: '- { id: a, then: { outcome: goes-out, because: "{limit}" } }',
      parameters: `parameters:
  - { parameter: limit, clauses: ['1.1'], describes: A., changedBy: b, type: integer, values: [{ from: '2026-05-01T00:00:00Z', published: '2026-05-01T00:00:00Z', value: 1 }] }
`,
    }).parameters.get('limit');
    assert.ok(parameter !== undefined);
    assert.throws(() => valueInForce({ ...parameter, values: [] }, 0), TypeError);
  });

  test('a value that its schema would have refused', () => {
    const shape = (type: Type): FactShape => ({
      type,
      describes: '',
      personal: false,
      default: null,
      minimum: null,
      maximum: null,
      minLength: null,
      maxLength: 10_000,
      maxItems: 500,
      pattern: null,
      orNever: false,
      fields: new Map(),
    });
    assert.throws(() => inward('soon', shape({ kind: 'instant' })), EvaluationDefect);
    assert.throws(() => inward('a', shape({ kind: 'list', of: integer })), EvaluationDefect);
    assert.throws(() => inward('a', shape({ kind: 'record', fields: {} })), EvaluationDefect);
    assert.throws(() => inward({}, shape(integer)), EvaluationDefect);
    assert.equal(outward('soon', { kind: 'instant' }), 'soon');
  });
});
