import { areSame } from '../compare.js';
import { boolean, integerOf, is, list, none, number, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';

const itemsOf = (of: Dmn): readonly Dmn[] => (of.kind === 'list' ? of.items : []);

/** Functions of lists (DMN 1.5, table 77), which their parameters fit already; `undefined` for another name. */
export const callOfLists = (name: string, given: readonly Dmn[]): Dmn | undefined => {
  const [first = none, second = none, third = none] = given;
  const items = itemsOf(first);
  switch (name) {
    case 'count':
      return number(items.length);
    case 'list contains':
      return boolean(items.some((item) => areSame(item, second)));
    case 'append':
      return list([...items, ...given.slice(1)]);
    case 'concatenate':
      return list(given.flatMap(itemsOf));
    case 'union':
      return list(distinct(given.flatMap(itemsOf)));
    case 'distinct values':
      return list(distinct(items));
    case 'flatten':
      return list(flattened(items));
    case 'reverse':
      return list([...items].reverse());
    case 'index of':
      return list(items.flatMap((item, at) => (areSame(item, second) ? [number(at + 1)] : [])));
    case 'insert before': {
      const at = indexIn(second, items);
      return at === undefined ? none : list([...items.slice(0, at), third, ...items.slice(at)]);
    }
    case 'remove': {
      const at = indexIn(second, items);
      return at === undefined ? none : list(items.filter((_, other) => other !== at));
    }
    case 'list replace': {
      const at = indexIn(second, items);
      return at === undefined ? none : list(items.with(at, third));
    }
    case 'sublist':
      return sublist(items, second, third);
    default:
      return undefined;
  }
};

const sublist = (items: readonly Dmn[], start: Dmn, length: Dmn): Dmn => {
  const from = indexIn(start, items);
  const count = length.kind === 'null' ? undefined : wholeOf(length);
  if (from === undefined) return none;
  if (count === undefined) return list(items.slice(from));
  return count < 1 || from + count > items.length ? none : list(items.slice(from, from + count));
};

/** The index of a place that counts from 1, or from the end where it is negative; `undefined` where there is none. */
const indexIn = (place: Dmn, items: readonly Dmn[]): number | undefined => {
  const at = wholeOf(place);
  const index = at < 0 ? items.length + at : at - 1;
  return at === 0 || index < 0 || index >= items.length ? undefined : index;
};

const wholeOf = (of: Dmn): number => {
  const whole = integerOf(of);
  if (whole === undefined) throw new NotSaid('a place in a list that is no integer');
  return whole;
};

const distinct = (items: readonly Dmn[]): readonly Dmn[] => {
  const found: Dmn[] = [];
  for (const item of items) if (!found.some((other) => areSame(other, item))) found.push(item);
  return found;
};

const flattened = (items: readonly Dmn[]): readonly Dmn[] =>
  items.flatMap((item) => (item.kind === 'list' ? flattened(item.items) : [item]));

/** Items in the order of a function that says which of two comes first; equal ones as they were. */
export const sorted = (of: Dmn, precedes: (one: Dmn, other: Dmn) => Dmn): Dmn =>
  list(
    [...itemsOf(of)].sort((one, other) =>
      is(precedes(one, other), true) ? -1 : is(precedes(other, one), true) ? 1 : 0,
    ),
  );

/** A list in which every item of which a function holds is another one. */
export const replacedWhere = (of: Dmn, matches: (item: Dmn, by: Dmn) => Dmn, by: Dmn): Dmn => {
  const found = itemsOf(of).map((item) => ({ item, holds: matches(item, by) }));
  return found.some(({ holds }) => holds.kind !== 'boolean')
    ? none
    : list(found.map(({ item, holds }) => (is(holds, true) ? by : item)));
};
