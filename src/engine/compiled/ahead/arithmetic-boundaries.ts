import { operationOf } from '../../../language/operations.js';
import type { OfKind, TypedExpression } from '../../../language/syntax/expression.js';
import { anyMoment, isStill, noBoundaries, type Boundaries } from './boundaries.js';
import { added, negated, restless, rests, scaled, stepwise, type Moves } from './moves.js';

type Arithmetic = OfKind<'arithmetic'>;

/** The boundaries of a sum, a difference, a product or a quotient. */
export const boundariesOfArithmetic = (
  expression: Arithmetic,
  of: (part: TypedExpression) => Boundaries,
  code: (part: TypedExpression) => string,
): Boundaries => {
  const { left, right } = expression;
  const sides = [of(left), of(right)] as const;
  if (sides.every(isStill)) return noBoundaries;
  const lines = sides.flatMap((side) => side.lines);
  // Money, calendar days and months do not move along a line.
  if (operationOf(expression) !== undefined)
    return sides.every(({ moves }) => rests(moves))
      ? { moves: stepwise, lines }
      : { moves: restless, lines: [...lines, anyMoment] };
  return { moves: movesOf(expression, sides[0].moves, sides[1].moves, code), lines };
};

const movesOf = (
  { operator, left, right }: Arithmetic,
  one: Moves,
  other: Moves,
  code: (part: TypedExpression) => string,
): Moves => {
  switch (operator) {
    case '+':
      return added(one, other);
    case '-':
      return added(one, negated(other));
    case '*':
      if (rests(other)) return scaled(one, code(right), signOf(right));
      return rests(one) ? scaled(other, code(left), signOf(left)) : restless;
    case '/':
      return rests(other) ? scaled(one, `(1 / ${code(right)})`, signOf(right)) : restless;
  }
};

/** The sign of a number that is written out. */
const signOf = (factor: TypedExpression): number | undefined =>
  factor.kind === 'literal' && typeof factor.value === 'number' ? Math.sign(factor.value) : undefined;
