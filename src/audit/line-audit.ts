import { canonical, sha256, type Digest } from './canonical.js';
import { isCommitment, opens } from './commitment.js';
import { valueAt } from './pointer.js';
import type { StoredRecord } from './record.js';
import { isStoredRecord } from './record-shape.js';

/** What is wrong with a line by itself, whatever stands around it. */
export type LineProblem =
  /** Not JSON, or not of the form of a record. */
  | { readonly code: 'malformed' }
  /** JSON, but not its canonical text (RFC 8785). */
  | { readonly code: 'not-canonical' }
  /** The body is not the one that was hashed. */
  | { readonly code: 'altered'; readonly found: Digest; readonly expected: Digest }
  /** A personal value is not the one that was committed to. */
  | { readonly code: 'personal-value-altered'; readonly pointer: string };

/** What a line says. */
export interface AuditedLine {
  /** `undefined` where the line is no record. */
  readonly record: StoredRecord | undefined;
  /** Whether its hash is over what it says: then its place in the chain is what was recorded. */
  readonly sound: boolean;
  readonly problem: LineProblem | undefined;
}

/** Reads a line as an auditor does, who trusts nobody that it is canonical: its text and hash are made anew. An erased value is no fault. */
export const auditLine = (line: string): AuditedLine => {
  const record = parseRecord(line);
  if (record === undefined) return { record, sound: false, problem: { code: 'malformed' } };
  const { body, hash, open } = record;
  const bodyText = canonical(body);
  const found = sha256(bodyText);
  if (found !== hash) return { record, sound: false, problem: { code: 'altered', found, expected: hash } };
  const told = (problem: LineProblem | undefined): AuditedLine => ({ record, sound: true, problem });
  if (line !== `{"body":${bodyText},"hash":"${hash}","open":${canonical(open)}}`)
    return told({ code: 'not-canonical' });
  for (const [pointer, opening] of Object.entries(open)) {
    const commitment = valueAt(body.inputs, pointer);
    if (!isCommitment(commitment) || !opens(opening, commitment))
      return told({ code: 'personal-value-altered', pointer });
  }
  return told(undefined);
};

/** The record that a line holds, not verified; `undefined` where it holds none. */
export const parseRecord = (line: string): StoredRecord | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isStoredRecord(json) ? json : undefined;
};
