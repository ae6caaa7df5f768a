import { arithmetic, roundedQuotient, type Rounding } from '../../language/numbers/arithmetic.js';
import { addMonths, formatDuration, formatInstant } from '../../language/instants.js';
import { distinct } from '../../language/merges.js';
import { compareNumbers, nearestNumber, type Numeric } from '../../language/numbers/numeric.js';
import { formatTemporal } from '../../language/time/temporal-texts.js';
import { money, type Computed } from '../../language/types/types.js';
import { itemAt, sameValue } from '../../language/values.js';
import { asGiven, instantOf, timeValueOf } from '../facts/fact-values.js';
import { held, notComputed } from '../facts/out-of-range.js';
import { counting } from './counting.js';

/** Freezes data to its depth, so that decisions may share it. */
export const frozen = <Data>(data: Data): Data => {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    for (const part of Object.values(data)) frozen(part);
    Object.freeze(data);
  }
  return data;
};

/** Whether a value is plainly money within its range; `held` has the last word on any other. */
const isSoundMoney = (value: Computed, isOwed: boolean): boolean => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { minor, currency } = value as Readonly<Record<string, Computed>>; // neither a list nor null
  return (
    Number.isSafeInteger(minor) &&
    !(isOwed && Number(minor) < 0) &&
    typeof currency === 'string' &&
    isCode.test(currency)
  );
};

const isCode = /^[A-Z]{3}$/;

const mostCounted = Number.MAX_SAFE_INTEGER;

/** A calculation that may fail, with the name of what is computed. */
export const named =
  <One, Other, Result>(compute: (one: One, other: Other) => Result) =>
  (one: One, other: Other, what: string): Result => {
    try {
      return compute(one, other);
    } catch (cause) {
      throw notComputed(what, cause);
    }
  };

/** What generated code of an expression calls, whatever edition it is of. */
export const computing = {
  frozen,
  held,
  instantOf,
  formatInstant,
  formatDuration,
  formatTemporal,
  timeValueOf,
  asGiven,
  nearestOf: (value: Numeric | null): number | null => (value === null ? null : nearestNumber(value)),
  /** A sum, a difference, a product of integers that JavaScript counts. */
  plus: (one: number, other: number): Numeric => {
    const sum = one + other;
    return sum >= -mostCounted && sum <= mostCounted ? sum : arithmetic.add(one, other);
  },
  minus: (one: number, other: number): Numeric => {
    const difference = one - other;
    return difference >= -mostCounted && difference <= mostCounted
      ? difference
      : arithmetic.subtract(one, other);
  },
  times: (one: number, other: number): Numeric => {
    const product = one * other;
    return product >= -mostCounted && product <= mostCounted ? product + 0 : arithmetic.multiply(one, other);
  },
  add: named(arithmetic.add),
  subtract: named(arithmetic.subtract),
  multiply: named(arithmetic.multiply),
  divide: named(arithmetic.divide),
  modulo: named(arithmetic.modulo),
  monthsLater: named(addMonths),
  roundedQuotient: (dividend: Numeric, divisor: Numeric, rounding: Rounding, what: string): Numeric => {
    try {
      return roundedQuotient(dividend, divisor, rounding);
    } catch (cause) {
      throw notComputed(what, cause);
    }
  },
  compareOf: compareNumbers,
  leastOf: (one: Numeric, other: Numeric): Numeric => (compareNumbers(other, one) < 0 ? other : one),
  greatestOf: (one: Numeric, other: Numeric): Numeric => (compareNumbers(other, one) > 0 ? other : one),
  /** A sum of JavaScript's numbers, which no list has so many of that it can't be computed. */
  sumOf: (list: readonly Numeric[]): Numeric => list.reduce(arithmetic.add, 0),
  absOf: (value: Numeric): Numeric => (typeof value === 'number' ? Math.abs(value) : value.abs()),
  isAmongOf: (list: readonly Computed[], sought: Computed): boolean =>
    list.some((item) => sameValue(item, sought)),
  /** What `held` makes of an integer. */
  integerOf: (value: Computed, what: string): Computed =>
    Number.isSafeInteger(value) ? value : held(value, { kind: 'integer' }, what),
  /** What `held` makes of money. */
  moneyOf: (value: Computed, what: string, isOwed: boolean): Computed =>
    isSoundMoney(value, isOwed) ? value : held(value, money, what, isOwed),
  /** A field of what may be no object, only where it is the object's own. */
  own: (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Readonly<Record<string, unknown>>)[name] // an object that has the field
      : undefined,
  /** The item at a place that counts from 1, or from the end where it is negative. */
  itemOf: itemAt,
  ...counting,
  distinctOf: distinct,
};
