import type { Digest } from '../../../../language/canonical.js';
import { chainPlaceOf, isChoice, isDecision, isStub, type LogLine } from '../../../record/log-line.js';
import { termsIn } from '../../../record/metadata.js';
import type { Indexed } from '../../lines.js';
import { indexKey, subjectKeyOf } from './index-keys.js';
import { choiceKindText, earlierKindTexts, kindText } from './kinds.js';

/** What stands beside a line in the table, to find it by. */
export interface RecordRow {
  readonly place: number;
  readonly id: string;
  /** Epoch milliseconds; of an event, when it happened; 0 where the time is not known any more. */
  readonly at: number;
  /** `null` where the line is neither a decision nor a choice. */
  readonly kind: string | null;
  readonly subject: Buffer | null;
  /** What it is found by of its metadata. */
  readonly terms: readonly Buffer[];
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
  const none = { place, id, kind: null, subject: null, terms: [], line };
  if (isStub(record)) return { ...none, at: 0 };
  if (isChoice(record))
    return { ...none, at: Date.parse(record.body.chosenAt), kind: choiceKindText(record.body) };
  if (!isDecision(record)) return { ...none, at: Date.parse(record.body.at) };
  const at = Date.parse(record.body.decidedAt);
  const subject = subjectKeyOf(record, salt);
  const isFoundByMetadata = record.body.inputs.searchable !== undefined;
  const terms = isFoundByMetadata ? termsIn(record).map((term) => indexKey(term, salt)) : [];
  return { place, id, at, kind: kindText(record.body), subject, terms, line };
};

/** The key under which a record was made, as the row of that record alone. */
export const keyRowOf = (record: LogLine, place: number): KeyRow | undefined =>
  isDecision(record) && record.body.once !== undefined
    ? { key: record.body.once.key, madeAt: Date.parse(record.body.decidedAt), first: place, last: place }
    : undefined;

/** The columns that say otherwise than their line. */
export const wronglyIndexed = (record: LogLine, { salt, ...found }: Indexed): readonly string[] => {
  const { id, at, kind, subject, terms } = rowOf(record, 0, Buffer.alloc(0), salt);
  const isSubject =
    (subject?.toString('hex') ?? null) === found.subject ||
    (isDecision(record) && subjectKeyOf(record, salt, true)?.toString('hex') === found.subject);
  return [
    ...(id === found.id ? [] : ['id']),
    ...(at === found.at ? [] : ['time']),
    ...(kind === found.kind ||
    (isDecision(record) && earlierKindTexts(record.body).some((text) => text === found.kind))
      ? []
      : ['kind']),
    ...(isSubject ? [] : ['subject']),
    ...(isSameSet(terms, found.terms) ? [] : ['metadata']),
  ];
};

const isSameSet = (terms: readonly Buffer[], found: readonly string[]): boolean => {
  const wanted = new Set(terms.map((term) => term.toString('hex')));
  return wanted.size === new Set(found).size && found.every((term) => wanted.has(term));
};
