import { arithmetic } from '../../language/numbers/arithmetic.js';
import { calculate, isCalculation, type CalculationName } from '../../language/numbers/calculations.js';
import { distinct } from '../../language/merges.js';
import { isNumber, type Numeric } from '../../language/numbers/numeric.js';
import type { FunctionName } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import type { Computed } from '../../language/types/types.js';
import { isList, sameValue } from '../../language/values.js';
import { among, depsOf, rangeIn, valuesOf, wider, type Deps, type Possible } from './possible.js';
import { anyOf, asItems, fieldIn, joined } from './joined-possible.js';

/** So many combinations of values are computed one by one. */
const mostCombinations = 64;

/**
 * What a function of values comes to. What it throws for is refused, and comes to nothing.
 * @param type what it gives, where its arguments may come to too many values
 */
export const computedOf = (
  given: readonly Possible[],
  compute: (values: readonly Computed[]) => Computed,
  otherwise: (deps: Deps) => Possible,
): Possible => {
  const deps = given.reduce((all, one) => all | depsOf(one), 0n);
  const each = given.map(valuesOf);
  const count = each.reduce((product, values) => product * (values?.length ?? Infinity), 1);
  if (!(count <= mostCombinations)) return otherwise(deps);
  const found: Computed[] = [];
  for (const values of combinations(each.map((values) => values ?? []))) {
    try {
      found.push(compute(values));
    } catch {
      // Of these the evaluators refuse a case too; or nobody computes it, since it is asked first whether they are there.
    }
  }
  return among(found, deps);
};

const combinations = ([
  first,
  ...others
]: readonly (readonly Computed[])[]): readonly (readonly Computed[])[] =>
  first === undefined ? [[]] : combinations(others).flatMap((rest) => first.map((value) => [value, ...rest]));

/** What a call of a function comes to. */
export const valueOfCall = (name: FunctionName, given: readonly Possible[], type: Type): Possible =>
  computedOf(
    given,
    (values) => (isCalculation(name) ? calculate(name, values) : byOwn[name](values)),
    (deps) => special(name, given, deps) ?? anyOf(type, deps),
  );

const byOwn: Readonly<
  Record<Exclude<FunctionName, CalculationName>, (values: readonly Computed[]) => Computed>
> = {
  not: ([condition]) => condition !== true,
  abs: ([value]) => (typeof value === 'number' ? Math.abs(value) : isNumber(value) ? value.abs() : null),
  modulo: ([dividend, divisor]) => arithmetic.modulo(dividend as Numeric, divisor as Numeric), // typed by the checker
  count: ([list]) => itemsOf(list).length,
  'list contains': ([list, sought = null]) => itemsOf(list).some((item) => sameValue(item, sought)),
  concatenate: (lists) => lists.flatMap(itemsOf),
  union: (lists) => distinct(lists.flatMap(itemsOf)),
  'distinct values': ([list]) => distinct(itemsOf(list)),
};

const itemsOf = (list: Computed | undefined): readonly Computed[] =>
  list !== undefined && isList(list) ? list : [];

/** Functions of which more is known than their type. */
const special = (name: FunctionName, given: readonly Possible[], deps: Deps): Possible | undefined => {
  const [first, second] = given;
  if (first === undefined) return undefined;
  switch (name) {
    case 'count':
      return first.kind === 'list'
        ? among([first.items.length], 0n)
        : { kind: 'number', low: 0, high: Infinity, orNull: false, deps };
    case 'list contains': {
      const items = asItems(first);
      const sought = second === undefined ? undefined : valuesOf(second);
      const found = items === undefined ? undefined : valuesOf(items.item);
      const isNever =
        found !== undefined && sought?.every((one) => !found.some((item) => sameValue(item, one))) === true;
      return among(isNever ? [false] : [true, false], deps);
    }
    case 'all':
    case 'any': {
      const decisive = name === 'any';
      if (first.kind !== 'list') return undefined;
      const isDecided = first.items.some(
        (item) => valuesOf(item)?.every((value) => value === decisive) === true,
      );
      return among(isDecided ? [decisive] : [true, false], deps);
    }
    case 'require':
      return first;
    case 'min':
    case 'max':
      return given.length < 2 ? undefined : extremeOf(name, given, deps);
    case 'floor':
    case 'ceiling':
    case 'round up':
    case 'round down':
    case 'round half up':
    case 'round half down':
    case 'round half even': {
      const range = given.length > 1 ? undefined : rangeIn(first);
      return range && { kind: 'number', low: range.low - 1, high: range.high + 1, orNull: false, deps };
    }
    case 'add money':
    case 'subtract money':
    case 'negate money':
      return moneyOf(name, given, deps);
    case 'same money':
    case 'compare money':
      return second && comparedMoney(name, first, second, deps);
    default:
      return undefined;
  }
};

