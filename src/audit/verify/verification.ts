import { valueAt } from '../../language/values.js';
import { canonical, sha256, type Digest } from '../../language/canonical.js';
import { isCommitment, opens } from '../record/sealing.js';
import type { StoredChoice } from '../record/choice.js';
import { bodyText, type StoredRecord } from '../record/record.js';
import { isSealedLine, isStub, type LogLine, type StoredEvent, type Stub } from '../record/log-line.js';
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

/** What is wrong with a chain, where. */
export interface ChainProblem {
  /** The line: `journal/000000000001.jsonl:17`. */
  readonly at: string;
  readonly problem: RecordProblem;
}
