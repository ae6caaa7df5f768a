import type { IncomingHttpHeaders } from 'node:http';
import type { KeyRing } from './key-ring.js';
import type { Caller } from './scope.js';
import type { WebTokens } from './web-tokens.js';

/** Who asks, or why that is not known. */
export type Authentication =
  | { readonly code: 'known'; readonly caller: Caller }
  /** `malformed`: something was sent, and it is no credential, or there are two of them. */
  | { readonly code: 'unauthenticated'; readonly reason: 'missing' | 'malformed' | 'unknown' }
  | { readonly code: 'authentication-unavailable'; readonly cause: unknown };

/** Tells who asks from the headers of a request; at once for an API key, and for a token that was verified lately. */
export type Authenticate = (headers: IncomingHttpHeaders) => Authentication | Promise<Authentication>;

/** What callers are told by. */
export interface AuthenticateParts {
  readonly ring: Pick<KeyRing, 'callerOf'>;
  /** Left out where no tokens are taken. */
  readonly tokens?: WebTokens | undefined;
}

/**
 * Tells callers by an API key, in `X-API-Key` or as `Authorization: Bearer` (RFC 6750 §2.1), or by a JSON Web Token in the latter.
 */
export const makeAuthenticate =
  ({ ring, tokens }: AuthenticateParts): Authenticate =>
  (headers) => {
    const { authorization, 'x-api-key': apiKey } = headers;
    if (authorization === undefined && apiKey === undefined) return missing;
    if (authorization !== undefined && apiKey !== undefined) return malformed;
    if (typeof apiKey === 'string') return byKey(ring, apiKey);
    const credential = bearerOf(authorization ?? '');
    if (credential === undefined) return malformed;
    // Three parts with full stops between: a token has that form, and a key has not.
    if (tokens === undefined || !credential.includes('.')) return byKey(ring, credential);
    const told = tokens.callerOf(credential);
    return told instanceof Promise ? told.then(byToken) : byToken(told);
  };

const missing: Authentication = { code: 'unauthenticated', reason: 'missing' };
const malformed: Authentication = { code: 'unauthenticated', reason: 'malformed' };
const unknown: Authentication = { code: 'unauthenticated', reason: 'unknown' };

/** Longer than any token that makes sense; what is longer is not looked at. */
const mostCharacters = 8192;

const bearerOf = (authorization: string): string | undefined =>
  authorization.length > mostCharacters ? undefined : /^bearer +([\w~+/.-]+=*) *$/i.exec(authorization)?.[1];

const byKey = (ring: Pick<KeyRing, 'callerOf'>, text: string): Authentication => {
  const caller = ring.callerOf(text);
  return caller === undefined ? unknown : { code: 'known', caller };
};

const byToken = (told: Awaited<ReturnType<WebTokens['callerOf']>>): Authentication => {
  if (told.code === 'known') return told;
  return told.code === 'unknown' ? unknown : { code: 'authentication-unavailable', cause: told.cause };
};
