import { byUnits } from '../../language/text-order.js';
import { isRecord } from '../../language/values.js';
import { canonical, isDigest, noDigest, sha256, type Digest } from '../../language/canonical.js';
import type { SigningKey } from './signing-key.js';

/** The end of one chain at a time. */
export interface ChainHead {
  /** Which chain; `null` in a store that has one. */
  readonly chain: string | null;
  /** Sequence number of its last record, from 1. */
  readonly sequence: number;
  /** Hash of that record. */
  readonly hash: Digest;
  /**
   * Of the tree over the hashes of the chain's records up to this one (RFC 6962, 2.1): each of them can be shown to be under it by a short path.
   * Left out where the tree was not made so far.
   */
  readonly root?: Digest;
}

/** The end of the registry of releases at a time. */
export interface RegistryHead {
  /** How many entries it has, 1 or more. */
  readonly entries: number;
  /** SHA-256 over the canonical JSON of the last one. */
  readonly hash: Digest;
}

/**
 * What every chain ended with at a time, signed: whoever kept one can prove that nothing before it changed since. Checkpoints are
 * chained themselves.
 */
export interface Checkpoint {
  /** 1: no head has a root. */
  readonly format: 1 | 2;
  /** RFC 3339 with milliseconds, UTC. */
  readonly at: string;
  /** By chain. */
  readonly heads: readonly ChainHead[];
  /** Left out where nothing was published. */
  readonly registry?: RegistryHead;
  /** SHA-256 over the canonical JSON of the checkpoint before; `noDigest` in the first. */
  readonly previous: Digest;
  /** Which key signed: SHA-256 over the public key's DER (SubjectPublicKeyInfo). */
  readonly key: Digest;
  /** Ed25519 (RFC 8032) over the canonical JSON of all the other fields; base64url. */
  readonly signature: string;
}

/** The text that a checkpoint's signature is over. */
export const signedText = ({
  format,
  at,
  heads,
  registry,
  previous,
  key,
}: Omit<Checkpoint, 'signature'>): string => canonical({ format, at, heads, registry, previous, key });

/** What the checkpoint after this one has as `previous`. */
export const checkpointDigest = (checkpoint: Checkpoint): Digest => sha256(canonical(checkpoint));

/** Signs the ends of the chains and of the registry as they are `at` a time (epoch milliseconds), after the checkpoint `before`. */
export const signCheckpoint = (
  { heads, registry }: Pick<Checkpoint, 'heads'> & { readonly registry?: RegistryHead | undefined },
  {
    key,
    before,
    at,
  }: { readonly key: SigningKey; readonly before: Checkpoint | undefined; readonly at: number },
): Checkpoint => {
  const unsigned = {
    format: heads.some(({ root }) => root !== undefined) ? 2 : 1,
    at: new Date(at).toISOString(),
    heads: [...heads].sort(byChain).map(headOf),
    ...(registry === undefined ? {} : { registry }),
    previous: before === undefined ? noDigest : checkpointDigest(before),
    key: key.published.key,
  } as const;
  return { ...unsigned, signature: key.sign(signedText(unsigned)) };
};

const headOf = ({ chain, sequence, hash, root }: ChainHead): ChainHead => ({
  chain,
  sequence,
  hash,
  ...(root === undefined ? {} : { root }),
});

const byChain = (one: ChainHead, other: ChainHead): number => byUnits(one.chain ?? '', other.chain ?? '');

const parseHead = (json: unknown): ChainHead | undefined => {
  if (!isRecord(json)) return undefined;
  const { chain, sequence, hash, root } = json;
  return (chain === null || typeof chain === 'string') &&
    typeof sequence === 'number' &&
    Number.isSafeInteger(sequence) &&
    sequence >= 1 &&
    isDigest(hash) &&
    (root === undefined || isDigest(root))
    ? headOf({ chain, sequence, hash, ...(root === undefined ? {} : { root }) })
    : undefined;
};

const parseRegistry = (json: unknown): RegistryHead | undefined => {
  if (!isRecord(json)) return undefined;
  const { entries, hash } = json;
  return typeof entries === 'number' && Number.isSafeInteger(entries) && entries >= 1 && isDigest(hash)
    ? { entries, hash }
    : undefined;
};

/** A checkpoint from its text; `undefined` where that holds none. */
export const readCheckpoint = (text: string): Checkpoint | undefined => {
  try {
    return parseCheckpoint(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** A checkpoint from JSON; `undefined` where it is none. Whether it holds is another question (`checkCheckpoints`). */
export const parseCheckpoint = (json: unknown): Checkpoint | undefined => {
  if (!isRecord(json) || !Array.isArray(json['heads'])) return undefined;
  const { format, at, previous, key, signature } = json;
  const registry = parseRegistry(json['registry']);
  const heads = json['heads'].map(parseHead).filter((head) => head !== undefined);
  return (format === 1 || format === 2) &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    heads.length === json['heads'].length &&
    (registry !== undefined || json['registry'] === undefined) &&
    isDigest(previous) &&
    isDigest(key) &&
    typeof signature === 'string'
    ? { format, at, heads, ...(registry === undefined ? {} : { registry }), previous, key, signature }
    : undefined;
};
