import type { TypedExpression } from './expression.js';

/** An expression with other parts in the place of those that it is directly made of. @param change what stands in the place of a part */
export const withParts = (
  expression: TypedExpression,
  change: (part: TypedExpression) => TypedExpression,
): TypedExpression => {
  switch (expression.kind) {
    case 'literal':
    case 'read':
    case 'variable':
      return expression;
    case 'field':
    case 'negate':
      return { ...expression, of: change(expression.of) };
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'if':
      return {
        ...expression,
        condition: change(expression.condition),
        then: change(expression.then),
        else: change(expression.else),
      };
    case 'some':
    case 'every':
      return { ...expression, in: change(expression.in), satisfies: change(expression.satisfies) };
    case 'for':
      return { ...expression, in: change(expression.in), return: change(expression.return) };
    case 'filter':
      return { ...expression, in: change(expression.in), where: change(expression.where) };
    case 'index':
      return { ...expression, in: change(expression.in), at: change(expression.at) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'list':
      return { ...expression, items: expression.items.map(change) };
    case 'record':
      return {
        ...expression,
        fields: expression.fields.map(([name, part]) => [name, change(part)] as const),
      };
    case 'let':
      return { ...expression, values: expression.values.map(change), in: change(expression.in) };
    case 'table':
      return {
        ...expression,
        rows: expression.rows.map(({ tests, then, ...row }) => ({
          ...row,
          tests: tests.map((test) => (test === null ? null : change(test))),
          then: change(then),
        })),
        otherwise: expression.otherwise === null ? null : change(expression.otherwise),
      };
  }
};
