import { suggestion } from '../../../language/nearest.js';
import type { Failure } from '../failure.js';

/** So many parameters of one request are told, and so much of the name of each. */
const mostTold = 20;
const longestTold = 100;

/**
 * Refuses query parameters that an address does not take; `undefined` where there are none.
 * @param taken those that it takes; one that ends with a full stop stands for all that begin so
 */
export const unknownParameters = (
  names: readonly string[],
  taken: readonly string[],
): Extract<Failure, { readonly code: 'invalid-request' }> | undefined => {
  const unknown = names.filter(
    (name) => !taken.some((one) => (one.endsWith('.') ? name.startsWith(one) : name === one)),
  );
  if (unknown.length === 0) return undefined;
  const plain = taken.filter((name) => !name.endsWith('.'));
  const known = plain.length === 0 ? 'There are none.' : `There are ${plain.join(', ')}.`;
  const errors = unknown.slice(0, mostTold).map((name) => {
    const short = name.slice(0, longestTold);
    const message = `\`${short}\` is no parameter here. ${suggestion(name, plain, known)}`;
    return { pointer: `?${short}`, code: 'unknown-parameter', message } as const;
  });
  return { code: 'invalid-request', errors };
};

/** The names of the query parameters of a request target. */
export const parametersOf = (url: string): readonly string[] => {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  return query === '' ? [] : [...new Set(new URLSearchParams(query).keys())];
};

/** Whether whoever accepts these types takes JSON; without the header everything is taken. */
export const acceptsJson = (accept: string | undefined): boolean =>
  accept === undefined ||
  accept === '*/*' ||
  /(?:^|[\s,])(?:\*\/\*|application\/(?:json|\*))(?:[\s;,]|$)/i.test(accept);
