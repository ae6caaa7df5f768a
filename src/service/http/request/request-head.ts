import type { ServerResponse } from 'node:http';
import type { Once } from '../../../audit/record/record.js';
import { canonical, sha256 } from '../../../language/canonical.js';
import { suggestion } from '../../../language/nearest.js';
import type { Failure } from '../failure.js';
import { callerOf } from '../gated-response.js';

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
  /(?:^|[\s,])(?:\*\/\*|application\/(?:json|\*))(?:[\s;,]|$)/i.test(
    refusal.test(accept) ? withoutRefused(accept) : accept,
  );

/** The weight of a type that is not accepted (RFC 9110, 12.4.2). */
const refusal = /;\s*q\s*=\s*0(?:\.0*)?\s*(?:[;,]|$)/i;

/** What is left of an `Accept` without the types that it refuses. */
const withoutRefused = (accept: string): string =>
  accept
    .split(',')
    .filter((type) => !refusal.test(type))
    .join();

/**
 * Names one question of a request, so that it is known when it comes again.
 * @param address without what is written in several ways, such as escapes or a query
 * @param asked JSON as it was read; members in another order, or blanks between them, make no other question
 * @param place of the question in a list or stream, from 0
 */
export type NameQuestion = (address: string, asked: unknown, place?: number) => Once;

/** What a request says of being sent again; no `name` where it says nothing. */
export type KeyHeader =
  | { readonly code: 'read'; readonly name?: NameQuestion }
  | Extract<Failure, { readonly code: 'invalid-idempotency-key' }>;

/**
 * Reads `Idempotency-Key` of the request that a response answers: 1 to 255 visible ASCII characters, bare or as a string of RFC 8941
 * (draft-ietf-httpapi-idempotency-key-header, 2.1). Each caller has keys of their own. The key, which is kept nowhere, salts the digest of
 * the request: who has the log can try requests against it only where the key can be guessed.
 */
export const readIdempotencyKey = (response: ServerResponse): KeyHeader => {
  // Node joins several headers of this name by a comma and a blank, which no key has.
  const given = response.req.headers['idempotency-key'];
  if (given === undefined) return noKey;
  const key = typeof given === 'string' ? keyOf(given) : undefined;
  if (key === undefined) return { code: 'invalid-idempotency-key' };
  return { code: 'read', name: questionsUnder(callerOf(response)?.id, key) };
};

/** Names the questions of a caller, `''` where nobody has to say who asks, under a key. */
export const questionsUnder =
  (caller = '', key: string): NameQuestion =>
  (address, asked, place = 0) => ({
    key: sha256(canonical([caller, key, place])),
    request: sha256(`${canonical([caller, key, place])}${canonical(address)}${textOf(asked)}`),
  });

const noKey: KeyHeader = { code: 'read' };

const keyOf = (given: string): string | undefined => {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(given)?.[1];
  const key = quoted?.replaceAll(/\\(.)/g, '$1') ?? given;
  return (quoted !== undefined || !given.startsWith('"')) && /^[\x21-\x7e]{1,255}$/.test(key)
    ? key
    : undefined;
};

/** A number that is too great for any, such as 1e999, has no JSON text. Its request is refused, but must have a name until then. */
const textOf = (asked: unknown): string => {
  try {
    return canonical(asked);
  } catch (error) {
    if (error instanceof TypeError) return `not finite: ${JSON.stringify(asked)}`;
    throw error;
  }
};
