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

/** Draws from a source in larger portions, since each call to the system's costs as much as a hash. No byte is given twice. */
export const inPortions = (source: Random, portionBytes = 4096): Random => {
  let portion: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (bytes) => {
    if (bytes > portionBytes) return source(bytes);
    if (used + bytes > portion.length) {
      portion = source(portionBytes);
      used = 0;
    }
    used += bytes;
    return portion.subarray(used - bytes, used);
  };
};

/** Commits to a value under a salt of its own. */
export const commit = (
  value: unknown,
  random: Random,
): { readonly commitment: Commitment; readonly opening: Opening } => {
  const salt = Buffer.from(random(saltBytes)).toString('base64url');
  return { commitment: { commitment: digestOf({ salt, value }) }, opening: { salt, value } };
};

/** Whether a value is a commitment: a record with the single field `commitment`, a digest. */
export const isCommitment = (value: unknown): value is Commitment => {
  if (typeof value !== 'object' || value === null) return false;
  const { commitment }: { readonly commitment?: unknown } = value;
  return isDigest(commitment) && Object.keys(value).length === 1;
};

/** Whether this opening is the one that was committed to. */
export const opens = (opening: Opening, { commitment }: Commitment): boolean =>
  digestOf(opening) === commitment;

const digestOf = ({ salt, value }: Opening): Digest => sha256(canonical([salt, value]));
