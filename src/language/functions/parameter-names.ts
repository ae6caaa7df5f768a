/** The names that DMN gives to the parameters of functions (tables 73 to 82), in their order; several forms where a function has some. */
const names: Readonly<Partial<Record<string, string>>> = {
  abs: 'n',
  after: 'point1, point2 | range, point | point, range | range1, range2',
  all: 'list',
  any: 'list',
  append: 'list, item',
  before: 'point1, point2 | range, point | point, range | range1, range2',
  ceiling: 'n, scale',
  coincides: 'point1, point2 | range1, range2',
  concatenate: 'list',
  contains: 'string, match',
  'context merge': 'contexts',
  'context put': 'context, key, value | context, keys, value',
  context: 'entries',
  count: 'list',
  'day of week': 'date',
  'day of year': 'date',
  decimal: 'n, scale',
  'distinct values': 'list',
  during: 'point, range | range1, range2',
  'ends with': 'string, match',
  even: 'number',
  exp: 'number',
  'finished by': 'range, point | range1, range2',
  finishes: 'point, range | range1, range2',
  flatten: 'list',
  floor: 'n, scale',
  'get entries': 'm',
  'get value': 'm, key',
  includes: 'range, point | range1, range2',
  'index of': 'list, match',
  'insert before': 'list, position, newItem',
  is: 'value1, value2',
  'list contains': 'list, element',
  'list replace': 'list, position, newItem | list, match, newItem',
  log: 'number',
  'lower case': 'string',
  matches: 'input, pattern, flags',
  max: 'list',
  mean: 'list',
  median: 'list',
  meets: 'range1, range2',
  'met by': 'range1, range2',
  min: 'list',
  mode: 'list',
  modulo: 'dividend, divisor',
  'month of year': 'date',
  not: 'negand',
  number: 'from, grouping separator, decimal separator',
  odd: 'number',
  overlaps: 'range1, range2',
  'overlaps after': 'range1, range2',
  'overlaps before': 'range1, range2',
  product: 'list',
  range: 'from',
  remove: 'list, position',
  replace: 'input, pattern, replacement, flags',
  reverse: 'list',
  'round down': 'n, scale',
  'round half down': 'n, scale',
  'round half up': 'n, scale',
  'round up': 'n, scale',
  sort: 'list, precedes',
  split: 'string, delimiter',
  sqrt: 'number',
  'started by': 'range, point | range1, range2',
  starts: 'point, range | range1, range2',
  'starts with': 'string, match',
  stddev: 'list',
  string: 'from',
  'string join': 'list, delimiter',
  'string length': 'string',
  sublist: 'list, start position, length',
  substring: 'string, start position, length',
  'substring after': 'string, match',
  'substring before': 'string, match',
  sum: 'list',
  union: 'list',
  'upper case': 'string',
  'week of year': 'date',
  'years and months duration': 'from, to',
  date: 'from | year, month, day',
  time: 'from | hour, minute, second, offset',
  'date and time': 'from | date, time',
  duration: 'from',
};

/** The forms in which a function's parameters are named. */
const formsOf = (name: string): readonly (readonly string[])[] =>
  Object.hasOwn(names, name) ? (names[name] ?? '').split(' | ').map((form) => form.split(', ')) : [];

/** How the parameters of a function are named, for people; empty where they have no names. */
export const namedForms = (name: string): string =>
  formsOf(name)
    .map((form) => `\`${name}(${form.map((one) => `${one}: …`).join(', ')})\``)
    .join(' or ');

/** Arguments in the order of their parameters; `undefined` where they are none of the function's, or one in between is left out. */
export const inOrder = <Argument>(
  name: string,
  given: readonly Argument[],
  by: readonly string[],
): readonly Argument[] | undefined => {
  if (new Set(by).size < by.length) return undefined;
  const forms = formsOf(name);
  // Of forms with the same names, such as `before(point, range)` and `before(range, point)`, the one that is written.
  if (forms.some((form) => form.join() === by.join())) return given;
  for (const form of forms) {
    const places = form.map((one) => by.indexOf(one));
    const count = places.filter((place) => place >= 0).length;
    if (count !== by.length || places.slice(0, count).includes(-1)) continue;
    return places.slice(0, count).flatMap((place) => given.slice(place, place + 1));
  }
  return undefined;
};
