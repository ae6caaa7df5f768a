import type { createLocalJWKSet } from 'jose';
import { readFile } from 'node:fs/promises';
import type { Gate } from '../http/gate.js';
import { makeAccessGate, type Refusal } from './access-gate.js';
import { makeFindForeign } from './find-foreign.js';
import { allowOrigins } from './cross-origin.js';
import { makeAuthenticate } from './authenticate.js';
import { openKeyFile, type KeyFile } from './key-file.js';
import { openKeyRing, type KeyRing } from './key-ring.js';
import { makeRateLimit } from './rate-limit.js';
import type { WebTokens } from './web-tokens.js';

/** Who may ask, and how much. */
export interface AccessOptions {
  /** The file of API keys, which need not be there yet; `null` where none are taken. */
  readonly keysFile: string | null;
  /** What tells JSON Web Tokens; left out where none are taken. */
  readonly tokens?: TokenOptions | undefined;
  /** Whether everybody may ask on any address as long as there is neither a key nor a key set. */
  readonly insecure: boolean;
  /** Hosts by which the service is asked besides the names and addresses of this machine, where nobody has to say who asks. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Origins whose pages may ask from a browser, such as `https://desk.example`; default: none. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** Decisions a second for each caller; left out where nothing is limited. */
  readonly decisionsPerSecond?: number | undefined;
  /** Whether `/metrics` needs no credential. */
  readonly openMetrics: boolean;
}

/** What tokens must be. */
export interface TokenOptions {
  /** A JSON Web Key Set (RFC 7517): its URL (`https:`, or `http:` on loopback), or a file. */
  readonly keySet: string;
  readonly issuer: string;
  readonly audience: string;
}

/** What telling callers needs from outside. */
export interface AccessSurroundings {
  /** Where the service will listen. */
  readonly host: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Milliseconds on a clock that never goes back. */
  readonly elapsed: () => number;
  readonly newRequestId: () => string;
  readonly tellRefusal: (refusal: Refusal) => void;
  /** Told once when the keys can't be read, until they can be again. */
  readonly reportUnreadableKeys: (cause: unknown) => void;
}

/** The gate, or why there is none. */
export type AccessResult = { readonly code: 'open'; readonly access: Access } | AccessFailure;

/** The gate of a service. */
export interface Access {
  readonly gate: Gate;
  /** Whether callers must say who they are, as it stands. */
  readonly isRequired: () => boolean;
  readonly close: () => void;
}

/** Why callers can't be told, or must be and can't. */
export type AccessFailure =
  | { readonly code: 'keys-unusable'; readonly file: string; readonly reason: string }
  | { readonly code: 'key-set-unusable'; readonly keySet: string; readonly reason: string }
  | { readonly code: 'authentication-missing'; readonly host: string };

/** Reads the keys and makes the gate. Where it listens beyond this machine, and nobody would have to say who asks, there is none. */
export const openAccess = async (
  options: AccessOptions,
  { host, clock, elapsed, newRequestId, tellRefusal, reportUnreadableKeys }: AccessSurroundings,
): Promise<AccessResult> => {
  const { keysFile, decisionsPerSecond, corsOrigins = [] } = options;
  let tokens: WebTokens | undefined;
  if (options.tokens !== undefined) {
    const made = await tokensOf(options.tokens, clock);
    if (made.code !== 'made') return made;
    ({ tokens } = made);
  }
  let ring: KeyRing;
  try {
    ring = await openKeyRing({
      file: keysFile === null ? noKeys : openKeyFile(keysFile),
      now: clock,
      reportUnreadable: reportUnreadableKeys,
    });
  } catch (error) {
    return { code: 'keys-unusable', file: keysFile ?? '', reason: reasonOf(error) };
  }
  // Whoever removes the last key, or the file, does not thereby open the service to everybody.
  let required = tokens !== undefined;
  const isRequired = (): boolean => (required ||= !ring.isEmpty());
  if (!isRequired() && !options.insecure && !isLoopback(host)) {
    ring.close();
    return { code: 'authentication-missing', host };
  }
  const gate = makeAccessGate({
    authenticate: makeAuthenticate({ ring, tokens }),
    isRequired,
    findForeign: makeFindForeign(options.allowedHosts ?? [], corsOrigins),
    rateLimit: decisionsPerSecond === undefined ? undefined : makeRateLimit(decisionsPerSecond, elapsed),
    openMetrics: options.openMetrics,
    newRequestId,
    tellRefusal,
  });
  const asked = corsOrigins.length === 0 ? gate : allowOrigins(gate, corsOrigins);
  return { code: 'open', access: { gate: asked, isRequired, close: ring.close } };
};

const noKeys: Pick<KeyFile, 'read'> = { read: () => Promise.resolve([]) };

/** Whether an address is reached from this machine alone; a name other than `localhost` may lead anywhere. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

type TokensResult =
  | { readonly code: 'made'; readonly tokens: WebTokens }
  | Extract<AccessFailure, { readonly code: 'key-set-unusable' }>;

const tokensOf = async (
  { keySet, issuer, audience }: TokenOptions,
  now: () => number,
): Promise<TokensResult> => {
  // Only who takes tokens needs what verifies them.
  const { makeWebTokens } = await import('./web-tokens.js');
  const unusable = (reason: string): TokensResult => ({ code: 'key-set-unusable', keySet, reason });
  try {
    if (!/^https?:/i.test(keySet)) {
      const keys: unknown = JSON.parse(await readFile(keySet, 'utf8'));
      if (!isKeySet(keys)) return unusable('it has no list `keys`');
      return { code: 'made', tokens: makeWebTokens({ keys, issuer, audience, now }) };
    }
    const url = new URL(keySet);
    // Whoever could answer in its place could sign tokens.
    if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
      return unusable('a key set is fetched by https alone, but from this machine');
    return { code: 'made', tokens: makeWebTokens({ keys: url, issuer, audience, now }) };
  } catch (error) {
    return unusable(reasonOf(error));
  }
};

type KeySet = Parameters<typeof createLocalJWKSet>[0];

/** What each key holds is jose's to check, when a token names it. */
const isKeySet = (json: unknown): json is KeySet =>
  typeof json === 'object' &&
  json !== null &&
  'keys' in json &&
  Array.isArray(json.keys) &&
  json.keys.every((key: unknown) => typeof key === 'object' && key !== null && 'kty' in key);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
