import { Decimal, decimalOf, normalized } from '../numbers/decimal.js';
import type { Arithmetic } from '../numbers/library-arithmetic.js';
import { compareNumbers, type Numeric } from '../numbers/numeric.js';
import { middle, numbers, one, wants, type BuiltIn } from '../built-in.js';
import { isNumeric } from '../types/type-relations.js';
import type { Type } from '../types/types.js';

/** The sum of a list by one way to compute. */
export const sumBy =
  (by: Arithmetic) =>
  (list: readonly Numeric[]): Numeric =>
    list.reduce((total, item) => by.add(total, item), 0);

/** What functions of numbers give (DMN 1.5, tables 75 and 76), to 34 digits, and `**`, which expressions call by its sign. */
export const makeNumberCalculations = (by: Arithmetic) => {
  const sum = sumBy(by);
  const wholePower = (base: Numeric, exponent: number): Numeric => {
    let [result, factor, left]: [Numeric, Numeric, number] = [1, base, exponent];
    while (left > 0) {
      if (left % 2 === 1) result = by.multiply(result, factor);
      left = Math.floor(left / 2);
      if (left > 0) factor = by.multiply(factor, factor);
    }
    return result;
  };
  return {
    power: (base: Numeric, exponent: Numeric): Numeric => {
      if (typeof exponent === 'number' && Number.isInteger(exponent) && Math.abs(exponent) <= mostFactors) {
        const size = wholePower(base, Math.abs(exponent));
        return exponent < 0 ? by.divide(1, size) : size;
      }
      return finite(
        () => decimalOf(base).pow(decimalOf(exponent)),
        `${String(base)} to the power of ${String(exponent)}`,
      );
    },
    sqrt: (of: Numeric): Numeric => finite(() => decimalOf(of).sqrt(), `the square root of ${String(of)}`),
    exp: (of: Numeric): Numeric =>
      finite(
        () => (compareNumbers(of, mostExponent) > 0 ? new Decimal(Infinity) : decimalOf(of).exp()),
        `e to the power of ${String(of)}`,
      ),
    log: (of: Numeric): Numeric => finite(() => decimalOf(of).ln(), `the logarithm of ${String(of)}`),
    even: (of: Numeric): boolean => by.modulo(of, 2) === 0,
    odd: (of: Numeric): boolean => by.modulo(of, 2) === 1,
    stddev: (list: readonly Numeric[]): Numeric | null => {
      if (list.length < 2) return null;
      const mean = by.divide(sum(list), list.length);
      const squares = list.map((item) => by.subtract(item, mean)).map((away) => by.multiply(away, away));
      return normalized(decimalOf(by.divide(sum(squares), list.length - 1)).sqrt());
    },
    mode: (list: readonly Numeric[]): readonly Numeric[] => {
      // Each value has one form, and those of a decimal its digits.
      const counts = new Map<number | string, { readonly item: Numeric; count: number }>();
      let most = 0;
      for (const item of list) {
        const key = typeof item === 'number' ? item : item.toString();
        const found = counts.get(key) ?? { item, count: 0 };
        found.count += 1;
        counts.set(key, found);
        most = Math.max(most, found.count);
      }
      return [...counts.values()]
        .filter(({ count }) => count === most)
        .map(({ item }) => item)
        .sort(compareNumbers);
    },
  } as const;
};

/** More factors than anybody multiplies. */
const mostFactors = 1000;
/** Beyond this a power of e is beyond what numbers go to. */
const mostExponent = 20_000;

const finite = (compute: () => InstanceType<typeof Decimal>, told: string): Numeric => {
  const value = compute();
  if (!value.isFinite()) throw new RangeError(`${told} is no number`);
  return normalized(value);
};

const real = (call: string): BuiltIn =>
  one(call, (type) => (isNumeric(type) ? { kind: 'number' } : wants('a number', type)));

const whetherNumber = (call: string): BuiltIn =>
  one(call, (type) => (isNumeric(type) ? { kind: 'boolean' } : wants('a number', type)));

/** How these are called, and what they give. */
export const numberFunctions: Readonly<
  Record<Exclude<keyof ReturnType<typeof makeNumberCalculations>, 'power'>, BuiltIn>
> = {
  sqrt: real('sqrt(number)'),
  exp: real('exp(number)'),
  log: real('log(number)'),
  even: whetherNumber('even(number)'),
  odd: whetherNumber('odd(number)'),
  stddev: one('stddev(list)', (type) => middle(type)),
  mode: one('mode(list)', (type): Type | string => {
    const item = numbers(type);
    return typeof item === 'string' ? item : { kind: 'list', of: item };
  }),
};
