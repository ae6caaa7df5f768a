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
  if (expected.code !== 'decided') {
    assert.deepEqual(explained, expected);
    assert.deepEqual(decided, expected);
    return expected.code;
  }
  assert.deepEqual(explained, expected);
  assert.deepEqual(decided, { code: 'decided', decision: expected.trace.decision });
  return expected.trace.decision.outcome;
};

const attempt = async <Result>(evaluate: () => Result | Promise<Result>): Promise<Result | 'defect'> => {
  try {
    return await evaluate();
  } catch (error) {
    assert.ok(error instanceof Error);
    return 'defect';
  }
};
