import { add, divide, modulo, multiply, subtract } from '../arithmetic.js';
import { middle, numbers, one, wants, type BuiltIn } from '../built-in.js';
import { isNumeric } from '../types/type-relations.js';
import type { Type, Value } from '../types/types.js';

/** What functions of numbers give (DMN 1.5, tables 75 and 76), and `**`, which expressions call by its sign. */
export const numberCalculations = {
  power: (base: number, exponent: number): number => {
    if (Number.isInteger(exponent) && Math.abs(exponent) <= mostFactors) {
      const size = wholePower(base, Math.abs(exponent));
      return exponent < 0 ? divide(1, size) : size;
    }
    return finite(base ** exponent, `${base} to the power of ${exponent}`);
  },
  sqrt: (of: number): number => finite(Math.sqrt(of), `the square root of ${of}`),
  exp: (of: number): number => finite(Math.exp(of), `e to the power of ${of}`),
  log: (of: number): number => finite(Math.log(of), `the logarithm of ${of}`),
  even: (of: number): boolean => modulo(of, 2) === 0,
  odd: (of: number): boolean => modulo(of, 2) === 1,
  stddev: (list: readonly number[]): Value => {
    if (list.length < 2) return null;
    const mean = divide(list.reduce(add, 0), list.length);
    const squares = list.map((item) => subtract(item, mean)).map((away) => away * away);
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (list.length - 1));
  },
  mode: (list: readonly number[]): Value => {
    const counts = new Map<number, number>();
    for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
    const most = Math.max(...counts.values());
    return [...counts]
      .filter(([, count]) => count === most)
      .map(([item]) => item)
      .sort((a, b) => a - b);
  },
} as const;

/** More factors than anybody multiplies. */
const mostFactors = 1000;

/** Exact, by squaring. */
const wholePower = (base: number, exponent: number): number => {
  let [result, factor, left] = [1, base, exponent];
  while (left > 0) {
    if (left % 2 === 1) result = multiply(result, factor);
    left = Math.floor(left / 2);
    if (left > 0) factor = multiply(factor, factor);
  }
  return result;
};

const finite = (value: number, told: string): number => {
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
  throw new RangeError(`${told} is no number`);
};

const real = (call: string): BuiltIn =>
  one(call, (type) => (isNumeric(type) ? { kind: 'number' } : wants('a number', type)));

const whetherNumber = (call: string): BuiltIn =>
  one(call, (type) => (isNumeric(type) ? { kind: 'boolean' } : wants('a number', type)));

/** How these are called, and what they give. */
export const numberFunctions: Readonly<Record<Exclude<keyof typeof numberCalculations, 'power'>, BuiltIn>> = {
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
