import { compareNumbers, sameNumber } from '../../../language/numbers/numeric.js';
import { boolean, is, none, type Dmn, type DmnRange } from './dmn-value.js';
import { NotSaid } from './not-said.js';
import { areSameTimes, compareTimes } from './time/compare-times.js';
import type { Time } from './time/write-time.js';

const isTime = (value: Dmn): value is Time =>
  value.kind === 'date' ||
  value.kind === 'time' ||
  value.kind === 'date and time' ||
  value.kind === 'days' ||
  value.kind === 'months';

/** Whether two values are equal (DMN 1.5, 10.3.2.15, table 53); null where they are of different kinds. */
export const equal = (left: Dmn, right: Dmn): Dmn => {
  if (left.kind === 'null' || right.kind === 'null') return boolean(left.kind === right.kind);
  if (left.kind !== right.kind) {
    if ([left, right].some((side) => side.kind === 'list' && side.items.length === 1))
      throw new NotSaid('a list of one beside what is none');
    return none;
  }
  return boolean(areSame(left, right));
};

/** Equality to the depth of values; values of different kinds are not the same. */
export const areSame = (left: Dmn, right: Dmn): boolean => {
  if (left.kind === 'null') return right.kind === 'null';
  if (left.kind === 'number') return right.kind === 'number' && sameNumber(left.value, right.value);
  if (left.kind === 'boolean' || left.kind === 'string')
    return left.kind === right.kind && left.value === right.value;
  if (left.kind === 'list')
    return (
      right.kind === 'list' &&
      left.items.length === right.items.length &&
      left.items.every((item, at) => areSame(item, right.items[at] ?? none))
    );
  if (left.kind === 'context')
    return (
      right.kind === 'context' &&
      left.entries.size === right.entries.size &&
      [...left.entries].every(([name, value]) => {
        const other = right.entries.get(name);
        return other !== undefined && areSame(value, other);
      })
    );
  if (left.kind === 'range')
    return (
      right.kind === 'range' &&
      left.startIncluded === right.startIncluded &&
      left.endIncluded === right.endIncluded &&
      areSame(left.start, right.start) &&
      areSame(left.end, right.end)
    );
  if (left.kind === 'function') {
    if (right.kind === 'function') throw new NotSaid('functions are compared');
    return false;
  }
  return isTime(right) && compareTimes(left, right) === 0n;
};

/** `is`: values of one kind that are the same in every part, offsets and zones among them. */
export const isThat = (left: Dmn, right: Dmn): boolean =>
  isTime(left) && isTime(right)
    ? left.kind === right.kind && areSameTimes(left, right)
    : left.kind === right.kind && areSame(left, right);

/** Which of two values comes first: less than 0 for the left one; `null` where they have no order. */
export const orderOf = (left: Dmn, right: Dmn): number | null => {
  if (left.kind === 'number' && right.kind === 'number') return compareNumbers(left.value, right.value);
  if (left.kind === 'string' && right.kind === 'string') return byCodePoints(left.value, right.value);
  if (!isTime(left) || !isTime(right)) return null;
  const difference = compareTimes(left, right);
  return difference === null ? null : difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

const byCodePoints = (one: string, other: string): number => {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (const [at, character] of a.entries()) {
    const beside = b[at];
    if (beside === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (beside.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

const holds: Readonly<Record<'<' | '<=' | '>' | '>=', (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** A comparison of two values (table 54). */
export const compared = (operator: '=' | '!=' | '<' | '<=' | '>' | '>=', left: Dmn, right: Dmn): Dmn => {
  if (operator === '=') return equal(left, right);
  if (operator === '!=') return not(equal(left, right));
  if ([left, right].some((side) => side.kind === 'list' && side.items.length === 1))
    throw new NotSaid('a list of one beside what is none');
  const order = orderOf(left, right);
  return order === null ? none : boolean(holds[operator](order));
};

/** `not` in three values: of what is no boolean it is null. */
export const not = (of: Dmn): Dmn => (is(of, true) ? boolean(false) : is(of, false) ? boolean(true) : none);

/** `and` in three values (table 50). */
export const and = (sides: readonly Dmn[]): Dmn =>
  sides.some((side) => is(side, false))
    ? boolean(false)
    : boolean(sides.every((side) => is(side, true)) ? true : null);

/** `or` in three values (table 50). */
export const or = (sides: readonly Dmn[]): Dmn =>
  sides.some((side) => is(side, true))
    ? boolean(true)
    : boolean(sides.every((side) => is(side, false)) ? false : null);

/** Whether a point lies in a range; null where it is of another kind. */
export const liesIn = (point: Dmn, range: DmnRange): Dmn => {
  const from =
    range.start.kind === 'null'
      ? boolean(true)
      : compared(range.startIncluded ? '>=' : '>', point, range.start);
  const to =
    range.end.kind === 'null' ? boolean(true) : compared(range.endIncluded ? '<=' : '<', point, range.end);
  return and([from, to]);
};
