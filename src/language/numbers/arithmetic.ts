/**
 * Numbers as decimals of 34 digits, computed with in JavaScript numbers wherever that is exact: integers within ±(2^53 - 1), and decimals of few digits
 * as whole units of their last one. All else is computed by the library (`library-arithmetic.ts`). All throw a RangeError for what cannot be computed.
 */
import { libraryArithmetic, type Arithmetic, type Rounding } from './library-arithmetic.js';
import type { Numeric } from './numeric.js';

export type { Rounding } from './library-arithmetic.js';

/** A number with up to so many digits after the point is looked at as whole units. */
const mostPlaces = 9;
/** Units below this are one decimal each, of 15 digits. */
const mostUnits = 1e15;
const tens = Array.from({ length: 2 * mostPlaces + 1 }, (_, places) => Number(`1e${places}`));
const ten = (places: number): number => tens[places] ?? NaN;

const areIntegers = (left: number, right: number, result: number): boolean =>
  Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(result);

/**
 * How many digits after the point say a number exactly; -1 where it has more than few, or more than 15 in all. The quotient of two exact
 * integers is the double nearest to it, and no two decimals of 15 digits share their nearest double.
 */
const placesOf = (value: number): number => {
  for (let places = 0; places <= mostPlaces; places += 1) {
    const units = Math.round(value * ten(places));
    if (!(Math.abs(units) < mostUnits)) return -1;
    if (units / ten(places) === value) return places;
  }
  return -1;
};

const unitsAt = (value: number, own: number, places: number): number =>
  Math.round(value * ten(own)) * ten(places - own);

/** @param units whole, and exact where it is small enough */
const fromUnits = (units: number, places: number): number | undefined =>
  Math.abs(units) < mostUnits ? (units === 0 ? 0 : units / ten(places)) : undefined;

/** A sum, or with `sign` -1 a difference, in units of the last digit. */
const sumOfUnits = (left: number, right: number, sign: 1 | -1): number | undefined => {
  const [own, others] = [placesOf(left), placesOf(right)];
  if (own < 0 || others < 0) return undefined;
  const places = Math.max(own, others);
  const [one, other] = [unitsAt(left, own, places), unitsAt(right, others, places)];
  return Number.isSafeInteger(one) && Number.isSafeInteger(other)
    ? fromUnits(one + sign * other, places)
    : undefined;
};

/** The sum of two numbers. */
const add = (left: Numeric, right: Numeric): Numeric => {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (areIntegers(left, right, sum)) return sum;
    const found = sumOfUnits(left, right, 1);
    if (found !== undefined) return found;
  }
  return libraryArithmetic.add(left, right);
};

/** The difference of two numbers. */
const subtract = (left: Numeric, right: Numeric): Numeric => {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (areIntegers(left, right, difference)) return difference;
    const found = sumOfUnits(left, right, -1);
    if (found !== undefined) return found;
  }
  return libraryArithmetic.subtract(left, right);
};

/** The product of two numbers. */
const multiply = (left: Numeric, right: Numeric): Numeric => {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (areIntegers(left, right, product)) return product === 0 ? 0 : product;
    const [own, others] = [placesOf(left), placesOf(right)];
    if (own >= 0 && others >= 0) {
      const found = fromUnits(unitsAt(left, own, own) * unitsAt(right, others, others), own + others);
      if (found !== undefined) return found;
    }
  }
  return libraryArithmetic.multiply(left, right);
};

/** The quotient of two numbers. Throws for a divisor of 0: neither an infinity nor an absent value may decide anything. */
const divide = (dividend: Numeric, divisor: Numeric): Numeric => {
  if (typeof dividend === 'number' && typeof divisor === 'number' && divisor !== 0) {
    const found = quotientOfUnits(dividend, divisor);
    if (found !== undefined) return found;
  }
  return libraryArithmetic.divide(dividend, divisor);
};

/** A quotient that ends after few digits: multiplied by the divisor it gives the dividend back. */
const quotientOfUnits = (dividend: number, divisor: number): number | undefined => {
  const quotient = dividend / divisor;
  const [own, others, places] = [placesOf(dividend), placesOf(divisor), placesOf(quotient)];
  if (own < 0 || others < 0 || places < 0) return undefined;
  const one = unitsAt(dividend, own, Math.max(own, others));
  const other = unitsAt(divisor, others, Math.max(own, others));
  const product = unitsAt(quotient, places, places) * other;
  return Number.isSafeInteger(product) && product === one * ten(places)
    ? quotient === 0
      ? 0
      : quotient
    : undefined;
};

