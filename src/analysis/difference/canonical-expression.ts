import type { TypedExpression } from '../../language/syntax/expression.js';

/** What a name of the scope, and fields below it, stand for. */
export type Roots = (root: string, fields: readonly string[]) => unknown;

/**
 * An expression as a JSON value that is equal for two expressions of the same meaning by form: names that it reads are replaced by what they stand
 * for, bound variables by how many bindings lie between; places in the source are left out. `a + b` and `b + a` stay different.
 */
export const canonicalExpression = (
  expression: TypedExpression,
  roots: Roots,
  bound: readonly string[] = [],
): unknown => {
  const inner = (part: TypedExpression): unknown => canonicalExpression(part, roots, bound);
  const within = (variable: string, part: TypedExpression): unknown =>
    canonicalExpression(part, roots, [variable, ...bound]);
  switch (expression.kind) {
    case 'literal':
      return ['literal', expression.type.kind, expression.value];
    case 'read':
      return ['read', roots(expression.root, expression.fields)];
    case 'variable':
      return ['variable', bound.indexOf(expression.name), ...expression.fields];
    case 'field':
      return ['field', expression.field, inner(expression.of)];
    case 'negate':
      return ['negate', inner(expression.of)];
    case 'arithmetic':
    case 'compare':
      return [
        expression.operator,
        expression.left.type.kind,
        inner(expression.left),
        expression.right.type.kind,
        inner(expression.right),
      ];
    case 'and':
    case 'or':
      return [expression.kind, inner(expression.left), inner(expression.right)];
    case 'if':
      return ['if', inner(expression.condition), inner(expression.then), inner(expression.else)];
    case 'some':
    case 'every':
      return [expression.kind, inner(expression.in), within(expression.variable, expression.satisfies)];
    case 'for':
      return ['for', inner(expression.in), within(expression.variable, expression.return)];
    case 'filter':
      return ['filter', inner(expression.in), within('item', expression.where)];
    case 'index':
      return ['index', inner(expression.in), inner(expression.at)];
    case 'call':
      return ['call', expression.function, expression.arguments.map(inner)];
    case 'list':
      return ['list', expression.items.map(inner)];
    case 'record':
      return ['record', expression.fields.map(([name, value]) => [name, inner(value)])];
    case 'let':
      return [
        'let',
        expression.values.map(inner),
        canonicalExpression(expression.in, roots, [...expression.variables, ...bound]),
      ];
    case 'table':
      return [
        'table',
        expression.hit,
        expression.rows.map(({ tests, then }) => [
          tests.map((test) => (test === null ? null : inner(test))),
          inner(then),
        ]),
        expression.otherwise === null ? null : inner(expression.otherwise),
      ];
  }
};
