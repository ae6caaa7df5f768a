import { describeType } from './types/describe-type.js';
import { isNullable, isNumeric, joinTypes } from './types/type-relations.js';
import type { Type } from './types/types.js';

/** A built-in function: how it is called, and what it gives for arguments of some types, or what is wrong with them. */
export interface BuiltIn {
  /** As the authoring guide shows it: `modulo(a, b)`. */
  readonly call: string;
  readonly arguments: { readonly least: number; readonly most: number };
  /** Of present arguments in their allowed number; a text is what is wrong. */
  readonly result: (arguments_: readonly Type[]) => Type | string | undefined;
}

/** What is wrong with an argument, in words. */
export const wants = (wanted: string, found: Type | undefined): string =>
  `${wanted} is wanted, not ${found === undefined ? 'nothing' : describeType(found)}`;

/** A function of one argument. */
export function one(call: string, result: (type: Type) => Type | string): BuiltIn {
  return { call, arguments: { least: 1, most: 1 }, result: ([type]) => (type ? result(type) : call) };
}

/** A function of two arguments. */
export function two(call: string, result: (first: Type, second: Type) => Type | string): BuiltIn {
  return {
    call,
    arguments: { least: 2, most: 2 },
    result: ([first, second]) => (first && second ? result(first, second) : call),
  };
}

/** A function of two texts. */
export function texts(call: string, result: Type): BuiltIn {
  return two(call, (first, second) => {
    const stray = [first, second].find((type) => type.kind !== 'text');
    return stray === undefined ? result : wants('a text', stray);
  });
}

/** What a function of a text gives. */
export const ofText = (type: Type, result: Type): Type | string =>
  type.kind === 'text' ? result : wants('a text', type);

/** What is wrong with arguments that are to be integers. */
export const notPlaces = (types: readonly (Type | undefined)[]): string | undefined => {
  const stray = types.find((type) => type !== undefined && type.kind !== 'integer');
  return stray && wants('an integer', stray);
};

/** What is said of a list with an item that may be absent. */
export const absentItem = 'an item may be absent: filter with `[item != null]` first';

/** What the items of a list of numbers are; a text is what is wrong. */
export function numbers(type: Type): Type | string {
  const item = itemOf(type);
  if (item === undefined) return wants('a list', type);
  if (isNullable(item)) return absentItem;
  if (item.kind === 'null') return { kind: 'integer' };
  return isNumeric(item) ? asNumber(item) : wants('numbers', item);
}

/** What a percentage is as soon as it is computed with. */
export const asNumber = (type: Type): Type => (type.kind === 'percent' ? { kind: 'number' } : type);

/** What a list of numbers that may be empty comes to. */
export const middle = (type: Type): Type | string => {
  const item = numbers(type);
  return typeof item === 'string' ? item : { kind: 'number', nullable: true };
};

/** The list that several lists make one after the other; a text is what is wrong. */
export function joinLists(types: readonly Type[]): Type | string {
  const stray = types.find((type) => type.kind !== 'list');
  if (stray !== undefined) return wants('a list', stray);
  return joinAll(types) ?? 'the lists have items of different types';
}

/** The narrowest type that has the values of all; `undefined` where there is none. */
export const joinAll = (types: readonly Type[]): Type | undefined =>
  types.reduce<Type | undefined>((joined, type) => joined && joinTypes(joined, type), types[0]);

/** What the items of a list are. */
export const itemOf = (type: Type): Type | undefined => (type.kind === 'list' ? type.of : undefined);
