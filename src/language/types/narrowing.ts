import { type TypedExpression, isNullLiteral } from '../syntax/expression.js';

/**
 * The dotted names that are present wherever a condition holds (or, with `holds` false, wherever it does not): what is
 * known of `x` in `x != null and …`, and of `x` in `x = null or …`. A present field makes what it is in present.
 */
export const namesKnownPresent = (condition: TypedExpression, holds: boolean): ReadonlySet<string> => {
  if (condition.kind === 'compare' && condition.operator === (holds ? '!=' : '='))
    return new Set(comparedWithNull(condition.left, condition.right));
  if (condition.kind === 'and' || condition.kind === 'or') {
    const left = namesKnownPresent(condition.left, holds);
    const right = namesKnownPresent(condition.right, holds);
    const bothSidesAreSo = (condition.kind === 'and') === holds;
    return bothSidesAreSo
      ? new Set([...left, ...right])
      : new Set([...left].filter((name) => right.has(name)));
  }
  if (condition.kind === 'call' && condition.function === 'not') {
    const [negated] = condition.arguments;
    return negated === undefined ? new Set() : namesKnownPresent(negated, !holds);
  }
  return new Set();
};

const comparedWithNull = (left: TypedExpression, right: TypedExpression): readonly string[] => {
  const [named, none] = left.type.kind === 'null' ? [right, left] : [left, right];
  return isNullLiteral(none) ? namesIn(named) : [];
};

/** A dotted name and the names of what it is in: `a.b.c`, `a.b`, `a`. */
const namesIn = (expression: TypedExpression): readonly string[] => {
  if (expression.kind !== 'read' && expression.kind !== 'variable') return [];
  const path = [expression.kind === 'read' ? expression.root : expression.name, ...expression.fields];
  return path.map((_, index) => path.slice(0, index + 1).join('.'));
};
