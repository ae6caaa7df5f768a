import type { Decision, Question } from '../../../src/engine/evaluation.js';
import type { CompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { fieldOf } from '../../../src/engine/facts/fact-values.js';

/** What must hold of every package's life, and did not. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Throws a {@link Violation} that says what did not hold, with what it was about. */
export const must: (holds: boolean, what: string, about?: unknown) => asserts holds = (
  holds,
  what,
  about,
) => {
  if (!holds) throw new Violation(about === undefined ? what : `${what}: ${JSON.stringify(about)}`);
};

/** Asks for a decision. */
export interface Ask {
  (decision: string, facts: Question['facts'], asOf: number): Decision;
  /** The codes for which facts are refused; none where they are not. */
  readonly codes: (decision: string, facts: Question['facts'], asOf: number) => readonly string[];
}

/** Asks an evaluator; facts that are refused, and rules that disagree or say nothing, are violations. */
export const asking = (evaluator: CompiledEvaluator): Ask => {
  const ask = (decision: string, facts: Question['facts'], asOf: number): Decision => {
    const answer = evaluator.decide({ decision, facts, asOf });
    must(answer.code === 'decided', `${decision} refuses its facts`, { facts, asOf, answer });
    must(answer.decision.outcome !== 'unresolved', `${decision} is unresolved`, { facts, asOf, answer });
    return answer.decision;
  };
  const codes = (decision: string, facts: Question['facts'], asOf: number): readonly string[] => {
    const answer = evaluator.decide({ decision, facts, asOf });
    return answer.code === 'decided' ? [] : answer.errors.map(({ code }) => code);
  };
  return Object.assign(ask, { codes });
};

/** An effect that is an integer. */
export const integerOf = ({ decision, effects }: Decision, name: string): number => {
  const value = effects[name];
  must(
    typeof value === 'number' && Number.isSafeInteger(value),
    `${decision} gives no integer ${name}`,
    effects,
  );
  return value;
};

/** An effect that is money, in minor units. */
export const minorOf = ({ decision, effects }: Decision, name: string): number => {
  const value = fieldOf(effects[name] ?? null, ['minor']);
  must(typeof value === 'number' && value >= 0, `${decision} gives no amount ${name}`, effects);
  return value;
};

/** An effect that is an instant, in epoch milliseconds; `null` where there is none. */
export const instantOf = ({ effects }: Decision, name: string): number | null => {
  const value = effects[name];
  return typeof value === 'string' ? Date.parse(value) : null;
};
