import type { Arithmetic, Rounding } from './library-arithmetic.js';
import { numberOfDigits } from './decimal.js';
import { makeNumberCalculations, sumBy } from '../functions/number-functions.js';
import { makeMoneyOperations } from '../money/money-calculations.js';
import { makeLengthOperations } from '../time/time-calculations.js';
import { compareNumbers, type Numeric } from './numeric.js';

/**
 * What functions and operators of numbers and money come to, by one way to compute. Both evaluators have the same functions, of different arithmetic.
 */
export const makeNumericCalculations = (by: Arithmetic) => {
  const rounded =
    (rounding: Rounding) =>
    (value: Numeric, scale: Numeric = 0): Numeric =>
      by.round(value, scale, rounding);
  const sum = sumBy(by);
  return {
    ...makeMoneyOperations(by),
    ...makeLengthOperations(by),
    ...makeNumberCalculations(by),
    /** A number of more digits than a JavaScript number says; expressions write its digits. */
    'number of digits': (written: string): Numeric => {
      const value = numberOfDigits(written);
      if (value === undefined) throw new RangeError(`${written} is no number that is counted`);
      return value;
    },
    floor: rounded('floor'),
    ceiling: rounded('ceiling'),
    decimal: rounded('half even'),
    'round up': rounded('up'),
    'round down': rounded('down'),
    'round half up': rounded('half up'),
    'round half down': rounded('half down'),
    'round half even': rounded('half even'),
    sum,
    product: (list: readonly Numeric[]): Numeric => list.reduce(by.multiply, 1),
    mean: (list: readonly Numeric[]): Numeric | null =>
      list.length === 0 ? null : by.divide(sum(list), list.length),
    median: (list: readonly Numeric[]): Numeric | null => {
      const sorted = [...list].sort(compareNumbers);
      const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
      if (low === undefined || high === undefined) return null;
      return compareNumbers(low, high) === 0 ? low : by.divide(by.add(low, high), 2);
    },
    min: (...given: readonly (Numeric | readonly Numeric[])[]): Numeric | null => extreme(given, -1),
    max: (...given: readonly (Numeric | readonly Numeric[])[]): Numeric | null => extreme(given, 1),
  };
};

/** The least or the greatest of numbers, or of those in one list. @param sign of a comparison with a better one */
const extreme = (given: readonly (Numeric | readonly Numeric[])[], sign: 1 | -1): Numeric | null => {
  const [first, ...others] = given.flat() as readonly Numeric[]; // a list of lists is none that the checker lets through
  return first === undefined
    ? null
    : others.reduce((best, one) => (compareNumbers(one, best) * sign > 0 ? one : best), first);
};
