import type { TypedExpression } from './expression.js';

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
  }
};

/** Whether an expression is made of literals alone, so that it has one value and cannot fail. */
export const isWrittenOut = (expression: TypedExpression): boolean =>
  expression.kind === 'literal' ||
  ((expression.kind === 'list' || expression.kind === 'record') && partsOf(expression).every(isWrittenOut));

/** The names of the scope that an expression reads, each with the fields below it, once, in order of appearance. */
export const readsOf = (
  expression: TypedExpression,
): readonly { readonly root: string; readonly fields: readonly string[] }[] => {
  const reads = new Map<string, { readonly root: string; readonly fields: readonly string[] }>();
  const visit = (part: TypedExpression): void => {
    if (part.kind === 'read') {
      const { root, fields } = part;
      const key = JSON.stringify([root, ...fields]);
      if (!reads.has(key)) reads.set(key, { root, fields });
    }
    partsOf(part).forEach(visit);
  };
  visit(expression);
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
  const [first, ...others] = partsOf(expression);
  if (first === undefined) return false;
  return readsVariable(first, name) || (bound !== name && others.some((part) => readsVariable(part, name)));
};
