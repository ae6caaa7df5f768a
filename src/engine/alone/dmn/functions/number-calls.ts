import { libraryArithmetic } from '../../../../language/numbers/library-arithmetic.js';
import type { Numeric } from '../../../../language/numbers/numeric.js';
import { boolean, list, none, number, type Dmn } from '../dmn-value.js';
import { computed, negated, numbers } from '../operators.js';
import { and, or, orderOf } from '../compare.js';

/** Functions of numbers (DMN 1.5, table 76); `undefined` for another name. */
export const callOfNumbers = (name: string, [first = none, ...others]: readonly Dmn[]): Dmn | undefined => {
  if (name === 'abs' && first.kind !== 'number')
    return (first.kind === 'days' && first.nanoseconds < 0n) || (first.kind === 'months' && first.months < 0)
      ? negated(first)
      : first;
  if (first.kind !== 'number') return undefined;
  const of = first.value;
  const [second] = others;
  const by = second?.kind === 'number' ? second.value : undefined;
  switch (name) {
    case 'abs':
      return computed(() => (orderOf(first, number(0)) === -1 ? libraryArithmetic.subtract(0, of) : of));
    case 'floor':
    case 'ceiling':
    case 'decimal':
    case 'round up':
    case 'round down':
    case 'round half up':
    case 'round half down':
      return computed(() => numbers[name](of, by === undefined ? 0 : libraryArithmetic.round(by, 0, 'down')));
    case 'modulo':
      return computed(() => libraryArithmetic.modulo(of, by ?? 0));
    case 'sqrt':
    case 'exp':
    case 'log':
      return computed(() => numbers[name](of));
    case 'even':
    case 'odd':
      return boolean(numbers[name](of));
    default:
      return undefined;
  }
};

/** Whether a function takes one list, or its items as arguments. */
export const takesItems: ReadonlySet<string> = new Set([
  ...['sum', 'product', 'mean', 'median', 'stddev', 'mode', 'min', 'max', 'all', 'any'],
]);

/** A function of items: `sum`, `min`, `all` and the like; null where one of them is of another kind. */
export const callOfItems = (name: string, items: readonly Dmn[]): Dmn => {
  const of: Numeric[] = [];
  switch (name) {
    case 'all':
      return and(items);
    case 'any':
      return or(items);
    case 'min':
      return extreme(items, -1);
    case 'max':
      return extreme(items, 1);
  }
  for (const item of items) {
    if (item.kind !== 'number') return none;
    of.push(item.value);
  }
  if (name === 'mode') return list(numbers.mode(of).map(number));
  if (of.length === 0) return none;
  switch (name) {
    case 'sum':
    case 'product':
    case 'mean':
    case 'median':
    case 'stddev':
      return computed(() => numbers[name](of));
    default:
      return none;
  }
};

const extreme = (items: readonly Dmn[], side: number): Dmn => {
  const [first, ...others] = items;
  let found = first;
  if (found === undefined || (others.length === 0 && orderOf(found, found) === null)) return none;
  for (const item of others) {
    const order = orderOf(item, found);
    if (order === null) return none;
    if (order * side > 0) found = item;
  }
  return found;
};
