import { canonical, sha256, type Digest } from '../../language/canonical.js';
import type { Pointer } from '../../language/values.js';
import type { StoredChoice } from './choice.js';
import type { Link, StoredRecord } from './record.js';

/** What was done to the records of a chain, after the law and not after the terms. */
export type LogEvent =
  /** Personal values of a subject were erased; whose, it does not say. */
  | {
      readonly kind: 'erasure';
      readonly reason: string;
      readonly records: readonly ErasedRecord[];
    }
  /** Records decided before a time lost their content. */
  | {
      readonly kind: 'retention';
      /** RFC 3339. */
      readonly before: string;
      readonly reason: string;
      readonly ranges: readonly DroppedRange[];
    };

/** A record and the places of the values that were erased from it. */
export interface ErasedRecord {
  readonly chain?: string;
  readonly id: string;
  readonly pointers: readonly Pointer[];
  readonly sequence: number;
}

/** Of one chain, the first and the last record that lost its content, and how many did. */
export interface DroppedRange {
  readonly chain?: string;
  readonly first: number;
  readonly last: number;
  readonly records: number;
}

/** What an event's hash is over. */
export interface EventBody {
  /** RFC 3339. */
  readonly at: string;
  /** Who did it. */
  readonly by: string;
  readonly chain?: string;
  readonly event: LogEvent;
  readonly format: 1;
  readonly id: string;
  readonly previous: Digest;
  readonly sequence: number;
}

/** An event in the chain of records; nothing of it is personal, and it is never dropped. */
export interface StoredEvent {
  readonly body: EventBody;
  readonly hash: Digest;
  readonly open: Readonly<Record<string, never>>;
}

/** What stands in place of a record that lost its content: enough for the chain to hold. */
export interface Stub {
  readonly chain?: string;
  /** Id of the event that says so. */
  readonly dropped: string;
  /** Of the record that stood here. */
  readonly hash: Digest;
  readonly id: string;
  readonly previous: Digest;
  readonly sequence: number;
}

/** Whatever may stand in a line of a log. */
export type LogLine = StoredRecord | StoredChoice | StoredEvent | Stub;

/** Where a line stands in its chain. */
export interface ChainPlace extends Link {
  readonly chain: string | null;
  readonly id: string;
  readonly hash: Digest;
}

/** Whether a line is a record that lost its content. */
export const isStub = (line: LogLine): line is Stub => 'dropped' in line;

/** Whether a line is an event. */
export const isEvent = (line: LogLine): line is StoredEvent => 'body' in line && 'event' in line.body;

/** Whether a line is a person's choice. */
export const isChoice = (line: LogLine): line is StoredChoice => 'body' in line && 'chosenAt' in line.body;

/** Whether a line is the record of a decision. */
export const isDecision = (line: LogLine): line is StoredRecord => 'body' in line && 'decidedAt' in line.body;

/** Whether a line holds personal values. */
export const isSealedLine = (line: LogLine): line is StoredRecord | StoredChoice =>
  isDecision(line) || isChoice(line);

/** When a decision, or a choice, was recorded, in epoch milliseconds. */
export const recordedAt = (line: StoredRecord | StoredChoice): number =>
  Date.parse(isChoice(line) ? line.body.chosenAt : line.body.decidedAt);

/** The place of a line in its chain. */
export const chainPlaceOf = (line: LogLine): ChainPlace => {
  const { chain = null, id, previous, sequence } = isStub(line) ? line : line.body;
  return { chain, id, previous, sequence, hash: line.hash };
};

/** An event that lacks only its place in the chain. */
export interface UnchainedEvent {
  readonly body: Omit<EventBody, 'previous' | 'sequence'>;
  /** At most so many UTF-8 bytes with its line end. */
  readonly bytes: number;
}

/** Makes an event that lacks only its place in the chain; `chain` where the store has several. `at`: epoch milliseconds. */
export const makeUnchainedEvent = (
  {
    id,
    at,
    by,
    event,
  }: { readonly id: string; readonly at: number; readonly by: string; readonly event: LogEvent },
  chain?: string,
): UnchainedEvent => {
  const body = {
    at: new Date(at).toISOString(),
    by,
    ...(chain === undefined ? {} : { chain }),
    event,
    format: 1,
    id,
  } as const;
  return { body, bytes: Buffer.byteLength(canonical(body)) + linkedBytes };
};

/** More than what `linkEvent` adds. */
const linkedBytes = 256;

/** Gives an event its place in the chain. `line` is its canonical JSON, without a line end. */
export const linkEvent = (
  { body }: UnchainedEvent,
  { previous, sequence }: Link,
): { readonly record: StoredEvent; readonly line: string } => {
  const linked = { ...body, previous, sequence };
  const text = canonical(linked);
  const hash = sha256(text);
  return { record: { body: linked, hash, open: {} }, line: `{"body":${text},"hash":"${hash}","open":{}}` };
};

/** The stub that stands in place of a line; `dropped` is the event's id. */
export const stubOf = (line: LogLine, dropped: string): Stub => {
  const { chain, id, previous, sequence, hash } = chainPlaceOf(line);
  return { ...(chain === null ? {} : { chain }), dropped, hash, id, previous, sequence };
};
