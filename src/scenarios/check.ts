import { counted } from '../language/numbers/counted.js';
import { asAnswered, hasAll, isEqual } from './matching.js';
import { isList, isObject, type Json, type JsonObject } from './json.js';
import { valueAt } from './paths.js';

/** What Clausebook answered: an HTTP status, and a decision or a problem document. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** What a scenario requires of an answer. Paths are dotted: `effects.amount`. */
export type Check =
  | { readonly kind: 'equal'; readonly path: string; readonly value: Json }
  /** The list at the path has, or has not, an item with all that the pattern names. */
  | { readonly kind: 'includes' | 'excludes'; readonly path: string; readonly pattern: Json }
  | { readonly kind: 'counts'; readonly path: string; readonly count: Json }
  /** The answer is a problem with these members; `status` is the HTTP status. */
  | { readonly kind: 'refuses'; readonly problem: JsonObject };

/** Why an answer is not what a check requires, in one line; `null` where it is. Instants are compared as answers write them. */
export const failureOf = ({ status, body }: Answer, check: Check): string | null => {
  switch (check.kind) {
    case 'equal': {
      const actual = valueAt(body, check.path);
      const expected = asAnswered(check.value);
      return isEqual(actual, expected)
        ? null
        : `\`${check.path}\` is ${actual === undefined ? 'absent' : shown(actual)}, not ${shown(expected)}`;
    }
    case 'includes': {
      const list = valueAt(body, check.path);
      const pattern = asAnswered(check.pattern);
      return isList(list) && list.some((item) => hasAll(item, pattern))
        ? null
        : `\`${check.path}\` has no ${shown(pattern)}`;
    }
    case 'excludes': {
      const list = valueAt(body, check.path);
      const pattern = asAnswered(check.pattern);
      if (!isList(list)) return `\`${check.path}\` is no list`;
      return list.some((item) => hasAll(item, pattern)) ? `\`${check.path}\` has ${shown(pattern)}` : null;
    }
    case 'counts': {
      const list = valueAt(body, check.path);
      if (!isList(list)) return `\`${check.path}\` is no list`;
      return list.length === check.count
        ? null
        : `\`${check.path}\` has ${counted(list.length, 'item')}, not ${shown(check.count)}`;
    }
    case 'refuses': {
      const answered = isObject(body) ? { ...body, status } : body;
      return status >= 400 && hasAll(answered, asAnswered(check.problem))
        ? null
        : `the answer, of status ${status}, is no refusal with ${shown(check.problem)}`;
    }
  }
};

const shown = (value: Json): string => JSON.stringify(value);
