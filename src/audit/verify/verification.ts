import { valueAt } from '../../language/values.js';
import { canonical, noDigest, sha256, type Digest } from '../../language/canonical.js';
import { isCommitment, opens } from '../record/sealing.js';
import type { StoredChoice } from '../record/choice.js';
import { bodyText, type StoredRecord } from '../record/record.js';
import {
  chainPlaceOf,
  isSealedLine,
  isStub,
  type LogLine,
  type StoredEvent,
  type Stub,
} from '../record/log-line.js';
import { isLogLine } from '../record/log-line-shape.js';
import { isSealed } from '../record/personal-storage.js';

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
export type Verified = { readonly code: 'verified'; readonly record: LogLine } | RecordProblem;

const verifyRest = (
  record: StoredRecord | StoredChoice | StoredEvent,
  bodyHash: Digest,
  previous: Digest,
): Verified => {
  const { body, hash } = record;
  if (bodyHash !== hash) return { code: 'hash-mismatch', found: bodyHash, expected: hash };
  if (body.previous !== previous)
    return { code: 'previous-mismatch', found: body.previous, expected: previous };
  const pointer = isSealedLine(record) ? wronglyOpened(record) : undefined;
  return pointer === undefined ? { code: 'verified', record } : { code: 'commitment-mismatch', pointer };
};

/** The first place whose opening is not what was committed to; of a sealed one only that something was. */
export const wronglyOpened = ({ body, open }: StoredRecord | StoredChoice): string | undefined => {
  for (const [pointer, opening] of Object.entries(open)) {
    const commitment = valueAt(body.inputs, pointer);
    if (!isCommitment(commitment) || !(isSealed(opening) || opens(opening, commitment))) return pointer;
  }
  return undefined;
};

/** A stub tells its place; what it was can't be verified. */
const verifyStub = (stub: Stub, previous: Digest): Verified =>
  stub.previous === previous
    ? { code: 'verified', record: stub }
    : { code: 'previous-mismatch', found: stub.previous, expected: previous };

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
  if (!isLogLine(record)) return { code: 'malformed' };
  if (isStub(record))
    return canonical(record) === line
      ? verifyStub(record, previous ?? record.previous)
      : { code: 'not-canonical' };
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
    const { sequence } = chainPlaceOf(record);
    if (sequence !== expected) return { code: 'sequence-mismatch', found: sequence, expected };
    if (strict && canonical(record) !== line) return { code: 'not-canonical' };
    last = { sequence: expected, hash: record.hash };
    return verified;
  };
};

/** What is wrong with a chain, where. */
export interface ChainProblem {
  /** The line: `journal/000000000001.jsonl:17`. */
  readonly at: string;
  readonly problem: RecordProblem;
}
