import { calculate, isCalculation } from '../../language/numbers/calculations.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { partsOf } from '../../language/syntax/walk.js';
import type { Computed } from '../../language/types/types.js';
import { scalar, type Symbolic } from '../terms/symbolic.js';
import { and, choose, equal, integer, no, yes, type Term } from '../terms/term.js';
import type { Texts } from '../terms/texts.js';

/** All texts that an expression can come to, where they are few; `undefined` where they are not known. */
export const textsOf = (expression: TypedExpression): readonly string[] | undefined => {
  const { type } = expression;
  if (type.kind !== 'text') return undefined;
  if (expression.kind === 'literal') return typeof expression.value === 'string' ? [expression.value] : [];
  if (type.values !== undefined) return type.values;
  if (expression.kind === 'if') {
    const [then, otherwise] = [textsOf(expression.then), textsOf(expression.else)];
    return then === undefined || otherwise === undefined ? undefined : [...new Set([...then, ...otherwise])];
  }
  const results = resultsOf(expression);
  return (
    results && [...new Set(results.flatMap(({ result }) => (typeof result === 'string' ? [result] : [])))]
  );
};

/** What each combination of texts gives. */
interface Result {
  readonly given: readonly string[];
  readonly result: Computed;
}

const mostResults = 400;

const resultsOf = (expression: TypedExpression): readonly Result[] | undefined => {
  const compute = computing(expression);
  if (compute === undefined) return undefined;
  let rows: readonly (readonly string[])[] = [[]];
  for (const part of partsOf(expression)) {
    const texts = textsOf(part);
    if (texts === undefined || rows.length * texts.length > mostResults) return undefined;
    rows = rows.flatMap((row) => texts.map((text) => [...row, text]));
  }
  return rows.map((given) => ({ given, result: compute(given) }));
};

/** What is computed of texts alone: text put to text, or a function of texts that never fails. */
const computing = (expression: TypedExpression): ((given: readonly string[]) => Computed) | undefined => {
  if (expression.kind === 'arithmetic' && expression.type.kind === 'text') return (given) => given.join('');
  if (expression.kind !== 'call' || !isCalculation(expression.function)) return undefined;
  const { function: name, arguments: parts, type } = expression;
  if (type.kind === 'list' || parts.length === 0 || name === 'number of digits') return undefined;
  return parts.every((part) => part.type.kind === 'text') ? (given) => calculate(name, given) : undefined;
};

/** What an expression over texts comes to, each of which is one of a few; `undefined` where that is not what it is. */
export const applied = (
  expression: TypedExpression,
  given: readonly Symbolic[],
  texts: Texts,
): Symbolic | undefined => {
  const results = resultsOf(expression);
  const terms = given.flatMap((one) => (one.kind === 'scalar' ? [one.term] : []));
  const [first, ...others] = results ?? [];
  if (first === undefined || terms.length < given.length) return undefined;
  return scalar(
    others.reduce<Term>(
      (otherwise, row) => {
        const isIt = row.given.map((text, place) =>
          equal(terms[place] ?? integer(0), integer(texts.code(text))),
        );
        return choose(and(...isIt), termOf(row.result, texts), otherwise);
      },
      termOf(first.result, texts),
    ),
  );
};

const termOf = (result: Computed, texts: Texts): Term =>
  typeof result === 'boolean'
    ? result
      ? yes
      : no
    : typeof result === 'number'
      ? integer(result)
      : integer(texts.code(typeof result === 'string' ? result : ''));
