import { arithmetic } from '../numbers/arithmetic.js';
import { compareNumbers, isNumber, type Numeric } from '../numbers/numeric.js';
import type { HitPolicy, TableExpression, TableRow, TypedExpression } from '../syntax/expression.js';
import type { Computed } from '../types/types.js';
import { comparedValues } from './column-test.js';

/**
 * What a table comes to by the rows that apply. Throws a RangeError where several rows of one that is to have one apply.
 * @param rows from 1
 * @param valueOf what an output comes to
 */
export const tableValue = (
  { hit, rows: all, otherwise }: TableExpression,
  rows: readonly number[],
  valueOf: (output: TypedExpression) => Computed,
): Computed => {
  const outputs = rows.flatMap((row) => all[row - 1]?.then ?? []);
  requireOne(hit, rows);
  if (outputs.length === 0) return otherwise === null ? noRow() : valueOf(otherwise);
  return collected(hit, outputs.map(valueOf));
};

/** Throws a RangeError where several rows apply of a table that is to have one. */
export const requireOne = (hit: HitPolicy, rows: readonly number[]): void => {
  if (hit === 'unique' && rows.length > 1)
    throw new RangeError(`its rows ${rows.join(' and ')} apply together, and one alone may`);
};

/** What values of rows come to together. */
export const collected = (hit: HitPolicy, values: readonly Computed[]): Computed => {
  if (hit === 'unique' || hit === 'first') return values[0] ?? null;
  const numbers = values.filter(isNumber);
  if (hit === 'collect sum') return numbers.reduce<Numeric>((sum, one) => arithmetic.add(sum, one), 0);
  const [first, ...others] = numbers.sort(compareNumbers);
  return (hit === 'collect min' ? first : (others.at(-1) ?? first)) ?? null;
};

/** Throws for a table without a row for a case, which the check of an edition excludes. */
export const noRow = (): never => {
  throw new RangeError('none of its rows applies');
};

/**
 * Whether a row drops out: all clauses of its own that keep it in force are held invalid.
 * @param notInForce the clauses that are
 */
export const dropsOut = ({ rests = [] }: TableRow, notInForce: readonly string[]): boolean =>
  notInForce.length > 0 && rests.length > 0 && rests.every((clause) => notInForce.includes(clause));

/**
 * The numbers of the rows that apply, from 1, tried one after the other. Tests that the value of their input decides come first, so that another,
 * which may fail, is only tried where these hold.
 */
export const rowsThatApply = (
  { hit, inputs, rows }: TableExpression,
  holds: (test: TypedExpression) => boolean,
  notInForce: readonly string[] = [],
): readonly number[] => {
  const found: number[] = [];
  for (const [at, row] of rows.entries()) {
    if (dropsOut(row, notInForce)) continue;
    const { tests } = row;
    const written = tests.flatMap((test, column) => {
      const input = inputs[column];
      return test === null || input === undefined
        ? []
        : [{ test, isDecided: comparedValues(test, input) !== undefined }];
    });
    const isDecided = written.filter((one) => one.isDecided);
    const isNot = written.filter((one) => !one.isDecided);
    if (![...isDecided, ...isNot].every(({ test }) => holds(test))) continue;
    found.push(at + 1);
    if (hit === 'first') break;
  }
  return found;
};
