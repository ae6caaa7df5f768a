import { NotSaid } from './compute-part.js';
import { boolean, classOf, is, none, type Dmn } from './dmn-value.js';

/** Whether two values are equal (DMN 1.5, 10.3.2.15, table 53); none where they are of different kinds. */
export const equal = (left: Dmn, right: Dmn): Dmn => {
  const [one, other] = [classOf(left), classOf(right)];
  if (one === 'null' || other === 'null') return boolean(one === other);
  if (one !== other) {
    if ([left, right].some((side) => side.kind === 'list' && side.items.length === 1))
      throw new NotSaid('a list of one beside what is none');
    return none;
  }
  return boolean(areSame(left, right));
};

/** Equality to the depth of values; values of different kinds are not the same. */
export const areSame = (left: Dmn, right: Dmn): boolean => {
  if (left.kind === 'plain' && right.kind === 'plain') {
    if (classOf(left) !== classOf(right)) return false;
    if (left.value === null) return true;
    if (left.type.kind !== right.type.kind && classOf(left) === 'date and time')
      throw new NotSaid('a date and time with an offset beside one without');
    return left.value === right.value;
  }
  if (left.kind === 'list' && right.kind === 'list')
    return (
      left.items.length === right.items.length &&
      left.items.every((item, at) => areSame(item, right.items[at] ?? none))
    );
  if (left.kind === 'context' && right.kind === 'context')
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(
        ([name, value]) => right.entries.has(name) && areSame(value, right.entries.get(name) ?? none),
      )
    );
  if (left.kind === 'range' && right.kind === 'range')
    return (
      left.startIncluded === right.startIncluded &&
      left.endIncluded === right.endIncluded &&
      areSame(left.start, right.start) &&
      areSame(left.end, right.end)
    );
  if (left.kind === 'function' && right.kind === 'function') throw new NotSaid('functions are compared');
  return false;
};

const ordered: ReadonlySet<string> = new Set([
  ...['number', 'string', 'date', 'time', 'date and time', 'days', 'months'],
]);

/** Which of two values comes first: less than 0 for the left one; `null` where they have no order. */
export const orderOf = (left: Dmn, right: Dmn): number | null => {
  const kind = classOf(left);
  if (left.kind !== 'plain' || right.kind !== 'plain' || kind !== classOf(right) || !ordered.has(kind))
    return null;
  if (kind === 'date and time' && left.type.kind !== right.type.kind)
    throw new NotSaid('a date and time with an offset beside one without');
  const [a, b] = [left.value, right.value];
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a === b ? 0 : byCodePoints(String(a), String(b));
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

/** `not` in three values: of what is no boolean it is none. */
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

/** Whether a point lies in a range; none where it is of another kind. */
export const liesIn = (point: Dmn, range: Extract<Dmn, { kind: 'range' }>): Dmn => {
  const from =
    classOf(range.start) === 'null'
      ? boolean(true)
      : compared(range.startIncluded ? '>=' : '>', point, range.start);
  const to =
    classOf(range.end) === 'null'
      ? boolean(true)
      : compared(range.endIncluded ? '<=' : '<', point, range.end);
  return and([from, to]);
};
