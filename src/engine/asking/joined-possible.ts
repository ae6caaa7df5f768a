import { isDecimal } from '../../language/numbers/numeric.js';
import type { Computed, Type } from '../../language/types/types.js';
import { isRecord, isList } from '../../language/values.js';
import {
  type Possible,
  known,
  hanging,
  among,
  depsOf,
  type Deps,
  valuesOf,
  rangeIn,
  mayBeNull,
  type May,
  nothing,
} from './possible.js';

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