const extremeOf = (name: 'min' | 'max', given: readonly Possible[], deps: Deps): Possible | undefined => {
  const ranges = given.map(rangeIn);
  if (!ranges.every((range) => range !== undefined)) return undefined;
  const pick = name === 'min' ? Math.min : Math.max;
  const low = pick(...ranges.map((range) => range.low));
  const high = pick(...ranges.map((range) => range.high));
  return low === high ? among([low], deps) : { kind: 'number', low, high, orNull: false, deps };
};

/** What arithmetic of plain numbers comes to, between what its operands may be. */
export const arithmeticOf = (
  operator: '+' | '-' | '*' | '/',
  left: Possible,
  right: Possible,
  type: Type,
): Possible =>
  computedOf(
    [left, right],
    ([one = null, other = null]) =>
      typeof one === 'string' && typeof other === 'string'
        ? one + other
        : byOperator[operator](one as Numeric, other as Numeric), // typed by the checker
    (deps) => {
      const [a, b] = [rangeIn(left), rangeIn(right)];
      if (a === undefined || b === undefined) return anyOf(type, deps);
      const range = rangeOf(operator, a, b);
      return { kind: 'number', ...range, orNull: false, deps };
    },
  );

const byOperator = {
  '+': arithmetic.add,
  '-': arithmetic.subtract,
  '*': arithmetic.multiply,
  '/': arithmetic.divide,
} as const;

interface Range {
  readonly low: number;
  readonly high: number;
}

const rangeOf = (operator: '+' | '-' | '*' | '/', a: Range, b: Range): Range => {
  switch (operator) {
    case '+':
      return wider(a.low + b.low, a.high + b.high);
    case '-':
      return wider(a.low - b.high, a.high - b.low);
    case '*':
      return ends([a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]);
    case '/':
      return b.low > 0 || b.high < 0
        ? ends([a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high])
        : { low: -Infinity, high: Infinity };
  }
};

/** Where an end is not known, nothing is. */
const ends = (found: readonly number[]): Range =>
  found.some(Number.isNaN)
    ? { low: -Infinity, high: Infinity }
    : wider(Math.min(...found), Math.max(...found));

const moneyOf = (
  name: FunctionName,
  [first, second]: readonly Possible[],
  deps: Deps,
): Possible | undefined => {
  const zero: Possible = { kind: 'values', values: [0], deps: 0n };
  if (first === undefined) return undefined;
  const minor = fieldIn(first, 'minor');
  const type: Type = { kind: 'number' };
  const sum =
    name === 'negate money'
      ? arithmeticOf('-', zero, minor, type)
      : second && arithmeticOf(name === 'add money' ? '+' : '-', minor, fieldIn(second, 'minor'), type);
  if (sum === undefined) return undefined;
  const currency =
    second === undefined
      ? fieldIn(first, 'currency')
      : joined(fieldIn(first, 'currency'), fieldIn(second, 'currency'), deps);
  return {
    kind: 'record',
    fields: new Map([
      ['minor', sum],
      ['currency', currency],
    ]),
    orNull: false,
    deps,
  };
};

/** Different currencies are refused where one is to be the greater. */
const comparedMoney = (name: FunctionName, first: Possible, second: Possible, deps: Deps): Possible => {
  const [one, other] = [rangeIn(fieldIn(first, 'minor')), rangeIn(fieldIn(second, 'minor'))];
  const isLess = one !== undefined && other !== undefined && one.high < other.low;
  const isMore = one !== undefined && other !== undefined && one.low > other.high;
  if (name === 'same money') return among(isLess || isMore ? [false] : [true, false], deps);
  if (isLess) return { kind: 'number', low: -Infinity, high: -Number.MIN_VALUE, orNull: false, deps };
  if (isMore) return { kind: 'number', low: Number.MIN_VALUE, high: Infinity, orNull: false, deps };
  const low = one !== undefined && other !== undefined && one.low >= other.high ? 0 : -Infinity;
  const high = one !== undefined && other !== undefined && one.high <= other.low ? 0 : Infinity;
  return { kind: 'number', low, high, orNull: false, deps };
};
