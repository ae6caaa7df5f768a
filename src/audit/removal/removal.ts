import { canonical } from '../../language/canonical.js';
import {
  chainPlaceOf,
  isEvent,
  isSealedLine,
  recordedAt,
  stubOf,
  type DroppedRange,
  type LogEvent,
  type LogLine,
  type StoredEvent,
} from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import type { StoredChoice } from '../record/choice.js';
import type { StoredRecord } from '../record/record.js';

/** Who removes something, when and why; all of it stands in the log. */
export interface RemovalRequest {
  /** Of the event; unique in the log. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  /** Nothing personal: it stays. */
  readonly reason: string;
}

/** Erases the personal values of all records of a subject. */
export interface ErasureRequest extends RemovalRequest {
  readonly subject: string;
}

/** Drops the content of all records decided before a time. */
export interface DropRequest extends RemovalRequest {
  /** Epoch milliseconds. */
  readonly before: number;
}

/** What was removed; `event` is `null` where there was nothing to remove, and then no event was recorded. */
export interface Removed {
  readonly event: string | null;
  readonly records: number;
  /** Places of the subject's records that were altered so that they can't be read: what they hold stays. Not there where there are none. */
  readonly unread?: readonly string[];
}

/** The event of erasing all that these records keep of personal values; `undefined` where they keep none. */
export const erasureEvent = (
  records: readonly (StoredRecord | StoredChoice)[],
  reason: string,
): LogEvent | undefined => {
  const kept = records.flatMap(({ body, open }) => {
    const pointers = Object.keys(open).sort();
    const { chain, id, sequence } = body;
    return pointers.length === 0
      ? []
      : [{ ...(chain === undefined ? {} : { chain }), id, pointers, sequence }];
  });
  return kept.length === 0 ? undefined : { kind: 'erasure', reason, records: kept };
};

/** The event of dropping records, told by their places in their chains; `undefined` where there are none. */
export const retentionEvent = (
  places: Iterable<{ readonly chain: string | null; readonly sequence: number }>,
  { before, reason }: Pick<DropRequest, 'before' | 'reason'>,
): LogEvent | undefined => {
  const ranges = new Map<string | null, DroppedRange>();
  for (const { chain, sequence } of places) {
    const range = ranges.get(chain);
    ranges.set(chain, {
      ...(chain === null ? {} : { chain }),
      first: Math.min(range?.first ?? sequence, sequence),
      last: Math.max(range?.last ?? sequence, sequence),
      records: (range?.records ?? 0) + 1,
    });
  }
  return ranges.size === 0
    ? undefined
    : { kind: 'retention', before: new Date(before).toISOString(), reason, ranges: [...ranges.values()] };
};

/** How many records an event is about. */
export const recordsOf = (event: LogEvent): number =>
  event.kind === 'erasure'
    ? event.records.length
    : event.ranges.reduce((sum, { records }) => sum + records, 0);

/** What becomes of a line by an event: the same line where the event is not about it. Doing it twice does no more than once. */
const makeRemove = ({ body }: StoredEvent): ((line: LogLine) => LogLine) => {
  const { event, id } = body;
  if (event.kind === 'erasure') {
    const places = new Map(event.records.map((record) => [record.id, new Set(record.pointers)]));
    return (line) => {
      const erased = isSealedLine(line) ? places.get(line.body.id) : undefined;
      if (!isSealedLine(line) || erased === undefined) return line;
      const left = Object.entries(line.open).filter(([pointer]) => !erased.has(pointer));
      if (left.length === Object.keys(line.open).length) return line;
      return { ...line, open: Object.fromEntries(left) };
    };
  }
  const before = Date.parse(event.before);
  return (line) => {
    if (!isSealedLine(line) || recordedAt(line) >= before) return line;
    const { chain, sequence } = chainPlaceOf(line);
    const meant = event.ranges.some(
      (range) => (range.chain ?? null) === chain && range.first <= sequence && sequence <= range.last,
    );
    return meant ? stubOf(line, id) : line;
  };
};

/** The same for texts of lines; a line that can't be read stays as it is, for `verify` to find. */
export const makeRemoveText = (event: StoredEvent): ((text: string) => string) => {
  const remove = makeRemove(event);
  return (text) => {
    const line = parseLine(text);
    if (line === undefined || isEvent(line)) return text;
    const left = remove(line);
    return left === line ? text : canonical(left);
  };
};
