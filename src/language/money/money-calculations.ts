import { add, decimalOf, divide, multiply, round, subtract, type Rounding } from '../arithmetic.js';
import type { Value } from '../types/types.js';

/** Money, or an amount of it that is not rounded to whole minor units. */
export interface Amount {
  readonly minor: number;
  readonly currency: string;
  readonly [field: string]: Value;
}

const inOneCurrency = (one: Amount, other: Amount): string => {
  if (one.currency === other.currency) return one.currency;
  throw new RangeError(`${one.currency} and ${other.currency} are different currencies`);
};

const compare = (one: Amount, other: Amount): number => {
  inOneCurrency(one, other);
  return Math.sign(one.minor - other.minor);
};

const of = (minor: number, currency: string): Amount => ({ minor, currency });

const rounded =
  (rounding: Rounding) =>
  ({ minor, currency }: Amount): Amount =>
    of(round(minor, 0, rounding), currency);

const extreme =
  (sign: number) =>
  (...given: readonly (Amount | readonly Amount[])[]): Value =>
    given
      .flat(1)
      .reduce<Amount | null>(
        (found, one) => (found === null || compare(one, found) * sign > 0 ? one : found),
        null,
      );

/** What operators and functions come to for money; expressions have no names for these. A RangeError where currencies differ. */
export const moneyOperations = {
  'add money': (one: Amount, other: Amount): Amount =>
    of(add(one.minor, other.minor), inOneCurrency(one, other)),
  'subtract money': (one: Amount, other: Amount): Amount =>
    of(subtract(one.minor, other.minor), inOneCurrency(one, other)),
  'times money': (one: Amount, factor: number): Amount => of(multiply(one.minor, factor), one.currency),
  'share of money': (one: Amount, divisor: number): Amount => of(divide(one.minor, divisor), one.currency),
  'ratio of money': (one: Amount, other: Amount): number => {
    inOneCurrency(one, other);
    return divide(one.minor, other.minor);
  },
  'negate money': (one: Amount): Amount => of(0 - one.minor, one.currency),
  'abs of money': (one: Amount): Amount => of(Math.abs(one.minor), one.currency),
  'compare money': compare,
  'same money': (one: Amount, other: Amount): boolean =>
    one.minor === other.minor && one.currency === other.currency,
  'sum of money': (amounts: readonly Amount[]): Value =>
    amounts.reduce<Amount | null>(
      (total, one) => (total === null ? one : of(add(total.minor, one.minor), inOneCurrency(total, one))),
      null,
    ),
  'least of money': extreme(-1),
  'greatest of money': extreme(1),
  'floor of money': rounded('floor'),
  'ceiling of money': rounded('ceiling'),
  'round up of money': rounded('up'),
  'round down of money': rounded('down'),
  'round half up of money': rounded('half up'),
  'round half down of money': rounded('half down'),
  'round half even of money': rounded('half even'),
} as const;

/**
 * Shares of an amount by weights, in whole minor units that add up to it: each the part that is due, rounded down, and what is left over one unit each to
 * those whose parts were cut most; of equals to the first.
 */
export const allocate = ({ minor, currency }: Amount, weights: readonly number[]): readonly Amount[] => {
  const decimals = weights.map(unitsOf);
  if (weights.some((weight) => weight < 0)) throw new RangeError('a weight is less than 0');
  const scale = Math.max(0, ...decimals.map((one) => one.scale));
  const units = decimals.map((one) => one.digits * 10n ** BigInt(scale - one.scale));
  const total = units.reduce((sum, one) => sum + one, 0n);
  if (total === 0n) throw new RangeError('the weights come to 0');
  const size = BigInt(Math.abs(minor));
  const shares = units.map((one, place) => ({
    whole: (size * one) / total,
    rest: (size * one) % total,
    place,
  }));
  const left = size - shares.reduce((sum, { whole }) => sum + whole, 0n);
  const first = new Set(
    [...shares]
      .sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest < b.rest ? 1 : -1))
      .slice(0, Number(left))
      .map(({ place }) => place),
  );
  return shares.map(({ whole, place }) => {
    const share = Number(whole) + (first.has(place) ? 1 : 0);
    return of(minor < 0 && share !== 0 ? -share : share, currency);
  });
};

/** A number as whole units of its last decimal digit. */
const unitsOf = (value: number): ReturnType<typeof decimalOf> => {
  const { digits, scale } = decimalOf(value);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
};
