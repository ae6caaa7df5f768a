import { canonical, sha256, type Digest } from '../../language/canonical.js';
import { isSealedLine, isStub, type LogLine } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import { wronglyOpened } from './verification.js';

/** What is wrong with a line by itself, whatever stands around it. */
export type LineProblem =
  /** Not JSON, or not of the form of a record. */
  | { readonly code: 'malformed' }
  /** JSON, but not its canonical text (RFC 8785). */
  | { readonly code: 'not-canonical' }
  /** The body is not the one that was hashed. */
  | { readonly code: 'altered'; readonly found: Digest; readonly expected: Digest }
  /** A personal value is not the one that was committed to. */
  | { readonly code: 'personal-value-altered'; readonly pointer: string }
  /** What the store has beside it, to find it by, is not what it says: searches and counts may be wrong. */
  | { readonly code: 'wrongly-indexed'; readonly columns: readonly string[] };

/** What a line says. */
export interface AuditedLine {
  /** `undefined` where the line is no record. */
  readonly record: LogLine | undefined;
  /** Whether its hash is over what it says: then its place in the chain is what was recorded. */
  readonly sound: boolean;
  readonly problem: LineProblem | undefined;
}

/** Reads a line as an auditor does, who trusts nobody that it is canonical: its text and hash are made anew. An erased value is no fault. */
export const auditLine = (line: string): AuditedLine => {
  const record = parseLine(line);
  if (record === undefined) return { record, sound: false, problem: { code: 'malformed' } };
  if (isStub(record)) {
    const problem = canonical(record) === line ? undefined : ({ code: 'not-canonical' } as const);
    return { record, sound: true, problem };
  }
  const { body, hash, open } = record;
  const bodyText = canonical(body);
  const found = sha256(bodyText);
  if (found !== hash) return { record, sound: false, problem: { code: 'altered', found, expected: hash } };
  const told = (problem: LineProblem | undefined): AuditedLine => ({ record, sound: true, problem });
  if (line !== `{"body":${bodyText},"hash":"${hash}","open":${canonical(open)}}`)
    return told({ code: 'not-canonical' });
  const pointer = isSealedLine(record) ? wronglyOpened(record) : undefined;
  return told(pointer === undefined ? undefined : { code: 'personal-value-altered', pointer });
};
