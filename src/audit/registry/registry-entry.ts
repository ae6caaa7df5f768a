import { isRecord } from '../../language/values.js';
import type { ProofSummary, ProvedGroup, RegistryEntry, RegistryKind } from '../../edition/model/registry.js';
import { canonical, isDigest, noDigest, sha256, type Digest } from '../../language/canonical.js';
import type { RegistryHead } from '../chain/checkpoint.js';
import type { SigningKey, VerifyingKey } from '../chain/signing-key.js';

/** What somebody says of a release; the rest of an entry follows from where it stands. */
export type Statement = Pick<
  RegistryEntry,
  | 'kind'
  | 'document'
  | 'revision'
  | 'digest'
  | 'effectiveFrom'
  | 'author'
  | 'reviewers'
  | 'reason'
  | 'proof'
  | 'proved'
>;

/** Something wrong with the entries of a registry; `entry` counts from 1. */
export interface RegistryProblem {
  readonly code: 'chain-broken' | 'unknown-key' | 'signature-wrong' | 'out-of-time';
  readonly entry: number;
}

const kinds: readonly RegistryKind[] = ['adopted', 'published', 'withdrawn', 'restored'];

/** What the entry after this one has as `previous`. */
export const entryDigest = (entry: RegistryEntry | undefined): Digest =>
  entry === undefined ? noDigest : sha256(canonical(entry));

/** Where some entries end; `undefined` where there are none. */
export const registryHead = (entries: readonly RegistryEntry[]): RegistryHead | undefined =>
  entries.length === 0 ? undefined : { entries: entries.length, hash: entryDigest(entries.at(-1)) };

/** Whether entries go at least as far as somebody vouches for, and are the same up to there. */
export const reaches = (entries: readonly RegistryEntry[], { entries: count, hash }: RegistryHead): boolean =>
  entries.length >= count && entryDigest(entries[count - 1]) === hash;

/** The text that an entry's signature is over. */
const signedText = (entry: RegistryEntry): string => canonical({ ...entry, signature: undefined });

/** Signs a statement as the entry after `before`, at a time (epoch milliseconds), or just after that entry where the clock is behind it. */
export const signEntry = (
  statement: Statement,
  {
    key,
    before,
    at,
  }: { readonly key: SigningKey; readonly before: RegistryEntry | undefined; readonly at: number },
): RegistryEntry => {
  const after = before === undefined ? at : Math.max(at, Date.parse(before.at) + 1);
  const { kind, document, revision, digest, effectiveFrom, author, reviewers, reason, proof, proved } =
    statement;
  const unsigned: RegistryEntry = {
    ...{ format: 1, kind, document, revision, digest, effectiveFrom, author, reviewers, reason },
    ...(proof === undefined ? {} : { proof }),
    ...(proved === undefined ? {} : { proved }),
    at: new Date(after).toISOString(),
    previous: entryDigest(before),
    key: key.published.key,
    signature: '',
  };
  return { ...unsigned, signature: key.sign(signedText(unsigned)) };
};

/** The first thing that is wrong with the entries; `undefined` where each follows the one before and is signed by one of the keys. */
export const checkEntries = (
  entries: readonly RegistryEntry[],
  keys: readonly VerifyingKey[],
): RegistryProblem | undefined => {
  for (const [place, entry] of entries.entries()) {
    const before = entries[place - 1];
    const wrong = (code: RegistryProblem['code']): RegistryProblem => ({ code, entry: place + 1 });
    if (entry.previous !== entryDigest(before)) return wrong('chain-broken');
    const key = keys.find((one) => one.key === entry.key);
    if (key === undefined) return wrong('unknown-key');
    if (!key.verifies(signedText(entry), entry.signature)) return wrong('signature-wrong');
    if (before !== undefined && Date.parse(entry.at) <= Date.parse(before.at)) return wrong('out-of-time');
  }
  return undefined;
};

/** An entry from JSON; `undefined` where it is none. Whether it holds is another question ({@link checkEntries}). */
export const parseEntry = (json: unknown): RegistryEntry | undefined => {
  if (!isRecord(json)) return undefined;
  const { format, kind: named, digest, reviewers, previous, key, proof, proved, ...texts } = json;
  const kind = kinds.find((one) => one === named);
  if (format !== 1 || kind === undefined || !isDigest(digest) || !isDigest(previous) || !isDigest(key))
    return undefined;
  const { document, revision, effectiveFrom, at, author, reason, signature, ...others } = texts;
  if (Object.keys(others).length > 0 || !isInstant(effectiveFrom) || !isInstant(at) || !areTexts(reviewers))
    return undefined;
  if (proof !== undefined && !isDigest(proof)) return undefined;
  const summary = proved === undefined ? undefined : parseProofSummary(proved);
  if (proved !== undefined && summary === undefined) return undefined;
  if (!isText(document) || !isText(revision) || !isText(author) || !isText(reason) || !isText(signature))
    return undefined;
  return {
    ...{ format, kind, document, revision, digest, effectiveFrom, at, author, reviewers, reason },
    ...{ previous, key, signature },
    ...(proof === undefined ? {} : { proof }),
    ...(summary === undefined ? {} : { proved: summary }),
  };
};

const parseProofSummary = (json: unknown): ProofSummary | undefined => {
  if (!isRecord(json)) return undefined;
  const { solver, at, properties, items, clauses, invariants, each, ...others } = json;
  if (Object.keys(others).length > 0 || !isText(solver) || !isInstant(at) || !isCount(properties))
    return undefined;
  if ((items !== null && !isCount(items)) || !areTexts(invariants) || !isRecord(clauses)) return undefined;
  const counts = Object.entries(clauses).filter((one): one is [string, number] => isCount(one[1]));
  if (counts.length < Object.keys(clauses).length) return undefined;
  const summary = { solver, at, properties, items, clauses: Object.fromEntries(counts), invariants };
  if (each === undefined) return summary;
  return Array.isArray(each) && each.every(isProvedGroup) ? { ...summary, each } : undefined;
};

const isProvedGroup = (json: unknown): json is ProvedGroup => {
  if (!isRecord(json)) return false;
  const { of, verdict, clauses, properties, ...others } = json;
  return (
    Object.keys(others).length === 0 &&
    isText(of) &&
    isText(verdict) &&
    areTexts(clauses) &&
    areTexts(properties)
  );
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isText = (value: unknown): value is string => typeof value === 'string';

const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

const isInstant = (value: unknown): value is string => isText(value) && !Number.isNaN(Date.parse(value));

/** What is wrong with a registry, in words. */
export const tellRegistryProblem = ({ code, entry }: RegistryProblem): string => {
  switch (code) {
    case 'chain-broken':
      return `Entry ${entry} does not follow the one before it: an entry was changed, taken out or put in.`;
    case 'unknown-key':
      return `Entry ${entry} is signed by a key that is not trusted here.`;
    case 'signature-wrong':
      return `The signature of entry ${entry} is not over what it says.`;
    case 'out-of-time':
      return `Entry ${entry} is not later than the one before it.`;
  }
};
