import { isDigest } from './canonical.js';
import { isCommitment } from './commitment.js';
import type { StoredRecord } from './record.js';

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Test = (value) => typeof value === 'string';
const instant: Test = (value) =>
  typeof value === 'string' &&
  /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const listOf =
  (item: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(item);
const nullOr =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const optional =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const anything: Test = (value) => value !== undefined;

/** A record that has these fields and no other. */
const only = (fields: Readonly<Record<string, Test>>): Test => {
  const tests = Object.entries(fields);
  return (value) =>
    isFields(value) &&
    tests.every(([name, test]) => test(value[name])) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name));
};

const edition = only({ document: text, revision: text, digest: isDigest });
const decision = only({
  decision: text,
  outcome: text,
  effects: isFields,
  discretion: nullOr(
    only({ decider: text, choices: listOf(text), recommended: text, upTo: optional(anything), policy: text }),
  ),
  standing: listOf(text),
  overridden: listOf(only({ rule: text, by: text })),
  values: isFields,
  readings: listOf(text),
  assumed: listOf(only({ fact: text, value: anything })),
  conflict: nullOr(listOf(text)),
});
const opening = only({
  salt: (value) => typeof value === 'string' && /^[\w-]{22}$/.test(value),
  value: anything,
});
const subjectOpening: Test = (value) => isFields(value) && opening(value) && text(value['value']);
const record = only({
  body: only({
    format: (value) => value === 1,
    chain: optional(text),
    sequence: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
    id: text,
    previous: isDigest,
    decidedAt: instant,
    inputs: only({
      decision: text,
      asOf: instant,
      subject: optional(isCommitment),
      facts: isFields,
      edition,
      with: optional(listOf(text)),
    }),
    decision,
    cites: listOf(text),
    once: optional(only({ key: isDigest, request: isDigest })),
  }),
  hash: isDigest,
  open: (value) =>
    isFields(value) &&
    Object.entries(value).every(([pointer, each]) =>
      (pointer === '/subject' ? subjectOpening : opening)(each),
    ),
});

/** Whether a JSON value has the form of a record, as `schemas/record.schema.json` says it. */
export const isStoredRecord = (value: unknown): value is StoredRecord => record(value);
