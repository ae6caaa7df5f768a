import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { isRecord } from '../../language/values.js';
import type { Case } from '../property.js';

/**
 * One request of what two editions see of it. What one of them sees left out is left out, though the other, which must have it, says what it would be; of a
 * list one may see more items.
 */
export const joinedCase = (left: Edition, right: Edition, [first, second]: readonly Case[]): Case => {
  const shapesOf = ({ facts }: Edition): Shapes =>
    new Map([...facts].map(([name, { shape }]) => [name, shape]));
  return {
    asOf: first?.asOf ?? 0,
    facts: joinedRecord(first?.facts ?? {}, second?.facts ?? {}, [shapesOf(left), shapesOf(right)]),
  };
};

type Shapes = ReadonlyMap<string, FactShape>;
type Json = Readonly<Record<string, unknown>>;

const joinedRecord = (one: Json, other: Json, [before, after]: readonly [Shapes, Shapes]): Json => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const shapes = [before.get(name), after.get(name)] as const;
      const value = joinedValue(one[name], other[name], shapes);
      return value === undefined ? [] : [[name, value]];
    }),
  );
};

const joinedValue = (
  one: unknown,
  other: unknown,
  [before, after]: readonly [FactShape | undefined, FactShape | undefined],
): unknown => {
  if (before === undefined || after === undefined) return one ?? other;
  if (one === undefined || other === undefined) return undefined;
  if (Array.isArray(one) && Array.isArray(other)) {
    const items = [before.fields.get('[]'), after.fields.get('[]')] as const;
    const longer: readonly unknown[] = one.length > other.length ? one : other;
    return longer.map((item, place): unknown =>
      place < one.length && place < other.length ? joinedValue(one[place], other[place], items) : item,
    );
  }
  return isRecord(one) && isRecord(other) && before.fields.size > 0
    ? joinedRecord(one, other, [before.fields, after.fields])
    : one;
};
