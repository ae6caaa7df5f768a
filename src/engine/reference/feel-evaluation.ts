import { evaluate } from 'feelin';
import { feelFunctions, lowerToFeel, type LoweredExpression } from '../../language/lower-to-feel.js';
import type { TypedExpression } from '../../language/expression.js';
import type { Value } from '../../language/types.js';
import { EvaluationDefect } from '../defect.js';
import type { EvaluateExpression } from '../environment.js';

/**
 * Evaluates expressions with feelin. A warning of feelin, or no value where the type promises one, is a defect of the rule set
 * that the check should have found: it is thrown, and never becomes a decision.
 */
export const makeFeelEvaluation = (): EvaluateExpression => {
  const lowered = new WeakMap<TypedExpression, LoweredExpression>();
  return (expression, read) => {
    let feel = lowered.get(expression);
    if (feel === undefined) {
      feel = lowerToFeel(expression);
      lowered.set(expression, feel);
    }
    const context: Record<string, unknown> = { ...feelFunctions };
    for (const { variable, root, fields } of feel.reads) context[variable] = read(root, fields);
    const { value, warnings } = evaluateOrThrow(feel.source, context);
    const [warning] = warnings;
    if (warning !== undefined)
      throw new EvaluationDefect(`feelin warns of \`${feel.source}\`: ${warning.message}`);
    if (value === null && expression.type.nullable !== true && expression.type.kind !== 'null') {
      throw new EvaluationDefect(`\`${feel.source}\` has no value`);
    }
    return value as Value; // typed by the checker when the edition was loaded
  };
};

const evaluateOrThrow = (source: string, context: Record<string, unknown>): ReturnType<typeof evaluate> => {
  try {
    return evaluate(source, context);
  } catch (cause) {
    throw new EvaluationDefect(`\`${source}\` cannot be evaluated`, { cause });
  }
};
