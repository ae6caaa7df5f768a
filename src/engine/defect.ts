/**
 * Thrown where a rule set or an evaluator does what the check should have made impossible: a definition without a value, a
 * warning from the expression evaluator, an operator that nobody knows. Never chooses a decision.
 */
export class EvaluationDefect extends Error {
  override readonly name = 'EvaluationDefect';
}
