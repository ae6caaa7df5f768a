import type { Arithmetic, Rounding } from '../numbers/library-arithmetic.js';
import { compareNumbers, sameNumber, type Numeric } from '../numbers/numeric.js';
import type { Computed } from '../types/types.js';

/** Money, or an amount of it that is not rounded to whole minor units. */
export interface Amount {
  readonly minor: Numeric;
  readonly currency: string;
  readonly [field: string]: Computed;
}

const inOneCurrency = (one: Amount, other: Amount): string => {
  if (one.currency === other.currency) return one.currency;
  throw new RangeError(`${one.currency} and ${other.currency} are different currencies`);
};

const compare = (one: Amount, other: Amount): number => {
  inOneCurrency(one, other);
  return compareNumbers(one.minor, other.minor);
};

const of = (minor: Numeric, currency: string): Amount => ({ minor, currency });

const extreme =
  (sign: number) =>
  (...given: readonly (Amount | readonly Amount[])[]): Amount | null =>
    given
      .flat(1)
      .reduce<Amount | null>(
        (found, one) => (found === null || compare(one, found) * sign > 0 ? one : found),
        null,
      );

/** What operators and functions come to for money; expressions have no names for these. A RangeError where currencies differ. */
export const makeMoneyOperations = (by: Arithmetic) => {
  const rounded =
    (rounding: Rounding) =>
    ({ minor, currency }: Amount): Amount =>
      of(by.round(minor, 0, rounding), currency);
  const add = (one: Amount, other: Amount): Amount =>
    of(by.add(one.minor, other.minor), inOneCurrency(one, other));
  return {
    'add money': add,
    'subtract money': (one: Amount, other: Amount): Amount =>
      of(by.subtract(one.minor, other.minor), inOneCurrency(one, other)),
    'times money': (one: Amount, factor: Numeric): Amount => of(by.multiply(one.minor, factor), one.currency),
    'share of money': (one: Amount, divisor: Numeric): Amount =>
      of(by.divide(one.minor, divisor), one.currency),
    'ratio of money': (one: Amount, other: Amount): Numeric => {
      inOneCurrency(one, other);
      return by.divide(one.minor, other.minor);
    },
    'negate money': (one: Amount): Amount => of(by.subtract(0, one.minor), one.currency),
    'abs of money': (one: Amount): Amount =>
      compareNumbers(one.minor, 0) < 0 ? of(by.subtract(0, one.minor), one.currency) : one,
    'compare money': compare,
    'same money': (one: Amount, other: Amount): boolean =>
      sameNumber(one.minor, other.minor) && one.currency === other.currency,
    'sum of money': (amounts: readonly Amount[]): Amount | null =>
      amounts.reduce<Amount | null>((total, one) => (total === null ? one : add(total, one)), null),
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
};

/** The names of these. */
export type MoneyOperationName = keyof ReturnType<typeof makeMoneyOperations>;
