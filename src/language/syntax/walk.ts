import type { Value } from '../types/types.js';
import { type TypedExpression, isNullLiteral } from './expression.js';

/** The parts that an expression is directly made of, in the order in which they are written. */
export const partsOf = (expression: TypedExpression): readonly TypedExpression[] => {
  switch (expression.kind) {
    case 'literal':
    case 'read':
    case 'variable':
      return [];
    case 'field':
    case 'negate':
      return [expression.of];
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [expression.left, expression.right];
    case 'if':
      return [expression.condition, expression.then, expression.else];
    case 'some':
    case 'every':
      return [expression.in, expression.satisfies];
    case 'for':
      return [expression.in, expression.return];
    case 'filter':
      return [expression.in, expression.where];
    case 'index':
      return [expression.in, expression.at];
    case 'call':
      return expression.arguments;
    case 'list':
      return expression.items;
    case 'record':
      return expression.fields.map(([, value]) => value);
    case 'let':
      return [...expression.values, expression.in];
    case 'table':
      return [
        ...expression.inputs,
        ...expression.rows.flatMap(({ tests, then }) => [...tests.filter((test) => test !== null), then]),
        ...(expression.otherwise === null ? [] : [expression.otherwise]),
      ];
  }
};

/** Whether an expression is made of literals alone, so that it has one value and cannot fail. */
export const isWrittenOut = (expression: TypedExpression): boolean =>
  expression.kind === 'literal' ||
  ((expression.kind === 'list' || expression.kind === 'record') && partsOf(expression).every(isWrittenOut));

/** The value of an expression that is made of literals alone. */
export const writtenOut = (expression: TypedExpression): Value => {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'list') return expression.items.map(writtenOut);
  if (expression.kind !== 'record') throw new TypeError(`A ${expression.kind} is not written out`);
  return Object.fromEntries(expression.fields.map(([name, value]) => [name, writtenOut(value)]));
};

/** A name of the scope that an expression reads, with the fields below it. */
interface NameRead {
  readonly root: string;
  readonly fields: readonly string[];
  /** True where it is only asked whether there is a value. */
  readonly onlyAsked: boolean;
}

/** The names of the scope that an expression reads, each once, in order of appearance. */
export const readsOf = (expression: TypedExpression): readonly NameRead[] => {
  const reads = new Map<string, NameRead>();
  const visit = (part: TypedExpression, onlyAsked: boolean): void => {
    if (part.kind === 'read') {
      const { root, fields } = part;
      const key = JSON.stringify([root, ...fields]);
      if (reads.get(key)?.onlyAsked !== false) reads.set(key, { root, fields, onlyAsked });
    }
    const asks = part.kind === 'compare' && (isNullLiteral(part.left) || isNullLiteral(part.right));
    for (const inner of partsOf(part)) visit(inner, asks);
  };
  visit(expression, false);
  return [...reads.values()];
};

/** Whether a variable of that name occurs that is bound outside the expression. */
export const readsVariable = (expression: TypedExpression, name: string): boolean => {
  if (expression.kind === 'variable') return expression.name === name;
  const bound =
    expression.kind === 'filter'
      ? 'item'
      : expression.kind === 'some' || expression.kind === 'every' || expression.kind === 'for'
        ? expression.variable
        : undefined;
  if (expression.kind === 'let')
    return (
      expression.values.some((value) => readsVariable(value, name)) ||
      (!expression.variables.includes(name) && readsVariable(expression.in, name))
    );
  const [first, ...others] = partsOf(expression);
  if (first === undefined) return false;
  return readsVariable(first, name) || (bound !== name && others.some((part) => readsVariable(part, name)));
};
