import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { hash } from 'node:crypto';
import { isScope, type Caller, type Scope } from './scope.js';

/** Whose token it is; that it is none that is taken here; or that the keys to tell by can't be had now. */
export type TokenResult =
  | { readonly code: 'known'; readonly caller: Caller }
  | { readonly code: 'unknown' }
  | { readonly code: 'keys-unavailable'; readonly cause: unknown };

/** Verifies JSON Web Tokens (RFC 7519). */
export interface WebTokens {
  readonly callerOf: (token: string) => TokenResult | Promise<TokenResult>;
}

/** By which tokens are told. */
export interface WebTokenOptions {
  /** A JSON Web Key Set (RFC 7517): its URL, or the set itself. */
  readonly keys: URL | Parameters<typeof createLocalJWKSet>[0];
  /** What `iss` must be. */
  readonly issuer: string;
  /** What `aud` must hold. */
  readonly audience: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Signatures by a public key alone: a token signed with a shared secret is refused whatever the set holds. */
const algorithms = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
const toleranceSeconds = 30;
/** A verified token is not verified again for so long, nor beyond its own end. */
const rememberedMs = 60_000;
const mostRemembered = 10_000;

/** Makes the verifier; nothing is fetched before the first token. */
export const makeWebTokens = ({ keys, issuer, audience, now }: WebTokenOptions): WebTokens => {
  const getKey: JWTVerifyGetKey =
    keys instanceof URL ? createRemoteJWKSet(keys, { timeoutDuration: 5000 }) : createLocalJWKSet(keys);
  const remembered = new Map<string, { readonly result: TokenResult; readonly until: number }>();

  const verify = async (token: string, digest: string): Promise<TokenResult> => {
    let payload: JWTPayload;
    try {
      const verified = await jwtVerify(token, getKey, {
        issuer,
        audience,
        algorithms,
        clockTolerance: toleranceSeconds,
        currentDate: new Date(now()),
        requiredClaims: ['exp', 'sub'],
      });
      payload = verified.payload;
    } catch (cause) {
      return isAboutToken(cause) ? { code: 'unknown' } : { code: 'keys-unavailable', cause };
    }
    const caller = {
      id: `jwt:${payload.iss ?? ''}:${payload.sub ?? ''}`,
      scopes: new Set(scopesOf(payload)),
    };
    const result = { code: 'known', caller } as const;
    if (remembered.size >= mostRemembered) remembered.clear();
    const until = Math.min(now() + rememberedMs, (payload.exp ?? 0) * 1000);
    remembered.set(digest, { result, until });
    return result;
  };

  return {
    callerOf: (token) => {
      const digest = hash('sha256', token, 'base64url');
      const known = remembered.get(digest);
      return known !== undefined && now() < known.until ? known.result : verify(token, digest);
    },
  };
};

/** Scopes as RFC 8693 §4.2 writes them: names with blanks between; names that are none of ours are passed over. */
const scopesOf = ({ scope }: JWTPayload): readonly Scope[] =>
  typeof scope === 'string' ? scope.split(' ').filter(isScope) : [];

/** What is wrong with the token itself; anything else kept the keys from being had. */
const isAboutToken = (cause: unknown): boolean =>
  cause instanceof errors.JOSEError &&
  !(cause instanceof errors.JWKSTimeout) &&
  !(cause instanceof errors.JWKSInvalid) &&
  cause.code !== 'ERR_JOSE_GENERIC';
