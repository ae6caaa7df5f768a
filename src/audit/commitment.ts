import { canonical, isDigest, sha256, type Digest } from './canonical.js';

/** Stands in place of a value that may be erased: it fixes the value without showing it. */
export interface Commitment {
  /** SHA-256 over the canonical JSON of `[salt, value]`. */
  readonly commitment: Digest;
}

/** What opens a commitment. Without it, the value is erased. */
export interface Opening {
  /** 16 random bytes, base64url. */
  readonly salt: string;
  readonly value: unknown;
}

/** A source of that many random bytes. */
export type Random = (bytes: number) => Uint8Array;

const saltBytes = 16;

/** Commits to a value under a salt of its own. */
export const commit = (
  value: unknown,
  random: Random,
): { readonly commitment: Commitment; readonly opening: Opening } => {
  const salt = Buffer.from(random(saltBytes)).toString('base64url');
  return { commitment: { commitment: sha256(canonical([salt, value])) }, opening: { salt, value } };
};

/** Whether a value is a commitment: a record with the single field `commitment`, a digest. */
export const isCommitment = (value: unknown): value is Commitment =>
  typeof value === 'object' &&
  value !== null &&
  'commitment' in value &&
  isDigest(value.commitment) &&
  Object.keys(value).length === 1;

/** Whether this opening is the one that was committed to. */
export const opens = (opening: Opening, { commitment }: Commitment): boolean =>
  sha256(canonical([opening.salt, opening.value])) === commitment;
