import { hash, timingSafeEqual } from 'node:crypto';
import type { Scope } from './scope.js';

/** An API key as it is kept: never the key itself. */
export interface ApiKey {
  /** Stands in the key and in logs; not secret. */
  readonly id: string;
  /** Whose it is, for a person. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 over the secret part, 64 hexadecimal digits. The secret has 256 random bits, so that it needs no slow hash. */
  readonly secretHash: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds; `null` for never. */
  readonly expiresAt: number | null;
  /** Epoch milliseconds; `null` while it holds. */
  readonly revokedAt: number | null;
}

/** A new key: `text` is shown once, `kept` is stored. */
export interface MadeKey {
  readonly text: string;
  readonly kept: ApiKey;
}

const secretBytes = 32;
const idBytes = 9;
const form = /^cbk_([\w-]{12})_([\w-]{43})$/;

/** Makes a key: `cbk_`, its id, `_` and its secret, both base64url. */
export const makeApiKey = (
  about: Pick<ApiKey, 'name' | 'scopes' | 'createdAt' | 'expiresAt'>,
  random: (bytes: number) => Uint8Array,
): MadeKey => {
  // None begins as an option of a command does.
  const id = Buffer.from(random(idBytes)).toString('base64url').replace(/^-/, 'A');
  const secret = Buffer.from(random(secretBytes)).toString('base64url');
  return {
    text: `cbk_${id}_${secret}`,
    kept: { id, ...about, secretHash: hash('sha256', secret, 'hex'), revokedAt: null },
  };
};

/** The two parts of a key's text; `undefined` where it has not the form of one. */
export const parseApiKey = (text: string): { readonly id: string; readonly secret: string } | undefined => {
  const [, id, secret] = form.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** Whether a secret is that of a key, in a time that does not depend on where they differ. */
export const isSecretOf = (secret: string, { secretHash }: Pick<ApiKey, 'secretHash'>): boolean =>
  timingSafeEqual(hash('sha256', secret, 'buffer'), Buffer.from(secretHash, 'hex'));

/** Whether a key may be used now, in epoch milliseconds. */
export const isAlive = ({ expiresAt, revokedAt }: ApiKey, now: number): boolean =>
  (expiresAt === null || now < expiresAt) && (revokedAt === null || now < revokedAt);
