/**
 * Numbers as decimals. A number with up to 15 significant digits, and any integer within ±(2^53 - 1), is one decimal exactly. Of such
 * numbers sums, differences, products and remainders are exact, or cannot be computed; a quotient is exact where it has so few digits, and
 * else the nearest double, with which the nearest double is computed. All throw a RangeError for what cannot be computed.
 */

/** A finite number as `digits / 10^scale`, by its shortest text; the scale may be negative. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** The decimal that a number's shortest text writes. */
export const decimalOf = (value: number): Decimal => {
  const [written = '0', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = written.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
};

/** A number with fewer digits than these is one decimal exactly. */
export const mostDigits = 10n ** 15n;
const greatestInteger = BigInt(Number.MAX_SAFE_INTEGER);
/** Beyond this a double has fewer digits. */
const greatestScale = 300;

const isExact = (value: number, decimal: Decimal): boolean =>
  Number.isSafeInteger(value) || hasFewDigits(decimal);

const hasFewDigits = ({ digits }: Decimal): boolean => {
  const stripped = withoutZeros({ digits, scale: 0 }).digits;
  return stripped < mostDigits && stripped > -mostDigits;
};

const withoutZeros = ({ digits, scale }: Decimal): Decimal => {
  let [left, places] = [digits, scale];
  while (left !== 0n && left % 10n === 0n) [left, places] = [left / 10n, places - 1];
  return { digits: left, scale: places };
};

/** The double that is nearest to a decimal. */
const nearest = ({ digits, scale }: Decimal): number => Number(`${digits}e${-scale}`);

/** @param isDue whether the number must be the decimal exactly */
const numberOf = (decimal: Decimal, isDue: boolean, told: () => string): number => {
  const { digits, scale } = withoutZeros(decimal);
  const value = nearest({ digits, scale });
  if (!isDue || digits === 0n) return value === 0 ? 0 : value;
  const isInteger = scale <= 0 && scale > -20;
  const size = isInteger ? digits * 10n ** BigInt(-scale) : digits;
  const fits = isInteger && size <= greatestInteger && size >= -greatestInteger;
  if (!fits && (!hasFewDigits({ digits, scale }) || Math.abs(scale) > greatestScale))
    throw new RangeError(`${told()} has more digits than are counted exactly`);
  return value;
};

const rescaled = ({ digits, scale }: Decimal, to: number): bigint => digits * 10n ** BigInt(to - scale);

const combined = (
  left: number,
  right: number,
  sign: string,
  combine: (left: Decimal, right: Decimal) => Decimal,
): number => {
  const [one, other] = [decimalOf(left), decimalOf(right)];
  const isDue = isExact(left, one) && isExact(right, other);
  return numberOf(combine(one, other), isDue, () => `${left} ${sign} ${right}`);
};

const atOneScale =
  (combine: (left: bigint, right: bigint) => bigint) =>
  (left: Decimal, right: Decimal): Decimal => {
    const scale = Math.max(left.scale, right.scale);
    // What is so far apart is not exact in any case, and would be a number of a thousand digits.
    if (scale - Math.min(left.scale, right.scale) > 2 * greatestScale)
      throw new RangeError('what is computed has more digits than are counted exactly');
    return { digits: combine(rescaled(left, scale), rescaled(right, scale)), scale };
  };

/** The sum of two numbers. */
export const add = (left: number, right: number): number => {
  const sum = left + right;
  return areIntegers(left, right, sum)
    ? sum
    : combined(
        left,
        right,
        '+',
        atOneScale((a, b) => a + b),
      );
};

/** The difference of two numbers. */
export const subtract = (left: number, right: number): number => {
  const difference = left - right;
  return areIntegers(left, right, difference)
    ? difference
    : combined(
        left,
        right,
        '-',
        atOneScale((a, b) => a - b),
      );
};

/** The product of two numbers. */
export const multiply = (left: number, right: number): number => {
  const product = left * right;
  return areIntegers(left, right, product)
    ? product === 0
      ? 0
      : product
    : combined(left, right, '*', (a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale }));
};

/** The quotient of two numbers. Throws for a divisor of 0: neither an infinity nor an absent value may decide anything. */
export const divide = (dividend: number, divisor: number): number => {
  if (divisor === 0) throw new RangeError(`${dividend} is divided by 0`);
  const quotient = dividend / divisor;
  // The nearest double to the quotient of two integers is what JavaScript has.
  if (areIntegers(dividend, divisor, 0)) return quotient === 0 ? 0 : quotient;
  const [a, b] = [decimalOf(dividend), decimalOf(divisor)];
  // More digits than a double has: those that follow can't change it, but for a tie that nobody writes.
  const digits = (a.digits * 10n ** BigInt(quotientDigits)) / b.digits;
  return numberOf({ digits, scale: quotientDigits + a.scale - b.scale }, false, () => '');
};

const quotientDigits = 40;

/**
 * What is left of a division that is rounded down, with the divisor's sign (DMN 1.5, table 76): `modulo(-5, 3)` is 1.
 * Throws for a divisor of 0.
 */
export const modulo = (dividend: number, divisor: number): number => {
  if (divisor === 0) throw new RangeError(`${dividend} is divided by 0`);
  if (!areIntegers(dividend, divisor, 0))
    return combined(
      dividend,
      divisor,
      'modulo',
      atOneScale((a, b) => ((a % b) + b) % b),
    );
  const rest = dividend % divisor;
  if (rest === 0) return 0;
  return rest < 0 !== divisor < 0 ? rest + divisor : rest;
};

const areIntegers = (left: number, right: number, result: number): boolean =>
  Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(result);

/** How what lies between two decimals with the wanted digits is rounded. */
export type Rounding = 'up' | 'down' | 'half up' | 'half down' | 'half even' | 'floor' | 'ceiling';

/**
 * A number rounded to so many digits after the point (DMN 1.5, 10.3.4.5): `up` is away from 0, `half up` too where it is halfway. Exact, by the
 * number's decimal digits: 1.005 to 2 digits half up is 1.01.
 * @param scale may be negative: -2 rounds to hundreds
 */
export const round = (value: number, scale: number, rounding: Rounding): number => {
  if (!Number.isInteger(scale) || Math.abs(scale) > greatestScale)
    throw new RangeError(`${scale} is no number of digits from -${greatestScale} to ${greatestScale}`);
  const decimal = decimalOf(value);
  if (decimal.scale <= scale) return value === 0 ? 0 : value;
  const unit = 10n ** BigInt(decimal.scale - scale);
  const isNegative = decimal.digits < 0n;
  const size = isNegative ? -decimal.digits : decimal.digits;
  const [whole, rest] = [size / unit, size % unit];
  const digits = whole + (rest > 0n && goesUp(rounding, whole, 2n * rest - unit, isNegative) ? 1n : 0n);
  return numberOf({ digits: isNegative ? -digits : digits, scale }, false, () => '');
};

/** Whether what lies between goes away from 0. @param beyondHalf more than 0 where more than half is left, 0 for just half */
const goesUp = (rounding: Rounding, whole: bigint, beyondHalf: bigint, isNegative: boolean): boolean => {
  switch (rounding) {
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return isNegative;
    case 'ceiling':
      return !isNegative;
    case 'half up':
      return beyondHalf >= 0n;
    case 'half down':
      return beyondHalf > 0n;
    case 'half even':
      return beyondHalf > 0n || (beyondHalf === 0n && whole % 2n === 1n);
  }
};
