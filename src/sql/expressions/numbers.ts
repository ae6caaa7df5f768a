/** Arithmetic of integers and decimals as `language/numbers/arithmetic.ts` has it: exact, or left to the evaluator. */
import { Untranslatable } from '../untranslatable.js';
import { computed, isWithin, narrow, safe, wide, type Bounds } from '../values/bounds.js';
import { atOneScale, scalar, whole, type Scalar } from '../values/column.js';
import { and, choose, not, type Sql } from '../values/sql-text.js';
import type { Translating } from './translating.js';

/** Between what a number lies; a number of which nothing is known is refused. */
export const boundsOf = ({ bounds, quotient }: Scalar): Bounds => {
  if (quotient !== undefined) throw new Untranslatable('a quotient that is not rounded');
  if (bounds === undefined) throw new Untranslatable('a number of which nothing is known');
  return bounds;
};

/** Whether numbers are integers of 64 bits. */
export const areNarrow = (...all: readonly Scalar[]): boolean =>
  all.every((one) => isWithin(boundsOf(one), narrow));

const isKnown = ([least, most]: Bounds): boolean => least === most;

/** A sum, a difference or a product of integers or decimals. */
export const counted = (
  sign: '+' | '-' | '*',
  left: Scalar,
  right: Scalar,
  isDecimal: boolean,
  given: Translating,
): Scalar => {
  const [one, other] = sign === '*' ? [left, right] : atOneScale(left, right);
  const scale = sign === '*' ? (one.scale ?? 0) + (other.scale ?? 0) : (one.scale ?? 0);
  const exact = combined(sign, one, other, given);
  const result = isDecimal ? withFewDigits(exact, given) : asPart(exact, given);
  return scale === 0 ? result : { ...result, scale };
};

/** The same without regard to what the evaluators count exactly. */
export const combined = (
  sign: '+' | '-' | '*',
  one: Scalar,
  other: Scalar,
  { dialect }: Translating,
): Scalar => {
  const [a, b] = [boundsOf(one), boundsOf(other)];
  const bounds = computed(sign, a, b);
  const isNullable = one.isNullable || other.isNullable;
  if (isKnown(a) && isKnown(b) && !isNullable) return whole(String(bounds[0]), bounds);
  if (!isWithin(bounds, wide)) throw new Untranslatable('a number that may have more than 37 digits');
  const type = isWithin(bounds, narrow) ? dialect.narrow : dialect.wide;
  const isColumn = /^"(?:[^"]|"")*"$/.test(one.sql) && type === dialect.narrow;
  const first = isColumn ? one.sql : `CAST(${one.sql} AS ${type})`;
  return whole(`(${first} ${sign} ${negative(other.sql)})`, bounds, isNullable);
};

const negative = (sql: Sql): Sql => (sql.startsWith('-') ? `(${sql})` : sql);

/** What is computed on the way: beyond the integers that are counted exactly the evaluator has the word. */
const asPart = (value: Scalar, given: Translating): Scalar =>
  given.isPart === true ? within(value, safe, given) : value;

/** At most 15 digits, so that the evaluators count with the decimal itself. */
const withFewDigits = (value: Scalar, given: Translating): Scalar =>
  within(value, [-(10n ** 15n) + 1n, 10n ** 15n - 1n], given);

const within = (value: Scalar, bounds: Bounds, given: Translating): Scalar => {
  if (isWithin(boundsOf(value), bounds)) return value;
  const sql = given.share(value.sql);
  const inside = `(${sql} BETWEEN ${bounds[0]} AND ${bounds[1]})`;
  given.doubts(and(...given.under, not(inside)));
  return whole(`CAST(${choose(inside, sql, 'NULL')} AS ${given.dialect.narrow})`, bounds, value.isNullable);
};

/** A quotient; the evaluators have the nearest decimal, so that only its rounding and its comparison are exact. */
export const divided = (left: Scalar, right: Scalar, given: Translating): Scalar => {
  if (left.quotient !== undefined || right.quotient !== undefined)
    throw new Untranslatable('a quotient of a quotient');
  const [dividend, divisor] = atOneScale(left, right).map(withoutPoint);
  if (dividend === undefined || divisor === undefined) throw new Untranslatable('a quotient');
  if (mayBeZero(divisor)) given.fails(and(...given.under, `(${divisor.sql} = 0)`));
  const isNullable = dividend.isNullable || divisor.isNullable;
  return { ...scalar('NULL', isNullable), quotient: { dividend, divisor } };
};

/** The integer of a decimal. */
const withoutPoint = ({ sql, isNullable, bounds }: Scalar): Scalar =>
  bounds === undefined ? scalar(sql, isNullable) : whole(sql, bounds, isNullable);

const mayBeZero = (value: Scalar): boolean => {
  const [least, most] = boundsOf(value);
  return least <= 0n && most >= 0n;
};

/** The quotient of two integers, rounded down; NULL where the divisor is 0. */
export const floorDivided = (dividend: Scalar, divisor: Scalar, { dialect }: Translating): Scalar => {
  const [a, b] = [boundsOf(dividend), boundsOf(divisor)];
  const size = [a[0], a[1], -a[0], -a[1]].reduce((most, one) => (one > most ? one : most));
  const isNullable = dividend.isNullable || divisor.isNullable || mayBeZero(divisor);
  const isNarrow = areNarrow(dividend, divisor);
  const quotient = dialect.quotient(dividend.sql, divisor.sql, isNarrow);
  if (a[0] >= 0n && b[0] > 0n) return whole(quotient, [a[0] / b[1], a[1] / b[0]], isNullable);
  const rest = dialect.remainder(dividend.sql, divisor.sql, isNarrow);
  const isDown = and(`(${rest} <> 0)`, `((${rest} < 0) <> (${divisor.sql} < 0))`);
  return whole(`(${quotient} - ${choose(isDown, '1', '0')})`, [-size - 1n, size + 1n], isNullable);
};

/** What is left of a division that is rounded down, with the divisor's sign. */
export const modulo = (dividend: Scalar, divisor: Scalar, given: Translating): Scalar => {
  if ((dividend.scale ?? 0) > 0 || (divisor.scale ?? 0) > 0) throw new Untranslatable('`modulo` of decimals');
  const { dialect, fails, under } = given;
  if (mayBeZero(divisor)) fails(and(...under, `(${divisor.sql} = 0)`));
  const [a, b] = [boundsOf(dividend), boundsOf(divisor)];
  const size = [b[0], b[1], -b[0], -b[1]].reduce((most, one) => (one > most ? one : most));
  const isNullable = dividend.isNullable || divisor.isNullable || mayBeZero(divisor);
  const isNarrow = areNarrow(dividend, divisor);
  const rest = dialect.remainder(dividend.sql, divisor.sql, isNarrow);
  if (a[0] >= 0n && b[0] > 0n) return whole(rest, [0n, size], isNullable);
  return whole(
    dialect.remainder(`(${rest} + ${negative(divisor.sql)})`, divisor.sql, isNarrow),
    [-size, size],
    isNullable,
  );
};

/** Whether one number is less than another; quotients are compared without dividing. */
export const compared = (sign: '<' | '<=' | '>' | '>=' | '=', left: Scalar, right: Scalar): Sql => {
  if (left.quotient === undefined && right.quotient === undefined) {
    const [one, other] = atOneScale(left, right);
    return `(${one.sql} ${sign} ${negative(other.sql)})`;
  }
  throw new Untranslatable('a comparison with a quotient that is not rounded');
};
