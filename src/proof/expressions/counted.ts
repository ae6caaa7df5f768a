/** Arithmetic as `language/arithmetic.ts` has it: exact, or not computed, or — of integers on the way — with the nearest double. */
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { firstInstantMs, lastInstantMs } from '../../language/instants.js';
import {
  and,
  arithmetic,
  asReal,
  compare,
  divided,
  equal,
  floor,
  integer,
  negate,
  not,
  or,
  type Term,
} from '../terms/term.js';
import type { Translating } from './translating.js';
import { Untranslatable } from '../untranslatable.js';

type Arithmetic = Extract<TypedExpression, { kind: 'arithmetic' }>;

/** A sum, a difference or a product, and when it fails or is rounded. */
export const counted = (
  sign: '+' | '-' | '*',
  left: Term,
  right: Term,
  expression: Arithmetic,
  given: Translating,
): Term =>
  expression.type.kind === 'number' || isBeyond(boundsOf(expression, true))
    ? added(sign, left, right, expression.type, given)
    : arithmetic(sign, left, right);

/** The same of a type, whatever the operands are. */
export const added = (
  sign: '+' | '-' | '*',
  left: Term,
  right: Term,
  type: Type,
  { under, fails, rounds, isPart, formula }: Translating,
): Term => {
  const result = arithmetic(sign, left, right);
  if (type.kind !== 'number') {
    if (isPart === true) rounds(and(under, not(isSafe(formula.share(result)))));
    return result;
  }
  const scale = result.sort === 'Int' ? 0 : result.scale;
  if (scale === undefined) throw new Untranslatable(`\`${sign}\` of decimals with any number of digits`);
  const shared = formula.share(result);
  const digits = formula.share(digitsOf(shared, scale));
  fails(and(under, not(or(isSafe(shared), ...hasFewDigits(digits)))));
  rounds(and(under, not(between(digits, negate(mostLooked), mostLooked))));
  return shared;
};

const mostSafe = integer(Number.MAX_SAFE_INTEGER);
const leastSafe = integer(Number.MIN_SAFE_INTEGER);

const between = (term: Term, least: Term, most: Term): Term =>
  and(compare('>=', term, least), compare('<=', term, most));

const isSafe = (term: Term): Term =>
  term.sort === 'Int'
    ? between(term, leastSafe, mostSafe)
    : and(
        { sort: 'Bool', text: `(is_int ${term.text})` },
        between(term, asReal(leastSafe), asReal(mostSafe)),
      );

/** A decimal without its point. */
const digitsOf = (term: Term, scale: number): Term =>
  term.sort === 'Int'
    ? term
    : floor(scale === 0 ? term : arithmetic('*', term, asReal(integer(10n ** BigInt(scale)))));

/** So many zeros at the end of a number are looked for. */
const mostZeros = 18;
const mostLooked = integer(10n ** BigInt(15 + mostZeros));

/** At most 15 digits, but for zeros at the end. */
const hasFewDigits = (digits: Term): readonly Term[] =>
  Array.from({ length: mostZeros + 1 }, (_, zeros) => {
    const most = integer(10n ** BigInt(15 + zeros));
    const isSmall = and(compare('<', digits, most), compare('>', digits, negate(most)));
    return zeros === 0
      ? isSmall
      : and(isSmall, equal(divided('mod', digits, integer(10n ** BigInt(zeros))), integer(0)));
  });

type Bounds = readonly [least: bigint, most: bigint];

const safe: Bounds = [BigInt(Number.MIN_SAFE_INTEGER), BigInt(Number.MAX_SAFE_INTEGER)];
const isBeyond = ([least, most]: Bounds): boolean => least < safe[0] || most > safe[1];

/** Between what an integer lies. @param isWhole true where the number itself may lie beyond what is counted exactly */
const boundsOf = (expression: TypedExpression, isWhole = false): Bounds => {
  if (expression.kind === 'literal' && Number.isSafeInteger(expression.value))
    return [BigInt(Number(expression.value)), BigInt(Number(expression.value))];
  if (expression.kind === 'arithmetic' && expression.operator !== '/') {
    const [[a, b], [c, d]] = [boundsOf(expression.left), boundsOf(expression.right)];
    const corners = { '+': [a + c, b + d], '-': [a - d, b - c], '*': [a * c, a * d, b * c, b * d] }[
      expression.operator
    ].sort((one, other) => (one < other ? -1 : 1));
    const bounds: Bounds = [corners[0] ?? 0n, corners.at(-1) ?? 0n];
    return isWhole || !isBeyond(bounds) ? bounds : safe;
  }
  if (expression.type.kind === 'instant') return [BigInt(firstInstantMs), BigInt(lastInstantMs)];
  return safe;
};
