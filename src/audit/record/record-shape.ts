import { isRecord } from '../../language/values.js';
import { isDigest } from './canonical.js';
import { isCommitment } from './commitment.js';
import type { StoredRecord } from './record.js';

/** A check of one JSON value. */
export type Test = (value: unknown) => boolean;

/** A text. */
export const text: Test = (value) => typeof value === 'string';
/** An instant of RFC 3339 with milliseconds, UTC. */
export const instant: Test = (value) =>
  typeof value === 'string' &&
  /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
/** A list of such values. */
export const listOf =
  (item: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(item);
const nullOr =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
/** Such a value, or none. */
export const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const anything: Test = (value) => value !== undefined;

/** A place in a chain, from 1. */
export const sequence: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 1;

/** A record that has these fields and no other. */
export const only = (fields: Readonly<Record<string, Test>>): Test => {
  const tests = Object.entries(fields);
  return (value) =>
    isRecord(value) &&
    tests.every(([name, test]) => test(value[name])) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name));
};

const edition = only({ document: text, revision: text, digest: isDigest });
const governing = only({
  by: (value) => value === 'acceptance' || value === 'in-effect' || value === 'named',
  act: optional(only({ kind: text, at: instant })),
  clauses: listOf(text),
  readings: listOf(text),
  knownAt: optional(instant),
});
const invalidClause = only({ clause: text, authority: text });
const decision = only({
  decision: text,
  outcome: text,
  effects: isRecord,
  discretion: nullOr(
    only({ decider: text, choices: listOf(text), recommended: text, upTo: optional(anything), policy: text }),
  ),
  standing: listOf(text),
  overridden: listOf(only({ rule: text, by: text })),
  values: isRecord,
  readings: listOf(text),
  assumed: listOf(only({ fact: text, value: anything })),
  conflict: nullOr(listOf(text)),
  severed: optional(
    only({ clause: text, rules: listOf(only({ rule: text, clauses: listOf(invalidClause) })) }),
  ),
});
const opening = only({
  salt: (value) => typeof value === 'string' && /^[\w-]{22}$/.test(value),
  value: anything,
});
const sealedText: Test = (value) => typeof value === 'string' && /^[\w-]+$/.test(value);
const sealedOpening = only({ sealed: sealedText });
const sealedSubject = only({ sealed: sealedText, tag: sealedText });
const subjectOpening: Test = (value) =>
  isRecord(value) && ((opening(value) && text(value['value'])) || sealedSubject(value));
const record = only({
  body: only({
    format: (value) => value === 1,
    chain: optional(text),
    sequence,
    id: text,
    previous: isDigest,
    decidedAt: instant,
    inputs: only({
      decision: text,
      asOf: instant,
      subject: optional(isCommitment),
      facts: isRecord,
      edition,
      governing: optional(governing),
      invalid: optional(listOf(invalidClause)),
      with: optional(listOf(text)),
    }),
    decision,
    cites: listOf(text),
    once: optional(only({ key: isDigest, request: isDigest })),
    sealing: optional((value) => value === 'encrypted' || value === 'masked'),
  }),
  hash: isDigest,
  open: (value) =>
    isRecord(value) &&
    Object.entries(value).every(([pointer, each]) =>
      pointer === '/subject' ? subjectOpening(each) : opening(each) || sealedOpening(each),
    ),
});

/** Whether a JSON value has the form of a record, as `schemas/record.schema.json` says it. */
export const isStoredRecord = (value: unknown): value is StoredRecord => record(value);
