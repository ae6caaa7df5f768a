import { Decimal as Library } from 'decimal.js';
import { nearestNumber, type Numeric } from './numeric.js';

/**
 * Decimals as DMN has them: those of IEEE 754's decimal128, of 34 digits, rounded half to even, with exponents from -6143 to 6144. A remainder has the
 * sign of its divisor.
 */
export const Decimal = Library.clone({
  defaults: true,
  precision: 34,
  rounding: Library.ROUND_HALF_EVEN,
  modulo: Library.ROUND_FLOOR,
  minE: -6143,
  maxE: 6144,
  toExpNeg: -40,
  toExpPos: 40,
});

/** The digits that a number has at most. */
export const mostDigits = 34;

/** With up to so many digits, and exponents well within a double's, the nearest double's shortest text is the decimal itself. */
const surelySaid = { digits: 15, exponent: 290 };
/** No double's shortest text has more digits. */
const mostSaid = 17;

/** A number in its one form. Throws a RangeError for what lies beyond the exponents. */
export const normalized = (decimal: Library): Numeric => {
  if (!decimal.isFinite()) throw new RangeError('what is computed is beyond what numbers go to');
  const digits = decimal.precision();
  if (digits > mostSaid) return decimal;
  const near = nearestNumber(decimal);
  if (digits <= surelySaid.digits && Math.abs(decimal.e) <= surelySaid.exponent) return near;
  return decimal.eq(near) ? near : decimal;
};

/** A number as the library has it. */
export const decimalOf = (value: Numeric): Library =>
  value instanceof Decimal ? value : new Decimal(typeof value === 'number' ? value : value.toString());

/** A number's digits without an exponent, which feelin misreads: `1e-7` is `0.0000001`. */
export const plainDecimal = (value: number): string => decimalOf(value).toFixed();

/** The number that digits write; `undefined` for a text that is none, or has more digits than are counted. */
export const numberOfDigits = (written: string): Numeric | undefined => {
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,5})?$/i.test(written)) return undefined;
  const decimal = new Decimal(written);
  return decimal.precision() > mostDigits ? undefined : normalized(decimal);
};

/** A finite number as `digits / 10^scale`; the scale may be negative. */
export interface Digits {
  readonly digits: bigint;
  readonly scale: number;
}

/** The digits that a number has, or that a text writes. */
export const digitsOf = (value: Numeric | string): Digits => {
  const [written = '0', exponent = '0'] = String(value).toLowerCase().split('e');
  const [whole = '', fraction = ''] = written.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
};
