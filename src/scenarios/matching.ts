import { isDeepStrictEqual } from 'node:util';
import { formatInstant, parseInstant } from '../language/instants.js';
import { isList, isObject, type Json } from './json.js';

/** An expected value as answers write it: every instant in UTC, to the millisecond. */
export function asAnswered(expected: Json): Json {
  if (typeof expected === 'string') {
    const instant = parseInstant(expected);
    return instant.ok ? formatInstant(instant.epochMs) : expected;
  }
  if (isList(expected)) return expected.map(asAnswered);
  if (!isObject(expected)) return expected;
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, asAnswered(value)]));
}

/** Whether two JSON values are equal all through. */
export const isEqual = (actual: Json | undefined, expected: Json): boolean =>
  isDeepStrictEqual(actual, expected);

/**
 * Whether a value has all that a pattern names: an object its fields, a list an item for each of the pattern's, or
 * for the pattern itself where that is no list; anything else is equal.
 */
export function hasAll(actual: Json | undefined, pattern: Json): boolean {
  if (isList(actual)) {
    return (isList(pattern) ? pattern : [pattern]).every((wanted) =>
      actual.some((item) => hasAll(item, wanted)),
    );
  }
  if (!isObject(pattern)) return isEqual(actual, pattern);
  return isObject(actual) && Object.entries(pattern).every(([name, wanted]) => hasAll(actual[name], wanted));
}
