import type { FunctionName } from '../../language/syntax/expression.js';
import { moneyWords } from './money-words.js';
import { timeWords } from './time-words.js';
import { valueWords } from './value-words.js';

/**
 * The call of a function in words: arguments that its words have no place for, such as digits or a zone that may be left out, stand at
 * the end.
 * @param given its arguments in words
 */
export const callInWords = (name: FunctionName, given: readonly string[]): string => {
  const words = functions[name];
  const used = new Set<number>();
  const told = words
    .replaceAll('{all}', () => {
      given.forEach((_, at) => used.add(at));
      return enumeration(given, 'and');
    })
    .replaceAll(/\{(\d)\}/g, (_, number: string) => {
      used.add(Number(number) - 1);
      return given[Number(number) - 1] ?? '';
    });
  const left = given.filter((_, at) => !used.has(at));
  return left.length === 0 ? told : `${told} (${left.join(', ')})`;
};

/** “a, b and c”; “nothing” where there is none. */
export const enumeration = (parts: readonly string[], word: 'and' | 'or'): string => {
  const before = parts.slice(0, -1);
  const last = parts.at(-1) ?? 'nothing';
  return before.length === 0 ? last : `${before.join(', ')} ${word} ${last}`;
};

/** `{1}` stands for the first argument, `{all}` for all of them. */
const functions: Readonly<Record<FunctionName, string>> = {
  not: 'it is not so that {1}',
  floor: '{1}, rounded down',
  ceiling: '{1}, rounded up',
  abs: '{1} without its sign',
  modulo: 'what is left over of {1} divided by {2}',
  min: 'the least of {all}',
  max: 'the greatest of {all}',
  sum: 'the sum of {all}',
  product: 'the product of {all}',
  mean: 'the mean of {all}',
  median: 'the median of {all}',
  decimal: '{1}, rounded half even to {2} digits',
  'round up': '{1}, rounded away from 0 to {2} digits',
  'round down': '{1}, rounded towards 0 to {2} digits',
  'round half up': '{1}, rounded to {2} digits, a half away from 0',
  'round half down': '{1}, rounded to {2} digits, a half towards 0',
  'round half even': '{1}, rounded to {2} digits, a half to the even one',
  'string length': 'the number of characters of {1}',
  'upper case': '{1} in capital letters',
  'lower case': '{1} in small letters',
  contains: '{1} has {2} in it',
  'starts with': '{1} starts with {2}',
  'ends with': '{1} ends with {2}',
  substring: 'the part of {1} from character {2} on',
  'substring before': 'what stands in {1} before {2}',
  'substring after': 'what stands in {1} after {2}',
  'string join': '{1} joined',
  append: '{1}, and then the others',
  reverse: '{1} from the last to the first',
  sort: '{1} in order',
  'index of': 'the places of {2} in {1}',
  sublist: 'the items of {1} from number {2} on',
  'insert before': '{1} with {3} put in before number {2}',
  remove: '{1} without its number {2}',
  'concatenate all': '{1} one after the other',
  all: 'all hold of {1}',
  any: 'any holds of {1}',
  integers: 'the integers from {1} to {2}',
  'figure at': '{1} as it was at {2}',
  require: '{1}',
  count: 'the number of {1}',
  'list contains': '{2} is among {1}',
  concatenate: '{all}, one after the other',
  union: '{all} together',
  'distinct values': 'the different ones of {1}',
  ...valueWords,
  ...timeWords,
  ...moneyWords,
  'number of digits': '{1}',
  allocate: 'the shares of {1} by the weights {2}',
};
