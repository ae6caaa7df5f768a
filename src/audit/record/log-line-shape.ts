import { isRecord } from '../../language/values.js';
import { isDigest } from './canonical.js';
import type { LogLine, StoredEvent, Stub } from './log-line.js';
import {
  instant,
  isStoredRecord,
  listOf,
  only,
  optional,
  sequence,
  text,
  type Test,
} from './record-shape.js';

const erased = only({ chain: optional(text), id: text, pointers: listOf(text), sequence });
const range = only({ chain: optional(text), first: sequence, last: sequence, records: sequence });
const erasure = only({ kind: (value) => value === 'erasure', reason: text, records: listOf(erased) });
const retention = only({
  kind: (value) => value === 'retention',
  before: instant,
  reason: text,
  ranges: listOf(range),
});
const event: Test = (value) => erasure(value) || retention(value);

const storedEvent = only({
  body: only({
    at: instant,
    by: text,
    chain: optional(text),
    event,
    format: (value) => value === 1,
    id: text,
    previous: isDigest,
    sequence,
  }),
  hash: isDigest,
  open: only({}),
});
const stub = only({
  chain: optional(text),
  dropped: text,
  hash: isDigest,
  id: text,
  previous: isDigest,
  sequence,
});

const isStoredEvent = (value: unknown): value is StoredEvent => storedEvent(value);
const isStubShape = (value: unknown): value is Stub => stub(value);

/** Whether a JSON value has the form of a line, as `schemas/record.schema.json` says it. */
export const isLogLine = (value: unknown): value is LogLine => {
  if (!isRecord(value)) return false;
  if ('dropped' in value) return isStubShape(value);
  const { body } = value as { readonly body?: unknown }; // a record without an index
  return isRecord(body) && 'event' in body ? isStoredEvent(value) : isStoredRecord(value);
};

/** The line that a text holds, not verified; `undefined` where it holds none. */
export const parseLine = (line: string): LogLine | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isLogLine(json) ? json : undefined;
};
