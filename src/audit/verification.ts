import { canonical, noDigest, sha256, type Digest } from './canonical.js';
import { isCommitment, opens } from './commitment.js';
import { valueAt } from './pointer.js';
import { bodyText, type StoredRecord } from './record.js';
import { isStoredRecord } from './record-shape.js';

/** What is wrong with a record; `found` and `expected` are what does not agree. */
export type RecordProblem =
  /** Not JSON, or not of the form of a record. */
  | { readonly code: 'malformed' }
  /** JSON, but not its canonical text (RFC 8785). */
  | { readonly code: 'not-canonical' }
  /** The body is not the one that was hashed. */
  | { readonly code: 'hash-mismatch'; readonly found: Digest; readonly expected: Digest }
  /** It does not follow the record before it. */
  | { readonly code: 'previous-mismatch'; readonly found: Digest; readonly expected: Digest }
  | { readonly code: 'sequence-mismatch'; readonly found: number; readonly expected: number }
  /** A personal value is not the one that was committed to. */
  | { readonly code: 'commitment-mismatch'; readonly pointer: string }
  | { readonly code: 'duplicate-id'; readonly id: string };

/** A record that holds, or the first thing that is wrong with it. */
export type Verified = { readonly code: 'verified'; readonly record: StoredRecord } | RecordProblem;

const verifyRest = (record: StoredRecord, bodyHash: Digest, previous: Digest): Verified => {
  const { body, hash, open } = record;
  if (bodyHash !== hash) return { code: 'hash-mismatch', found: bodyHash, expected: hash };
  if (body.previous !== previous)
    return { code: 'previous-mismatch', found: body.previous, expected: previous };
  for (const [pointer, opening] of Object.entries(open)) {
    const commitment = valueAt(body.inputs, pointer);
    if (!isCommitment(commitment) || !opens(opening, commitment))
      return { code: 'commitment-mismatch', pointer };
  }
  return { code: 'verified', record };
};

/** Verifies a record by itself and after the record with that hash. An erased value is no fault. */
export const verifyRecord = (record: unknown, previousHash: Digest): Verified =>
  isStoredRecord(record)
    ? verifyRest(record, sha256(canonical(record.body)), previousHash)
    : { code: 'malformed' };

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Reads a journal's line as the record after the one with that hash; `previous` is not checked where it is `null`. */
export const verifyLine = (line: string, previous: Digest | null): Verified => {
  const record = parse(line);
  if (!isStoredRecord(record)) return { code: 'malformed' };
  const text = bodyText(line, record);
  if (text === undefined) return { code: 'not-canonical' };
  return verifyRest(record, sha256(text), previous ?? record.body.previous);
};

/** Verifies the lines of one chain one after the other. Once it found a problem, it is not to be used again. */
export type ChainFollower = (line: string) => Verified;

/**
 * Follows a chain from its first record. `strict` also makes the canonical text of each record anew, so that an
 * auditor need not trust who wrote it; without, the text that was hashed is trusted to be canonical.
 */
export const followChain = ({ strict }: { readonly strict: boolean }): ChainFollower => {
  let last = { sequence: 0, hash: noDigest };
  return (line) => {
    const verified = verifyLine(line, last.hash);
    if (verified.code !== 'verified') return verified;
    const { record } = verified;
    const expected = last.sequence + 1;
    if (record.body.sequence !== expected)
      return { code: 'sequence-mismatch', found: record.body.sequence, expected };
    if (strict && canonical(record) !== line) return { code: 'not-canonical' };
    last = { sequence: expected, hash: record.hash };
    return verified;
  };
};
