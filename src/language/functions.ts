import {
  absentItem,
  asNumber,
  itemOf,
  joinAll,
  joinLists,
  middle,
  notPlaces,
  numbers,
  one,
  two,
  wants,
  type BuiltIn,
} from './built-in.js';
import { whyNotEqual } from './types/comparability.js';
import { describeType } from './types/describe-type.js';
import type { FunctionName } from './syntax/expression.js';
import { numberFunctions } from './functions/number-functions.js';
import { rangeFunctions } from './functions/range-functions.js';
import { textFunctions } from './functions/text-functions.js';
import { valueFunctions, type valueOperations } from './functions/value-functions.js';
import { timeFunctions } from './time/time-functions.js';
import type { MoneyOperationName } from './money/money-calculations.js';
import { isMoney } from './money/money-types.js';
import type { timeOperations } from './time/time-calculations.js';
import {
  isNullable,
  isNumeric,
  isTemporal,
  joinTypes,
  withNull,
  withoutNull,
} from './types/type-relations.js';
import { money, type Type } from './types/types.js';

/** A function that expressions call by its name. */
type BuiltInName = Exclude<
  FunctionName,
  | keyof typeof timeOperations
  | MoneyOperationName
  | keyof typeof valueOperations
  | 'number of digits'
  | 'power'
>;

/** The closed table of built-in functions. */
export const builtIns: Readonly<Record<BuiltInName, BuiltIn>> = {
  ...timeFunctions,
  ...numberFunctions,
  ...textFunctions,
  ...rangeFunctions,
  ...valueFunctions,
  'figure at': two('figure at(figure, instant)', (dated, at) => {
    if (at.kind !== 'instant') return wants('an instant', at);
    const item = itemOf(dated);
    return (item?.kind === 'record' ? item.fields['value'] : undefined) ?? wants('a figure', dated);
  }),
  require: {
    call: 'require(value, "what is said where it is absent")',
    arguments: { least: 2, most: 3 },
    result: ([value]) => (value === undefined ? undefined : withoutNull(value)),
  },
  not: one('not(condition)', (type) => (type.kind === 'boolean' ? type : wants('a boolean', type))),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  decimal: rounding('decimal'),
  'round up': rounding('round up'),
  'round down': rounding('round down'),
  'round half up': rounding('round half up'),
  'round half down': rounding('round half down'),
  'round half even': rounding('round half even'),
  abs: one('abs(number)', (type) =>
    isNumeric(type) || isLength(type) || isMoney(type) ? type : wants('a number or a duration', type),
  ),
  modulo: two('modulo(dividend, divisor)', (dividend, divisor) => {
    const stray = [dividend, divisor].find((type) => !isNumeric(type) && type.kind !== 'duration');
    if (stray !== undefined) return wants('a number or a duration', stray);
    return joinTypes(dividend, divisor) ?? wants(describeType(dividend), divisor);
  }),
  min: { call: 'min(a, b, …)', arguments: { least: 1, most: Infinity }, result: extreme },
  max: { call: 'max(a, b, …)', arguments: { least: 1, most: Infinity }, result: extreme },
  sum: one('sum(list)', (type) => {
    const item = itemOf(type);
    if (item === undefined) return wants('a list', type);
    if (isNullable(item)) return absentItem;
    if (item.kind === 'null') return { kind: 'integer' };
    if (isMoney(item)) return withNull(item);
    return isNumeric(item) || isLength(item) ? asNumber(item) : wants('numbers, durations or money', item);
  }),
  allocate: {
    call: 'allocate(money, weights)',
    arguments: { least: 2, most: 2 },
    result: ([shared, weights]) => {
      if (shared?.kind !== 'record' || shared.name !== 'money') return wants('money', shared);
      const weight = weights && itemOf(weights);
      if (weight === undefined) return wants('a list of weights', weights);
      if (isNullable(weight)) return absentItem;
      return isNumeric(weight) ? { kind: 'list', of: money } : wants('numbers', weight);
    },
  },
  product: one('product(list)', numbers),
  mean: one('mean(list)', (type) => middle(type)),
  median: one('median(list)', (type) => middle(type)),
  append: {
    call: 'append(list, item, …)',
    arguments: { least: 2, most: Infinity },
    result: ([list, ...items]) =>
      list && joinLists([list, ...items.map((of): Type => ({ kind: 'list', of }))]),
  },
  reverse: one('reverse(list)', (type) => (type.kind === 'list' ? type : wants('a list', type))),
  sort: one('sort(list)', (type) => {
    const item = itemOf(type);
    if (item === undefined) return wants('a list', type);
    if (isNullable(item)) return absentItem;
    return isOrderedItem(item) ? type : wants('numbers, instants, durations or texts', item);
  }),
  'index of': two('index of(list, x)', (list, sought) => {
    const item = itemOf(list);
    if (item === undefined) return wants('a list', list);
    return (
      (item.kind === 'null' ? null : whyNotEqual(item, sought)) ?? { kind: 'list', of: { kind: 'integer' } }
    );
  }),
  sublist: {
    call: 'sublist(list, start, length)',
    arguments: { least: 2, most: 3 },
    result: ([list, ...places]) =>
      notPlaces(places) ?? (list?.kind === 'list' ? list : wants('a list', list)),
  },
  'insert before': {
    call: 'insert before(list, place, item)',
    arguments: { least: 3, most: 3 },
    result: ([list, place, item]) =>
      list && item && (notPlaces([place]) ?? joinLists([list, { kind: 'list', of: item }])),
  },
  remove: two(
    'remove(list, place)',
    (list, place) => notPlaces([place]) ?? (list.kind === 'list' ? list : wants('a list', list)),
  ),
  'concatenate all': one('concatenate all(lists)', (type) => {
    const item = itemOf(type);
    return item?.kind === 'list' ? item : wants('a list of lists', type);
  }),
  all: one('all(list)', conditions),
  any: one('any(list)', conditions),
  integers: two('integers(from, to)', (from, to) => notPlaces([from, to]) ?? { kind: 'list', of: from }),
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
};