/**
 * What is left of a division that is rounded down, with the divisor's sign (DMN 1.5, table 76): `modulo(-5, 3)` is 1.
 * Throws for a divisor of 0.
 */
const modulo = (dividend: Numeric, divisor: Numeric): Numeric => {
  if (typeof dividend !== 'number' || typeof divisor !== 'number' || divisor === 0)
    return libraryArithmetic.modulo(dividend, divisor);
  if (!areIntegers(dividend, divisor, 0)) return libraryArithmetic.modulo(dividend, divisor);
  const rest = dividend % divisor;
  if (rest === 0) return 0;
  return rest < 0 !== divisor < 0 ? rest + divisor : rest;
};

/**
 * A number rounded to so many digits after the point (DMN 1.5, 10.3.4.5): `up` is away from 0, `half up` too where it is halfway. Exact, by the
 * number's decimal digits: 1.005 to 2 digits half up is 1.01.
 * @param scale may be negative: -2 rounds to hundreds
 */
const round = (value: Numeric, scale: Numeric, rounding: Rounding): Numeric => {
  if (scale === 0 && Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  const places = typeof value === 'number' ? placesOf(value) : -1;
  if (typeof value !== 'number' || places < 0 || typeof scale !== 'number' || !isFewPlaces(scale))
    return libraryArithmetic.round(value, scale, rounding);
  if (places <= scale) return value === 0 ? 0 : value;
  return roundedUnits(unitsAt(value, places, places), ten(places - scale), rounding) / ten(scale);
};

const isFewPlaces = (scale: number): boolean => scale >= 0 && scale <= mostPlaces && scale % 1 === 0;

/** A quotient rounded to an integer, without the digits between where both are integers. */
export const roundedQuotient = (dividend: Numeric, divisor: Numeric, rounding: Rounding): Numeric => {
  if (rounding === 'floor' && typeof dividend === 'number' && typeof divisor === 'number') {
    // What this leaves shows whether the double is the one below.
    const quotient = Math.floor(dividend / divisor);
    const product = quotient * divisor;
    const left = divisor > 0 ? dividend - product : product - dividend;
    if (areIntegers(dividend, divisor, product) && left >= 0 && left < Math.abs(divisor))
      return quotient === 0 ? 0 : quotient;
  }
  return roundedExactly(dividend, divisor, rounding);
};

const roundedExactly = (dividend: Numeric, divisor: Numeric, rounding: Rounding): Numeric =>
  typeof dividend === 'number' &&
  typeof divisor === 'number' &&
  divisor !== 0 &&
  areIntegers(dividend, divisor, 0)
    ? divisor < 0
      ? roundedUnits(-dividend, -divisor, rounding)
      : roundedUnits(dividend, divisor, rounding)
    : round(divide(dividend, divisor), 0, rounding);

/** How many units there are in an integer, rounded. @param unit more than 0 */
const roundedUnits = (value: number, unit: number, rounding: Rounding): number => {
  const isNegative = value < 0;
  const size = Math.abs(value);
  const rest = size % unit;
  const whole = (size - rest) / unit;
  // Twice the rest could be more than is exact.
  const rounded = rest > 0 && goesUp(rounding, whole, rest - (unit - rest), isNegative) ? whole + 1 : whole;
  return isNegative && rounded !== 0 ? -rounded : rounded;
};

/** Whether what lies between goes away from 0. @param beyondHalf more than 0 where more than half is left, 0 for just half */
const goesUp = (rounding: Rounding, whole: number, beyondHalf: number, isNegative: boolean): boolean => {
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
      return beyondHalf >= 0;
    case 'half down':
      return beyondHalf > 0;
    case 'half even':
      return beyondHalf > 0 || (beyondHalf === 0 && whole % 2 === 1);
  }
};

/** The arithmetic of compiled decisions. */
export const arithmetic: Arithmetic = { add, subtract, multiply, divide, modulo, round };
