import { libraryArithmetic } from '../../../language/numbers/library-arithmetic.js';
import { makeNumericCalculations } from '../../../language/numbers/numeric-calculations.js';
import type { Numeric } from '../../../language/numbers/numeric.js';
import type { ArithmeticOperator } from '../../../language/syntax/syntax.js';
import { boolean, none, number, text, type Dmn } from './dmn-value.js';
import { NotSaid } from './not-said.js';
import { between, later, monthsLater, ratio, scaled } from './time/time-arithmetic.js';
import { partOfTime } from './time/time-parts.js';

/** What functions of numbers give, by the library's arithmetic. */
export const numbers = makeNumericCalculations(libraryArithmetic);

/** What is computed of numbers; null where it cannot be. */
export const computed = (compute: () => Numeric | null): Dmn => {
  try {
    const value = compute();
    return value === null ? none : number(value);
  } catch (error) {
    if (error instanceof RangeError) return none;
    throw error;
  }
};

const byOperator: Readonly<Record<ArithmeticOperator, (left: Numeric, right: Numeric) => Numeric>> = {
  '+': libraryArithmetic.add,
  '-': libraryArithmetic.subtract,
  '*': libraryArithmetic.multiply,
  '/': libraryArithmetic.divide,
  '**': numbers.power,
};

/** Arithmetic of two values (DMN 1.5, tables 55 to 61); null where the operator does not go between their kinds. */
export const arithmetic = (operator: ArithmeticOperator, left: Dmn, right: Dmn): Dmn => {
  const [a, b] = [single(left), single(right)];
  if (a.kind === 'number' && b.kind === 'number')
    return computed(() => byOperator[operator](a.value, b.value));
  switch (operator) {
    case '+':
      if (a.kind === 'string' && b.kind === 'string') return text(a.value + b.value);
      return isPoint(b) ? moved(b, a, 1) : isPoint(a) ? moved(a, b, 1) : summed(a, b, 1);
    case '-':
      if (isPoint(a) && isPoint(b)) return apart(a, b);
      return isPoint(a) ? moved(a, b, -1) : summed(a, b, -1);
    case '*':
      if (isLength(a) && b.kind === 'number') return scaled(a, b.value, '*');
      return isLength(b) && a.kind === 'number' ? scaled(b, a.value, '*') : none;
    case '/':
      if (isLength(a) && b.kind === 'number') return b.value === 0 ? none : scaled(a, b.value, '/');
      return isLength(a) && isLength(b) && a.kind === b.kind ? ratio(a, b) : none;
    case '**':
      return none;
  }
};

type Point = Extract<Dmn, { kind: 'date' | 'time' | 'date and time' }>;
type Length = Extract<Dmn, { kind: 'days' | 'months' }>;

const isPoint = (of: Dmn): of is Point =>
  of.kind === 'date' || of.kind === 'time' || of.kind === 'date and time';
const isLength = (of: Dmn): of is Length => of.kind === 'days' || of.kind === 'months';

const moved = (point: Point, by: Dmn, sign: 1 | -1): Dmn => {
  if (by.kind === 'days') return later(point, BigInt(sign) * by.nanoseconds);
  return by.kind === 'months' && point.kind !== 'time' ? monthsLater(point, sign * by.months) : none;
};

const summed = (a: Dmn, b: Dmn, sign: 1 | -1): Dmn => {
  if (a.kind === 'days' && b.kind === 'days')
    return { kind: 'days', nanoseconds: a.nanoseconds + BigInt(sign) * b.nanoseconds };
  return a.kind === 'months' && b.kind === 'months'
    ? { kind: 'months', months: a.months + sign * b.months }
    : none;
};

const apart = (a: Point, b: Point): Dmn => {
  if (a.kind !== b.kind && a.kind !== 'time' && b.kind !== 'time')
    throw new NotSaid('a date beside a date and time');
  return a.kind === b.kind ? between(a, b) : none;
};

/** A list of one item is that item. */
const single = (value: Dmn): Dmn => {
  const [item] = value.kind === 'list' && value.items.length === 1 ? value.items : [];
  return item ?? value;
};

/** `-x`: of a number or a length of time. */
export const negated = (of: Dmn): Dmn => {
  switch (of.kind) {
    case 'number':
      return computed(() => libraryArithmetic.subtract(0, of.value));
    case 'days':
      return { kind: 'days', nanoseconds: -of.nanoseconds };
    case 'months':
      return { kind: 'months', months: 0 - of.months };
    default:
      return none;
  }
};

/** A part of a value by its name (table 65), or an entry of a context; null where it has none. */
export const partOf = (of: Dmn, field: string): Dmn => {
  switch (of.kind) {
    case 'list':
      return { kind: 'list', items: of.items.map((item) => partOf(item, field)) };
    case 'context':
      return of.entries.get(field) ?? none;
    case 'range':
      if (field === 'start' || field === 'end') return of[field];
      return field === 'startIncluded' || field === 'endIncluded' ? boolean(of[field]) : none;
    case 'date':
    case 'time':
    case 'date and time':
    case 'days':
    case 'months':
      return partOfTime(of, field);
    default:
      return none;
  }
};
