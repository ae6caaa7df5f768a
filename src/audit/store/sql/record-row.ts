import { chainPlaceOf, isDecision, isStub, type LogLine } from '../../record/log-line.js';
import type { Digest } from '../../record/canonical.js';
import type { Indexed } from '../decision-log.js';
import { kindText } from './kinds.js';
import { subjectKeyOf } from './subject-keys.js';

/** What stands beside a line in the table, to find it by. */
export interface RecordRow {
  readonly place: number;
  readonly id: string;
  /** Epoch milliseconds; of an event, when it happened; 0 where the time is not known any more. */
  readonly at: number;
  /** `null` where the line is no decision. */
  readonly kind: string | null;
  readonly subject: Buffer | null;
  /** Its canonical JSON. */
  readonly line: Buffer;
}

/** Records that were made under one key: they follow each other in a chain. */
export interface KeyRow {
  readonly key: Digest;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** Places of the first and the last. */
  readonly first: number;
  readonly last: number;
}

/** The row of a line. */
export const rowOf = (record: LogLine, place: number, line: Buffer, salt: string): RecordRow => {
  const { id } = chainPlaceOf(record);
  if (isStub(record)) return { place, id, at: 0, kind: null, subject: null, line };
  if (!isDecision(record))
    return { place, id, at: Date.parse(record.body.at), kind: null, subject: null, line };
  const at = Date.parse(record.body.decidedAt);
  return { place, id, at, kind: kindText(record.body), subject: subjectKeyOf(record, salt), line };
};

/** The key under which a record was made, as the row of that record alone. */
export const keyRowOf = (record: LogLine, place: number): KeyRow | undefined =>
  isDecision(record) && record.body.once !== undefined
    ? { key: record.body.once.key, madeAt: Date.parse(record.body.decidedAt), first: place, last: place }
    : undefined;

/** The columns that say otherwise than their line. */
export const wronglyIndexed = (record: LogLine, { salt, ...found }: Indexed): readonly string[] => {
  const { id, at, kind, subject } = rowOf(record, 0, Buffer.alloc(0), salt);
  const isSubject =
    (subject?.toString('hex') ?? null) === found.subject ||
    (isDecision(record) && subjectKeyOf(record, salt, true)?.toString('hex') === found.subject);
  return [
    ...(id === found.id ? [] : ['id']),
    ...(at === found.at ? [] : ['time']),
    ...(kind === found.kind ? [] : ['kind']),
    ...(isSubject ? [] : ['subject']),
  ];
};
