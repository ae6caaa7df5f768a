import { Decimal, decimalOf, normalized } from './decimal.js';
import type { Numeric } from './numeric.js';

/** How what lies between two decimals with the wanted digits is rounded. */
export type Rounding = 'up' | 'down' | 'half up' | 'half down' | 'half even' | 'floor' | 'ceiling';

/** What is computed of numbers. Results have 34 digits, rounded half to even where they would have more; a RangeError for what cannot be computed. */
export interface Arithmetic {
  readonly add: (left: Numeric, right: Numeric) => Numeric;
  readonly subtract: (left: Numeric, right: Numeric) => Numeric;
  readonly multiply: (left: Numeric, right: Numeric) => Numeric;
  /** Throws for a divisor of 0. */
  readonly divide: (dividend: Numeric, divisor: Numeric) => Numeric;
  /** The rest of a division that is rounded down, with the divisor's sign. Throws for a divisor of 0. */
  readonly modulo: (dividend: Numeric, divisor: Numeric) => Numeric;
  /** @param scale digits after the point; negative before it */
  readonly round: (value: Numeric, scale: Numeric, rounding: Rounding) => Numeric;
}

const modes = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  'half up': Decimal.ROUND_HALF_UP,
  'half down': Decimal.ROUND_HALF_DOWN,
  'half even': Decimal.ROUND_HALF_EVEN,
} as const;

/** Numbers are rounded to scales between these (DMN 1.5, table 76). */
const [leastScale, mostScale] = [-6111, 6176];

/** The arithmetic of the reference: the library computes each step. */
export const libraryArithmetic: Arithmetic = {
  add: (left, right) => normalized(decimalOf(left).plus(decimalOf(right))),
  subtract: (left, right) => normalized(decimalOf(left).minus(decimalOf(right))),
  multiply: (left, right) =>
    notVanished(decimalOf(left).times(decimalOf(right)), isZero(left) || isZero(right), left, '*', right),
  divide: (dividend, divisor) => {
    if (isZero(divisor)) throw new RangeError(`${String(dividend)} is divided by 0`);
    return notVanished(decimalOf(dividend).div(decimalOf(divisor)), isZero(dividend), dividend, '/', divisor);
  },
  modulo: (dividend, divisor) => {
    if (isZero(divisor)) throw new RangeError(`${String(dividend)} is divided by 0`);
    return normalized(decimalOf(dividend).mod(decimalOf(divisor)));
  },
  round: (value, scale, rounding) => {
    const places = Number(scale);
    if (!Number.isInteger(places) || places < leastScale || places > mostScale)
      throw new RangeError(`${String(scale)} is no number of digits from ${leastScale} to ${mostScale}`);
    const decimal = decimalOf(value);
    // The library rounds after the point only.
    return normalized(
      places >= 0
        ? decimal.toDecimalPlaces(places, modes[rounding])
        : decimal.times(`1e${places}`).toDecimalPlaces(0, modes[rounding]).times(`1e${-places}`),
    );
  },
};

/** 0 is a JavaScript number. */
const isZero = (value: Numeric): boolean => value === 0;

/** What is nearer to 0 than any number is not computed: it would be taken for 0. */
const notVanished = (
  result: InstanceType<typeof Decimal>,
  mayBeZero: boolean,
  left: Numeric,
  sign: string,
  right: Numeric,
): Numeric => {
  if (result.isZero() && !mayBeZero)
    throw new RangeError(`${String(left)} ${sign} ${String(right)} is nearer to 0 than numbers go`);
  return normalized(result);
};