/** Whether a text names a built-in function. */
export const isFunctionName = (name: string): name is BuiltInName => Object.hasOwn(builtIns, name);

/** A number as an integer, or with so many digits after the point. */
function rounding(name: string): BuiltIn {
  return {
    call: `${name}(number, digits)`,
    arguments: { least: 1, most: 2 },
    result: ([number, digits]) => {
      if (number !== undefined && isMoney(number) && name !== 'decimal')
        return digits === undefined ? money : 'money is rounded to its minor unit, without digits';
      if (number === undefined || !isNumeric(number)) return wants('a number or money', number);
      if (digits === undefined) return { kind: 'integer' };
      return digits.kind === 'integer' ? { kind: 'number' } : wants('an integer', digits);
    },
  };
}

function conditions(type: Type): Type | string {
  const item = itemOf(type);
  if (item === undefined) return wants('a list', type);
  if (isNullable(item)) return absentItem;
  return item.kind === 'boolean' || item.kind === 'null' ? { kind: 'boolean' } : wants('conditions', item);
}

const isOrderedItem = (type: Type): boolean =>
  isNumeric(type) || isTemporal(type) || type.kind === 'text' || type.kind === 'null';

/** Whether a type is a length of time. */
const isLength = ({ kind }: Type): boolean => kind === 'duration' || kind === 'months';

/** Of several values, or of those in one list, which may be empty. */
function extreme(types: readonly Type[]): Type | string {
  const [only] = types;
  if (types.length === 1 && only?.kind === 'list') {
    if (isNullable(only.of)) return absentItem;
    if (only.of.kind === 'list') return wants('a list of single values', only);
    const found = extreme([only.of]);
    return typeof found === 'string' ? found : withNull(found);
  }
  const [first] = types;
  if (first !== undefined && types.every(isMoney))
    return types.find((type) => type.kind === 'record' && type.name === 'amount') ?? first;
  const stray = types.find((type) => !isNumeric(type) && !isTemporal(type) && !isMoney(type));
  if (stray !== undefined) return wants('numbers, dates, instants, durations or money', stray);
  const joined = types.some(isMoney) ? undefined : joinAll(types);
  return joined ?? `they are of different kinds: ${types.map(describeType).join(', ')}`;
}

/** A list whose items can be told apart: they hold no lists themselves. */
const distinct = (type: Type | string): Type | string => {
  const item = typeof type === 'string' ? undefined : itemOf(type);
  return item !== undefined && holdsList(item) ? 'items with lists in them are not told apart' : type;
};

const holdsList = (type: Type): boolean =>
  type.kind === 'list' || (type.kind === 'record' && Object.values(type.fields).some(holdsList));
