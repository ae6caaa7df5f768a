import { hash as digestOf } from 'node:crypto';
import type { Digest } from '../canonical.js';
import { subjectOf } from '../opening.js';
import type { StoredRecord } from '../record.js';

/** A record as the table has it, but for its place. */
export interface RecordRow {
  readonly id: string;
  /** RFC 3339. */
  readonly decidedAt: string;
  readonly decision: string;
  readonly outcome: string;
  readonly clauses: readonly string[];
  readonly rules: readonly string[];
  readonly subject: Buffer | null;
  readonly hash: Digest;
  /** Canonical JSON. */
  readonly body: string;
  readonly open: string;
}

/** What the row of a record is made of. */
export interface Line {
  readonly record: StoredRecord;
  /** Its canonical JSON. */
  readonly line: string;
}

const lineStart = '{"body":';
const lineEnd = (hash: Digest, open: string): string => `,"hash":"${hash}","open":${open}}`;

/** The row of a record; `open` is the canonical JSON of its openings. */
export const rowOf = ({ record, line }: Line, open: string, salt: string): RecordRow => {
  const { body, hash } = record;
  const subject = subjectOf(record);
  return {
    id: body.id,
    decidedAt: body.decidedAt,
    decision: body.decision.decision,
    outcome: body.decision.outcome,
    clauses: body.cites,
    rules: body.decision.standing,
    subject: subject === undefined ? null : subjectKey(subject, salt),
    hash,
    body: line.slice(lineStart.length, -lineEnd(hash, open).length),
    open,
  };
};

/** The record's canonical line again. */
export const lineOf = ({ body, hash, open }: Pick<RecordRow, 'body' | 'hash' | 'open'>): string =>
  `${lineStart}${body}${lineEnd(hash, open)}`;

/** By what the records of a subject are found. */
export const subjectKey = (subject: string, salt: string): Buffer =>
  Buffer.from(digestOf('sha256', `${salt}${subject}`, 'hex').slice(0, 32), 'hex');

// Clauses and rules of the editions are few, and asked for in every group.
const termKeys = new Map<string, string>();
const mostTermKeys = 10_000;

/** By what the records of a clause or rule are found: a signed 64-bit integer, in decimal. */
export const termKey = (kind: 'clause' | 'rule', id: string): string => {
  const term = `${kind} ${id}`;
  const known = termKeys.get(term);
  if (known !== undefined) return known;
  if (termKeys.size >= mostTermKeys) termKeys.clear();
  const key = Buffer.from(digestOf('sha256', term, 'hex').slice(0, 16), 'hex')
    .readBigInt64BE(0)
    .toString();
  termKeys.set(term, key);
  return key;
};
