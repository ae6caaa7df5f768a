import { itemOf, joinLists, notPlaces, one, wants, type BuiltIn } from '../built-in.js';
import { plainDecimal } from '../numbers/decimal.js';
import { formatTemporal } from '../time/temporal-texts.js';
import { joinTypes } from '../types/type-relations.js';
import { isDecimal } from '../numbers/numeric.js';
import type { Computed, Type } from '../types/types.js';
import { isList, sameValue } from '../values.js';
import { placeIn } from './text-functions.js';

/** What functions of values of any kind give. */
export const valueCalculations = {
  /** @param type the type of the value, as JSON */
  string: (value: Computed, type: string): string => textOf(value, typeWritten(type), false),
  flatten: (list: readonly Computed[]): Computed => list.flatMap(leavesOf),
  'list replace': (list: readonly Computed[], place: number, item: Computed): Computed =>
    [...list].with(placeIn(place, list.length), item),
  'get entries': (record: Readonly<Record<string, Computed>>): Computed =>
    Object.entries(record).map(([key, value]) => ({ key, value })),
} as const;

/** What operators come to between lists and records; expressions have no names for it. */
export const valueOperations = {
  'same values': (one: Computed, other: Computed): boolean => sameValue(one, other),
} as const;

/** A type as the checker wrote it; each is read once. */
const typeWritten = (json: string): Type => {
  let type = written.get(json);
  if (type === undefined) {
    if (written.size >= mostWritten) written.clear();
    written.set(json, (type = JSON.parse(json) as Type)); // written by the checker
  }
  return type;
};

const written = new Map<string, Type>();
const mostWritten = 500;

const leavesOf = (value: Computed): readonly Computed[] =>
  isList(value) ? value.flatMap(leavesOf) : [value];

/** A value as FEEL writes it (DMN 1.5, 10.3.4.1); a text stands in quotes only where it is in something. */
const textOf = (value: Computed, type: Type, isInside: boolean): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return isInside ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
  if (isDecimal(value)) return String(value);
  if (typeof value === 'number') {
    const written = type.kind === 'percent' ? value : formatTemporal(value, type.kind);
    return typeof written === 'string' ? written : plainDecimal(value);
  }
  if (isList(value)) {
    const item: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return `[${value.map((each) => textOf(each, item, true)).join(', ')}]`;
  }
  const fields = type.kind === 'record' ? type.fields : {};
  const told = (name: string): string => textOf(value[name] ?? null, fields[name] ?? { kind: 'null' }, true);
  if (type.kind === 'record' && type.name === 'range') {
    const { start = null, end = null, startIncluded, endIncluded } = value;
    if (start === null) return `(${endIncluded === true ? '<=' : '<'} ${told('end')})`;
    if (end === null) return `(${startIncluded === true ? '>=' : '>'} ${told('start')})`;
    return `${startIncluded === true ? '[' : '('}${told('start')}..${told('end')}${endIncluded === true ? ']' : ')'}`;
  }
  const entries = Object.keys(value).map(
    (name) => `${/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : `"${name}"`}: ${told(name)}`,
  );
  return `{${entries.join(', ')}}`;
};

/** Whether an instant is in values of a type. */
const holdsInstant = (type: Type): boolean =>
  type.kind === 'instant' ||
  (type.kind === 'list' && holdsInstant(type.of)) ||
  (type.kind === 'record' && Object.values(type.fields).some(holdsInstant));

const leafType = (type: Type): Type | undefined => (type.kind === 'list' ? leafType(type.of) : type);

/** How these are called, and what they give. */
export const valueFunctions: Readonly<Record<keyof typeof valueCalculations, BuiltIn>> = {
  string: {
    call: 'string(value)',
    arguments: { least: 1, most: 2 },
    result: ([type]) =>
      type && holdsInstant(type)
        ? 'how an instant is written depends on the time zone: write `string(instant in zone("Europe/Berlin"))`'
        : { kind: 'text' },
  },
  flatten: one('flatten(list)', (type) => {
    const item = itemOf(type);
    if (item === undefined) return wants('a list', type);
    return { kind: 'list', of: leafType(item) ?? item };
  }),
  'list replace': {
    call: 'list replace(list, place, item)',
    arguments: { least: 3, most: 3 },
    result: ([list, place, item]) =>
      list && item && (notPlaces([place]) ?? joinLists([list, { kind: 'list', of: item }])),
  },
  'get entries': one('get entries(record)', (type) => {
    if (type.kind !== 'record') return wants('a record', type);
    const types = Object.values(type.fields);
    const value = types.reduce<Type | undefined>(
      (joined, each) => joined && joinTypes(joined, each),
      types[0] ?? { kind: 'null', nullable: true },
    );
    if (value === undefined) return 'its fields are of different types';
    return { kind: 'list', of: { kind: 'record', fields: { key: { kind: 'text' }, value } } };
  }),
};
