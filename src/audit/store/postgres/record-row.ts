import { hash as digestOf } from 'node:crypto';
import { canonical, type Digest } from '../../record/canonical.js';
import { isDecision, isStub, type LogLine } from '../../record/log-line.js';
import { isSealed } from '../../record/personal-storage.js';
import type { StoredRecord } from '../../record/record.js';

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
  readonly record: LogLine;
  /** Its canonical JSON. */
  readonly line: string;
}

const lineStart = '{"body":';
const lineEnd = (hash: Digest, open: string): string => `,"hash":"${hash}","open":${open}}`;

/** What stands in the columns of a line that is no decision. */
const none = { decision: '', clauses: [], rules: [], subject: null } as const;
/** What stands as outcome of such a line. */
export const otherOutcomes = { event: 'event', dropped: 'dropped' } as const;

/** The row of a line. Where the line is that of a record that lost its content, it stands whole in place of the body. */
export const rowOf = ({ record, line }: Line, salt: string): RecordRow => {
  if (isStub(record)) {
    const { id, hash } = record;
    return { ...none, id, decidedAt: epoch, outcome: otherOutcomes.dropped, hash, body: line, open: '' };
  }
  const open = canonical(record.open);
  const { hash } = record;
  const body = line.slice(lineStart.length, -lineEnd(hash, open).length);
  if (isDecision(record)) return { ...columnsOf(record, salt), hash, body, open };
  const { id, at } = record.body;
  return { ...none, id, decidedAt: at, outcome: otherOutcomes.event, hash, body, open };
};

/** Where the time of a decision is not known any more. */
const epoch = '1970-01-01T00:00:00.000Z';

type Columns = Omit<RecordRow, 'hash' | 'body' | 'open'>;

const columnsOf = ({ body, open }: StoredRecord, salt: string): Columns => {
  const opening = open['/subject'];
  const given = opening === undefined ? undefined : isSealed(opening) ? opening.tag : opening.value;
  const subject = typeof given === 'string' ? given.normalize() : undefined;
  return {
    id: body.id,
    decidedAt: body.decidedAt,
    decision: body.decision.decision,
    outcome: body.decision.outcome,
    clauses: body.cites,
    rules: body.decision.standing,
    subject: typeof subject === 'string' ? subjectKey(subject, salt) : null,
  };
};

/** The record's canonical line again. */
export const lineOf = ({ body, hash, open }: Pick<RecordRow, 'body' | 'hash' | 'open'>): string =>
  open === '' ? body : `${lineStart}${body}${lineEnd(hash, open)}`;

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
