import { isDeepStrictEqual } from 'node:util';
import type { Json } from './driver.js';
import { isList, isObject } from './paths.js';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An expected value as answers write it: every instant in UTC, to the millisecond. */
export function asAnswered(expected: Json): Json {
  if (typeof expected === 'string')
    return instant.test(expected) ? new Date(expected).toISOString() : expected;
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
