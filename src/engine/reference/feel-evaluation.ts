import { evaluate } from 'feelin';
import { feelFunctions, lowerToFeel, type LoweredExpression } from '../../language/syntax/lower-to-feel.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Computed } from '../../language/types/types.js';
import { EvaluationDefect } from '../defect.js';
import type { EvaluateExpression } from '../environment.js';
import { notComputed } from '../facts/out-of-range.js';

/**
 * Evaluates expressions with feelin. A warning of feelin, or no value where the type promises one, is a defect of the rule set
 * that the check should have found: it is thrown, and never becomes a decision.
 */
export const makeFeelEvaluation = (): EvaluateExpression => {
  const lowered = new WeakMap<TypedExpression, Lowered>();
  return (expression, read, what) => {
    // A name or a literal by itself needs no evaluation.
    if (expression.kind === 'literal') return present(plain(expression.value), expression);
    if (expression.kind === 'read') return present(read(expression.root, expression.fields), expression);
    let feel = lowered.get(expression);
    if (feel === undefined) {
      feel = { ...lowerToFeel(expression), functions: {}, known: new Map() };
      // feelin copies its whole context with each call: it gets no function that the expression does not call.
      for (const [name, called] of Object.entries(feelFunctions))
        if (feel.source.includes(`${name}(`)) feel.functions[name] = called;
      lowered.set(expression, feel);
    }
    const values = feel.reads.map(({ root, fields }) => read(root, fields));
    const key = JSON.stringify(values);
    const known = feel.known.get(key);
    if (known !== undefined) return known;
    const context: Record<string, unknown> = { ...feel.functions };
    for (const [at, { variable }] of feel.reads.entries()) context[variable] = values[at];
    const { value, warnings } = evaluateOrThrow(feel.source, context, what);
    const [warning] = warnings;
    if (warning !== undefined)
      throw new EvaluationDefect(`feelin warns of \`${feel.source}\`: ${warning.message}`);
    const result = present(value as Computed, expression); // typed by the checker when the edition was loaded
    if (feel.known.size >= knownAtMost) feel.known.clear();
    if (key.length <= keyLengthAtMost) feel.known.set(key, result);
    return result;
  };
};

/** feelin parses an expression each time: what it said of the same values is kept, for so many values of each expression. */
const knownAtMost = 200;
const keyLengthAtMost = 500;

/** There is no negative zero in FEEL. */
const plain = (value: Computed): Computed => (value === 0 ? 0 : value);

type Lowered = LoweredExpression & {
  readonly functions: Record<string, unknown>;
  /** What the expression came to, by the values that it read, as JSON. */
  readonly known: Map<string, Computed>;
};

const present = (value: Computed, expression: TypedExpression): Computed => {
  if (value === null && expression.type.nullable !== true && expression.type.kind !== 'null')
    throw new EvaluationDefect(
      `An expression has no value where its type promises one: ${describe(expression)}`,
    );
  return value;
};

const describe = (expression: TypedExpression): string =>
  expression.kind === 'read'
    ? [expression.root, ...expression.fields].join('.')
    : lowerToFeel(expression).source;

const evaluateOrThrow = (
  source: string,
  context: Record<string, unknown>,
  what: string,
): ReturnType<typeof evaluate> => {
  try {
    return evaluate(source, context);
  } catch (cause) {
    // A divisor of 0, a month beyond the calendar.
    if (cause instanceof RangeError) throw notComputed(what, cause);
    throw new EvaluationDefect(`\`${source}\` cannot be evaluated`, { cause });
  }
};
