import type { DmnKind } from './dmn-value.js';

/**
 * What functions of DMN take (tables 73 to 82), by the kinds of their arguments: `any` is any value, none among them; `?` may be left out or be
 * none; `…` may come again.
 */
const written: Readonly<Partial<Record<string, string>>> = {
  abs: 'number|days|months',
  floor: 'number, number?',
  ceiling: 'number, number?',
  decimal: 'number, number',
  'round up': 'number, number',
  'round down': 'number, number',
  'round half up': 'number, number',
  'round half down': 'number, number',
  modulo: 'number, number',
  sqrt: 'number',
  exp: 'number',
  log: 'number',
  even: 'number',
  odd: 'number',
  'string length': 'string',
  'upper case': 'string',
  'lower case': 'string',
  contains: 'string, string',
  'starts with': 'string, string',
  'ends with': 'string, string',
  'substring before': 'string, string',
  'substring after': 'string, string',
  substring: 'string, number, number?',
  matches: 'string, string, string?',
  replace: 'string, string, string, string?',
  split: 'string, string',
  number: 'string, string?, string?',
  'string join': 'list, string?',
  string: 'any',
  not: 'boolean',
  is: 'any, any',
  range: 'string',
  count: 'list',
  sum: 'any…',
  product: 'any…',
  mean: 'any…',
  median: 'any…',
  stddev: 'any…',
  mode: 'any…',
  min: 'any…',
  max: 'any…',
  all: 'any…',
  any: 'any…',
  'list contains': 'list, any',
  append: 'list, any…',
  concatenate: 'list…',
  union: 'list…',
  'distinct values': 'list',
  flatten: 'list',
  'insert before': 'list, number, any',
  remove: 'list, number',
  reverse: 'list',
  'index of': 'list, any',
  sublist: 'list, number, number?',
  'list replace': 'list, number|function, any',
  sort: 'list, function',
  'get value': 'context, any',
  'get entries': 'context',
  'context put': 'context, string|list, any',
  'context merge': 'list',
  context: 'list',
  'day of week': 'date|date and time',
  'day of year': 'date|date and time',
  'month of year': 'date|date and time',
  'week of year': 'date|date and time',
  'years and months duration': 'date|date and time, date|date and time',
  before: 'any, any',
  after: 'any, any',
  meets: 'range, range',
  'met by': 'range, range',
  overlaps: 'range, range',
  'overlaps before': 'range, range',
  'overlaps after': 'range, range',
  finishes: 'any, range',
  'finished by': 'range, any',
  includes: 'range, any',
  during: 'any, range',
  starts: 'any, range',
  'started by': 'range, any',
  coincides: 'any, any',
};

/** A parameter: the kinds that it takes, or any. */
export interface DmnParameter {
  readonly takes: ReadonlySet<DmnKind> | 'any';
  readonly isOptional: boolean;
  readonly comesAgain: boolean;
}

/** The parameters of a function of DMN; `undefined` where it has no such function. */
export const signatureOf = (name: string): readonly DmnParameter[] | undefined => {
  const found = Object.hasOwn(written, name) ? written[name] : undefined;
  return found?.split(', ').map((parameter) => {
    const kinds = parameter.replace(/[?…]$/, '');
    return {
      takes: kinds === 'any' ? 'any' : new Set(kinds.split('|') as DmnKind[]), // as the table above writes them
      isOptional: parameter.endsWith('?'),
      comesAgain: parameter.endsWith('…'),
    };
  });
};
