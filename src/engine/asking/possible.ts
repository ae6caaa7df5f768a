import { compareNumbers, isDecimal, isNumber, nearestNumber } from '../../language/numbers/numeric.js';
import type { Computed } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';

/**
 * What a value may come to while some facts are not known. It holds every value that it can come to, and may hold more.
 * - `values`: one of these; of none, where every case is refused.
 * - `number`: a number, or a time that is counted as one, from `low` to `high`.
 * - `record` and `list`: its parts may each come to what they may.
 * - `items`: any number of items of a kind.
 * - `any`: nothing is known.
 */
export type Possible = { readonly deps: Deps } & May;

/** What a value may come to, without on what that hangs. */
export type May =
  | { readonly kind: 'values'; readonly values: readonly Computed[] }
  | { readonly kind: 'number'; readonly low: number; readonly high: number; readonly orNull: boolean }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Possible>; readonly orNull: boolean }
  | { readonly kind: 'list'; readonly items: readonly Possible[] }
  | { readonly kind: 'items'; readonly item: Possible; readonly orNull: boolean }
  | { readonly kind: 'any'; readonly orNull: boolean };

/** The open facts on which a value hangs, a bit for each: cases that agree on these agree on the value. */
export type Deps = bigint;

/** So many values are told one by one; of more only a range is. */
export const mostValues = 24;

/** A value that is known: it hangs on nothing. */
export const known = (value: Computed): Possible => ({ kind: 'values', values: [value], deps: 0n });

/** What no case comes to. */
export const nothing: Possible = { kind: 'values', values: [], deps: 0n };

/** One of some values. */
export const among = (values: readonly Computed[], deps: Deps): Possible => {
  const distinct: Computed[] = [];
  for (const value of values) if (!distinct.some((one) => sameComputed(one, value))) distinct.push(value);
  if (distinct.length <= 1) return { kind: 'values', values: distinct, deps: 0n };
  return distinct.length <= mostValues ? { kind: 'values', values: distinct, deps } : spanned(distinct, deps);
};

/** Whether two values are the same, numbers of many digits too. */
const sameComputed = (one: Computed, other: Computed): boolean =>
  isDecimal(one) || isDecimal(other)
    ? isNumber(one) && isNumber(other) && compareNumbers(one, other) === 0
    : sameValue(one, other);

const spanned = (values: readonly Computed[], deps: Deps): Possible => {
  const numbers = values.filter((value) => typeof value === 'number');
  const orNull = values.includes(null);
  return numbers.length + (orNull ? 1 : 0) === values.length
    ? { kind: 'number', low: Math.min(...numbers), high: Math.max(...numbers), orNull, deps }
    : { kind: 'any', orNull, deps };
};

/** The one value that it comes to; `undefined` where there may be several. */
export const onlyValue = (possible: Possible): Computed | undefined => {
  switch (possible.kind) {
    case 'values':
      return possible.values.length === 1 ? possible.values[0] : undefined;
    case 'list': {
      const items = possible.items.map(onlyValue);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'record': {
      if (possible.orNull) return undefined;
      const fields = [...possible.fields].map(([name, field]) => [name, onlyValue(field)] as const);
      return fields.every((field): field is readonly [string, Computed] => field[1] !== undefined)
        ? Object.fromEntries(fields)
        : undefined;
    }
    default:
      return undefined;
  }
};

/** The same, as the one value where it comes to one. */
export const settled = (possible: Possible): Possible => {
  if (possible.kind === 'values') return possible;
  const value = onlyValue(possible);
  return value === undefined ? possible : known(value);
};

/** All on which a value hangs, with its parts. */
export const depsOf = (possible: Possible): Deps => {
  switch (possible.kind) {
    case 'record':
      return [...possible.fields.values()].reduce((deps, field) => deps | depsOf(field), possible.deps);
    case 'list':
      return possible.items.reduce((deps, item) => deps | depsOf(item), possible.deps);
    case 'items':
      return possible.deps | depsOf(possible.item);
    default:
      return possible.deps;
  }
};

/** The same value, where it hangs on more besides. */
export const hanging = (possible: Possible, deps: Deps): Possible =>
  deps === 0n || (possible.kind === 'values' && possible.values.length <= 1)
    ? possible
    : { ...possible, deps: possible.deps | deps };

/** The values, where they are told one by one. */
export const valuesOf = (possible: Possible): readonly Computed[] | undefined => {
  if (possible.kind === 'values') return possible.values;
  const only = onlyValue(possible);
  return only === undefined ? undefined : [only];
};

/** Whether it may be absent. */
export const mayBeNull = (possible: Possible): boolean => {
  switch (possible.kind) {
    case 'values':
      return possible.values.includes(null);
    case 'list':
      return false;
    default:
      return possible.orNull;
  }
};

/** Whether it may be there. */
export const mayBePresent = (possible: Possible): boolean =>
  possible.kind !== 'values' || possible.values.some((value) => value !== null);

/** Between which numbers it is where it is there; `undefined` of what is no number. */
export const rangeIn = (possible: Possible): { readonly low: number; readonly high: number } | undefined => {
  if (possible.kind === 'number') return possible;
  if (possible.kind !== 'values') return undefined;
  const present = possible.values.filter((value) => value !== null);
  if (present.length === 0 || !present.every(isNumber)) return undefined;
  const numbers = present.map(nearestNumber);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return present.some(isDecimal) ? wider(low, high) : { low, high };
};

/** A range that holds what rounding of its ends may have left out. */
export const wider = (low: number, high: number): { readonly low: number; readonly high: number } => ({
  low: Number.isSafeInteger(low) ? low : low - Math.abs(low) * 1e-12,
  high: Number.isSafeInteger(high) ? high : high + Math.abs(high) * 1e-12,
});
