import { areSame, and, or, orderOf } from './compare.js';
import { computeCall, NotSaid } from './compute-part.js';
import { classOf, is, list, none, number, type Dmn } from './dmn-value.js';

/** Whether a function takes one list, or its items as arguments. */
export const takesItems: ReadonlySet<string> = new Set([
  ...['sum', 'product', 'mean', 'median', 'stddev', 'mode', 'min', 'max', 'all', 'any'],
]);

/** A function of items: `sum`, `min`, `all` and the like; none where one of them is of another kind. */
export const callOfItems = (name: string, items: readonly Dmn[]): Dmn => {
  if (name === 'all') return and(items);
  if (name === 'any') return or(items);
  if (name === 'min' || name === 'max') return extreme(items, name === 'min' ? -1 : 1);
  if (items.some((item) => classOf(item) !== 'number')) return none;
  if (items.length === 0) return name === 'mode' ? list([]) : none;
  return computeCall(name, [list(items)]);
};

const extreme = (items: readonly Dmn[], side: number): Dmn => {
  const [first, ...others] = items;
  let found = first;
  if (found === undefined || (others.length === 0 && orderOf(found, found) === null)) return none;
  for (const item of others) {
    const order = orderOf(item, found);
    if (order === null) return none;
    if (order * side > 0) found = item;
  }
  return found;
};

/** What the functions that only move items come to: items, or places of them. */
const moving: Readonly<Partial<Record<string, 'items' | 'places'>>> = {
  append: 'items',
  concatenate: 'items',
  union: 'items',
  'distinct values': 'items',
  'insert before': 'items',
  remove: 'items',
  reverse: 'items',
  sublist: 'items',
  'list replace': 'items',
  'list contains': 'places',
  'index of': 'places',
  count: 'places',
};

/** Whether a function only moves items, finds or counts them. */
export const movesItems = (name: string): boolean => Object.hasOwn(moving, name);

/** Such a function, whatever the kinds of the items: the language has lists of one kind, and moves the numbers of the items. */
export const callOfMoving = (name: string, given: readonly Dmn[]): Dmn => {
  const known: Dmn[] = [];
  const tokenOf = (item: Dmn): Dmn => {
    const found = known.findIndex((other) => areSame(other, item));
    return number(found === -1 ? known.push(item) - 1 : found);
  };
  const positions = placesOf[name] ?? [];
  const tokens = given.map((argument, at) => {
    if (positions.includes(at)) return argument;
    const wantsList = at === 0 || name === 'concatenate' || name === 'union';
    return wantsList && argument.kind === 'list' ? list(argument.items.map(tokenOf)) : tokenOf(argument);
  });
  const place = given[positions[0] ?? -1];
  if (place !== undefined && !isWhole(place)) throw new NotSaid('a place that is no integer');
  const found = computeCall(name, tokens);
  if (moving[name] !== 'items' || found.kind !== 'list') return found;
  return list(
    found.items.map((token) => (token.kind === 'plain' ? (known[Number(token.value)] ?? none) : none)),
  );
};

/** Which arguments are places and not items. */
const placesOf: Readonly<Partial<Record<string, readonly number[]>>> = {
  'insert before': [1],
  remove: [1],
  sublist: [1, 2],
  'list replace': [1],
};

const isWhole = (value: Dmn): boolean => value.kind === 'plain' && Number.isInteger(value.value);

/** All items of lists in lists, in one list. */
export const flattened = (items: readonly Dmn[]): readonly Dmn[] =>
  items.flatMap((item) => (item.kind === 'list' ? flattened(item.items) : [item]));

/** Items in the order of a function that says which of two comes first; equal ones as they were. */
export const sorted = (items: readonly Dmn[], precedes: (one: Dmn, other: Dmn) => Dmn): readonly Dmn[] =>
  [...items].sort((one, other) =>
    is(precedes(one, other), true) ? -1 : is(precedes(other, one), true) ? 1 : 0,
  );
