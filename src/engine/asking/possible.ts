import { compareNumbers, isDecimal, isNumber, nearestNumber } from '../../language/numbers/numeric.js';
import type { Computed, Type } from '../../language/types/types.js';
import { isList, isRecord, sameValue } from '../../language/values.js';

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

/** A field of a record; absent where the record is. */
export const fieldIn = (possible: Possible, name: string): Possible => {
  if (possible.kind === 'record') {
    const field = possible.fields.get(name) ?? known(null);
    const here = possible.orNull ? joined(field, known(null), possible.deps) : field;
    return hanging(here, possible.deps);
  }
  if (possible.kind === 'values')
    return among(
      possible.values.map((value) =>
        isRecord(value) && !isDecimal(value) && Object.hasOwn(value, name)
          ? ((value as Readonly<Record<string, Computed>>)[name] ?? null) // a record that has the field
          : null,
      ),
      possible.deps,
    );
  return { kind: 'any', orNull: true, deps: depsOf(possible) };
};

/** One or the other, by what `deps` say. */
export const joined = (one: Possible, other: Possible, deps: Deps): Possible => {
  if (isNothing(one)) return hanging(other, deps);
  if (isNothing(other)) return hanging(one, deps);
  const all = deps | one.deps | other.deps;
  const [left, right] = [valuesOf(one), valuesOf(other)];
  if (left !== undefined && right !== undefined) {
    const found = among([...left, ...right], all);
    if (found.kind !== 'any') return found;
  }
  if (isOnlyNull(other)) return orAbsent(one, all);
  if (isOnlyNull(one)) return orAbsent(other, all);
  const [a, b] = [rangeIn(one), rangeIn(other)];
  if (a !== undefined && b !== undefined) {
    const orNull = mayBeNull(one) || mayBeNull(other);
    return { kind: 'number', low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), orNull, deps: all };
  }
  const [first, second] = [asRecord(one), asRecord(other)];
  if (first !== undefined && second !== undefined) {
    const names = new Set([...first.fields.keys(), ...second.fields.keys()]);
    const fields = [...names].map((name): [string, Possible] => [
      name,
      joined(first.fields.get(name) ?? known(null), second.fields.get(name) ?? known(null), all),
    ]);
    return { kind: 'record', fields: new Map(fields), orNull: first.orNull || second.orNull, deps: all };
  }
  const [some, others] = [asItems(one), asItems(other)];
  if (some !== undefined && others !== undefined)
    return {
      kind: 'items',
      item: joined(some.item, others.item, all),
      orNull: some.orNull || others.orNull,
      deps: all,
    };
  return {
    kind: 'any',
    orNull: mayBeNull(one) || mayBeNull(other),
    deps: depsOf(one) | depsOf(other) | deps,
  };
};

const isNothing = (possible: Possible): boolean => possible.kind === 'values' && possible.values.length === 0;

const isOnlyNull = (possible: Possible): boolean =>
  possible.kind === 'values' && possible.values.length === 1 && possible.values[0] === null;

const orAbsent = (possible: Possible, deps: Deps): Possible => {
  switch (possible.kind) {
    case 'values':
      return among([...possible.values, null], deps);
    case 'list':
      return { kind: 'any', orNull: true, deps: deps | depsOf(possible) };
    default:
      return { ...possible, orNull: true, deps };
  }
};

type RecordMay = Extract<May, { readonly kind: 'record' }>;

const asRecord = (possible: Possible): RecordMay | undefined => {
  if (possible.kind === 'record') return possible;
  const [value, ...others] = possible.kind === 'values' ? possible.values : [];
  if (others.length > 0 || !isRecord(value) || isDecimal(value)) return undefined;
  const fields = Object.entries(value as Readonly<Record<string, Computed>>); // a record
  return {
    kind: 'record',
    fields: new Map(fields.map(([name, field]) => [name, known(field)])),
    orNull: false,
  };
};

/** The items of what may be several lists, as one kind of them; `undefined` of what is no list. */
export const asItems = (
  possible: Possible,
): { readonly item: Possible; readonly orNull: boolean } | undefined => {
  switch (possible.kind) {
    case 'items':
      return possible;
    case 'list':
      return {
        item: possible.items.reduce((all, item) => joined(all, item, possible.deps), nothing),
        orNull: false,
      };
    case 'values': {
      const lists = possible.values.filter((value) => value !== null);
      if (!lists.every(isList)) return undefined;
      return { item: among(lists.flat(1), possible.deps), orNull: lists.length < possible.values.length };
    }
    default:
      return undefined;
  }
};

/** Any value of a type. */
export const anyOf = (type: Type, deps: Deps): Possible => {
  const present = anyPresent(type, deps);
  return type.nullable === true ? joined(present, known(null), deps) : present;
};

const anyPresent = (type: Type, deps: Deps): Possible => {
  switch (type.kind) {
    case 'boolean':
      return { kind: 'values', values: [true, false], deps };
    case 'null':
      return known(null);
    case 'text':
      return { kind: 'any', orNull: false, deps };
    case 'list':
      return { kind: 'items', item: anyOf(type.of, deps), orNull: false, deps };
    case 'record': {
      const fields = Object.entries(type.fields).map(([name, field]): [string, Possible] => [
        name,
        anyOf(field, deps),
      ]);
      return { kind: 'record', fields: new Map(fields), orNull: false, deps };
    }
    default:
      return { kind: 'number', low: -Infinity, high: Infinity, orNull: false, deps };
  }
};
