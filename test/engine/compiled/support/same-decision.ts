import assert from 'node:assert/strict';
import type { Evaluator, Question } from '../../../../src/engine/evaluation.js';
import type { CompiledEvaluator } from '../../../../src/engine/compiled/compiled-evaluator.js';

/**
 * Fails where the evaluators disagree on a question: answer, trace, or whether there is a defect.
 * @returns what the reference came to, for statistics
 */
export const assertSame = async (
  reference: Evaluator,
  compiled: CompiledEvaluator,
  question: Question,
): Promise<string> => {
  const expected = await attempt(() => reference.explain(question));
  const explained = await attempt(() => compiled.explain(question));
  const decided = await attempt(() => compiled.decide(question));
  if (expected === 'defect') {
    assert.equal(explained, 'defect', 'the reference throws, and the compiled evaluator explains');
    // A value that cannot be told may matter to the trace alone.
    assert.deepEqual(decided, await attempt(() => reference.decide(question)));
    return 'defect';
  }
  if (expected.code === 'invalid-facts') {
    assert.deepEqual(explained, expected);
    assert.deepEqual(decided, expected);
    return 'invalid-facts';
  }
  assert.deepEqual(explained, expected);
  assert.deepEqual(decided, { code: 'decided', decision: expected.trace.decision });
  assertSameText(compiled, question);
  return expected.trace.decision.outcome;
};

/** What is written without making the data is the text of that data. */
const assertSameText = (compiled: CompiledEvaluator, question: Question): void => {
  const explained = compiled.explainValid(question);
  const traced = compiled.traceValid(question);
  assert.ok(explained.code === 'decided' && traced.code === 'decided');
  const { decision, bits } = traced;
  const trace = JSON.stringify(explained.trace);
  assert.deepEqual(compiled.explainValidText(question), { code: 'decided', text: trace });
  const text = JSON.stringify({ decision, bits });
  assert.deepEqual(compiled.traceValidText(question), { code: 'decided', text });
};

const attempt = async <Result>(evaluate: () => Result | Promise<Result>): Promise<Result | 'defect'> => {
  try {
    return await evaluate();
  } catch (error) {
    assert.ok(error instanceof Error);
    return 'defect';
  }
};
