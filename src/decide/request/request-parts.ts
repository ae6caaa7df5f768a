import type { RequestError } from './request-error.js';
import { below } from '../../language/json-pointer.js';
import { maximumText } from '../../wire/limits.js';

/** An error for each member that an object may not have. @param at pointer of the object */
export const unknownMembers = (
  body: Readonly<Record<string, unknown>>,
  known: readonly string[],
  at: string,
): readonly RequestError[] =>
  Object.keys(body)
    .filter((name) => !known.includes(name))
    .slice(0, mostUnknown)
    .map((name) => name.slice(0, longestTold))
    .map((name) => ({
      pointer: below(at, name),
      code: 'unknown-member',
      message: `\`${name}\` is no member of this object. It may have ${known.join(', ')}.`,
    }));

/** So many unknown members of an object are told, and so much of the name of each. */
const mostUnknown = 20;
const longestTold = 200;

/** What is wrong with a text of a request; it has at least one character. */
export const textErrors = (given: unknown, pointer: string, compulsory: boolean): readonly RequestError[] => {
  if (given === undefined) return compulsory ? [missing(pointer)] : [];
  if (typeof given !== 'string') return [mustBe(pointer, 'a text', given)];
  if (isText(given)) return [];
  return [
    { pointer, code: 'not-allowed', message: `\`${pointer}\` must have 1 to ${maximumText} characters.` },
  ];
};

/** Whether it is a text that a request may have. */
export const isText = (given: unknown): given is string =>
  typeof given === 'string' && given.length >= 1 && given.length <= maximumText;

/** That a member is left out. */
export const missing = (pointer: string): RequestError => ({
  pointer,
  code: 'missing-member',
  message: `\`${pointer}\` is missing. Add it.`,
});

/** That a value is of another type. */
export const mustBe = (pointer: string, what: string, given: unknown): RequestError => ({
  pointer,
  code: 'wrong-type',
  message: `\`${pointer}\` must be ${what}, and is ${kindOf(given)}.`,
});

/** A member of a JSON object, never one that every object has. */
export const own = (body: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(body, name) ? body[name] : undefined;

/** What a value is, in words. */
export const kindOf = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};
