import type { Answer, Decision, Evaluator } from '../../../src/engine/evaluation.js';

/** An evaluator whose decisions are wrong in some part. */
export const lying = (evaluator: Evaluator, lie: Partial<Decision>): Evaluator => ({
  ...evaluator,
  decide: (question) => {
    const answer = evaluator.decide(question);
    return answer instanceof Promise ? answer.then((said) => changed(said, lie)) : changed(answer, lie);
  },
});

const changed = (answer: Answer, lie: Partial<Decision>): Answer =>
  answer.code === 'decided' ? { ...answer, decision: { ...answer.decision, ...lie } } : answer;

/** An evaluator that breaks on every question. */
export const throwing = (evaluator: Evaluator, error: Error): Evaluator => {
  const fail = (): never => {
    throw error;
  };
  return { ...evaluator, decide: fail, explain: fail };
};
