import type { TypedExpression } from '../syntax/expression.js';
import type { Value } from '../types/types.js';

/**
 * The values with which a test of a table compares its input; `undefined` where it asks for anything else, so that the input's value alone
 * does not decide it.
 */
export const comparedValues = (
  test: TypedExpression,
  input: TypedExpression,
): readonly Value[] | undefined => {
  switch (test.kind) {
    case 'literal':
      return [];
    case 'and':
    case 'or':
      return both(comparedValues(test.left, input), comparedValues(test.right, input));
    case 'compare': {
      const [one, other] = [test.left, test.right];
      if (isInput(one, input) && other.kind === 'literal') return [other.value];
      return isInput(other, input) && one.kind === 'literal' ? [one.value] : undefined;
    }
    case 'call': {
      const [first, second] = test.arguments;
      if (test.function === 'not' && first !== undefined) return comparedValues(first, input);
      return test.function === 'list contains' && second !== undefined && isInput(second, input)
        ? listed(first)
        : undefined;
    }
    default:
      return undefined;
  }
};

/** Whether a test of which `comparedValues` knows the values holds of a value of its input. */
export const holdsOf = (test: TypedExpression, value: Value): boolean => {
  switch (test.kind) {
    case 'literal':
      return test.value === true;
    case 'and':
      return holdsOf(test.left, value) && holdsOf(test.right, value);
    case 'or':
      return holdsOf(test.left, value) || holdsOf(test.right, value);
    case 'compare': {
      const [left, right] = [test.left, test.right].map((side) =>
        side.kind === 'literal' ? side.value : value,
      );
      return compare[test.operator](left ?? null, right ?? null);
    }
    case 'call': {
      const [first] = test.arguments;
      if (test.function === 'not' && first !== undefined) return !holdsOf(first, value);
      return listed(first)?.includes(value) === true;
    }
    default:
      return false;
  }
};

const compare: Readonly<
  Record<'=' | '!=' | '<' | '<=' | '>' | '>=', (left: Value, right: Value) => boolean>
> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => Number(left) < Number(right),
  '<=': (left, right) => Number(left) <= Number(right),
  '>': (left, right) => Number(left) > Number(right),
  '>=': (left, right) => Number(left) >= Number(right),
};

const both = (
  left: readonly Value[] | undefined,
  right: readonly Value[] | undefined,
): readonly Value[] | undefined =>
  left === undefined || right === undefined ? undefined : [...left, ...right];

const isInput = (part: TypedExpression, input: TypedExpression): boolean =>
  part.kind === 'read' &&
  input.kind === 'read' &&
  part.root === input.root &&
  part.fields.join('.') === input.fields.join('.');

const listed = (list: TypedExpression | undefined): readonly Value[] | undefined => {
  if (list?.kind !== 'list') return undefined;
  const items = list.items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
  return items.length === list.items.length ? items : undefined;
};
