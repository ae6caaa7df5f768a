import { whyNotEqual } from './types/comparability.js';
import { describeType } from './types/describe-type.js';
import type { FunctionName } from './syntax/expression.js';
import { isNullable, isNumeric, joinTypes } from './types/type-relations.js';
import type { Type } from './types/types.js';

/** A built-in function: how it is called, and what it gives for arguments of some types, or what is wrong with them. */
export interface BuiltIn {
  /** As the authoring guide shows it: `modulo(a, b)`. */
  readonly call: string;
  readonly arguments: { readonly least: number; readonly most: number };
  /** Of present arguments in their allowed number; a text is what is wrong. */
  readonly result: (arguments_: readonly Type[]) => Type | string;
}

/** The closed table of built-in functions. */
export const builtIns: Readonly<Record<FunctionName, BuiltIn>> = {
  not: one('not(condition)', (type) => (type.kind === 'boolean' ? type : wants('a boolean', type))),
  floor: one('floor(number)', toInteger),
  ceiling: one('ceiling(number)', toInteger),
  abs: one('abs(number)', (type) =>
    isNumeric(type) || type.kind === 'duration' ? type : wants('a number or a duration', type),
  ),
  modulo: two('modulo(dividend, divisor)', (dividend, divisor) => {
    const stray = [dividend, divisor].find((type) => !isNumeric(type) && type.kind !== 'duration');
    if (stray !== undefined) return wants('a number or a duration', stray);
    return joinTypes(dividend, divisor) ?? wants(describeType(dividend), divisor);
  }),
  min: { call: 'min(a, b, …)', arguments: { least: 2, most: Infinity }, result: extreme },
  max: { call: 'max(a, b, …)', arguments: { least: 2, most: Infinity }, result: extreme },
  sum: one('sum(list)', (type) => {
    const item = itemOf(type);
    if (item === undefined) return wants('a list', type);
    if (isNullable(item)) return 'an item may be absent: filter with `[item != null]` first';
    if (item.kind === 'null') return { kind: 'integer' };
    return isNumeric(item) || item.kind === 'duration' ? item : wants('numbers or durations', item);
  }),
  count: one('count(list)', (type) => (type.kind === 'list' ? { kind: 'integer' } : wants('a list', type))),
  'list contains': two('list contains(list, x)', (list, sought) => {
    const item = itemOf(list);
    if (item === undefined) return wants('a list', list);
    return (item.kind === 'null' ? null : whyNotEqual(item, sought)) ?? { kind: 'boolean' };
  }),
  concatenate: { call: 'concatenate(a, b, …)', arguments: { least: 1, most: Infinity }, result: joinLists },
  union: {
    call: 'union(a, b, …)',
    arguments: { least: 1, most: Infinity },
    result: (lists) => distinct(joinLists(lists)),
  },
  'distinct values': one('distinct values(list)', (type) => distinct(joinLists([type]))),
  'add months': two('add months(instant, months)', (instant, months) => {
    if (instant.kind !== 'instant') return wants('an instant', instant);
    return months.kind === 'integer' ? instant : wants('an integer', months);
  }),
};

/** Whether a text names a built-in function. */
export const isFunctionName = (name: string): name is FunctionName => Object.hasOwn(builtIns, name);

function one(call: string, result: (type: Type) => Type | string): BuiltIn {
  return { call, arguments: { least: 1, most: 1 }, result: ([type]) => (type ? result(type) : call) };
}

function two(call: string, result: (first: Type, second: Type) => Type | string): BuiltIn {
  return {
    call,
    arguments: { least: 2, most: 2 },
    result: ([first, second]) => (first && second ? result(first, second) : call),
  };
}

function toInteger(type: Type): Type | string {
  return isNumeric(type) ? { kind: 'integer' } : wants('a number', type);
}

function extreme(types: readonly Type[]): Type | string {
  const stray = types.find((type) => !isNumeric(type) && type.kind !== 'instant' && type.kind !== 'duration');
  if (stray !== undefined) return wants('numbers, instants or durations', stray);
  return joinAll(types) ?? `they are of different kinds: ${types.map(describeType).join(', ')}`;
}

function joinLists(types: readonly Type[]): Type | string {
  const stray = types.find((type) => type.kind !== 'list');
  if (stray !== undefined) return wants('a list', stray);
  return joinAll(types) ?? 'the lists have items of different types';
}

/** A list whose items can be told apart: they hold no lists themselves. */
const distinct = (type: Type | string): Type | string => {
  const item = typeof type === 'string' ? undefined : itemOf(type);
  return item !== undefined && holdsList(item) ? 'items with lists in them are not told apart' : type;
};

const holdsList = (type: Type): boolean =>
  type.kind === 'list' || (type.kind === 'record' && Object.values(type.fields).some(holdsList));

const joinAll = (types: readonly Type[]): Type | undefined =>
  types.reduce<Type | undefined>((joined, type) => joined && joinTypes(joined, type), types[0]);

const itemOf = (type: Type): Type | undefined => (type.kind === 'list' ? type.of : undefined);

const wants = (wanted: string, found: Type): string => `${wanted} is wanted, not ${describeType(found)}`;
