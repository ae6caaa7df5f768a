import assert from 'node:assert/strict';
import { answerOf } from '../../../src/decide/answer/answer.js';
import type { Edition } from '../../../src/edition/model/edition.js';
import type { CompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Question } from '../../../src/engine/evaluation.js';
import { formatInstant } from '../../../src/language/instants.js';
import type { DecideByModule } from '../../../src/module/runtime/make-module.js';

/** Holds what a module gives of a question to what the evaluator and the words of its edition give; returns the outcome, or the code of what was refused. */
export const assertSameAnswer = (
  edition: Edition,
  evaluator: CompiledEvaluator,
  decide: DecideByModule,
  question: Question,
): string => {
  const { facts, asOf } = question;
  const got = decide({ facts, asOf: formatInstant(asOf) });
  const told = JSON.stringify(question);
  const found = evaluator.decide(question);
  if (found.code !== 'decided') {
    assert.deepEqual(got, { code: found.code, errors: found.errors }, told);
    return found.code;
  }
  const { decision } = found;
  const holdsUntil = evaluator.holding(question, decision).until;
  assert.equal(got.code, 'decided', told);
  const { decidedAt } = got.answer;
  const wanted = answerOf(edition, {
    id: null,
    asOf,
    decidedAt: Date.parse(decidedAt),
    holdsUntil,
    subject: null,
    decision,
    governing: null,
  });
  assert.deepEqual(got.answer, wanted, told);
  return decision.outcome;
};
