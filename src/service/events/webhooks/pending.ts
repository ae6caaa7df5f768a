import { isChoice, isDecision, isEvent } from '../../../audit/record/log-line.js';
import { cursorText, readCursor, type EventCursor } from '../event-cursor.js';
import type { EventPlace, Happening } from '../event-reading.js';

/** An event that was read, and not taken yet. */
export interface Pending {
  readonly place: EventPlace;
  /** Those of one lane are told one after the other. */
  readonly lane: string;
  /** Of the record, the erasure or the entry. */
  readonly id: string;
  /** As long as it is to be told soon; read again by its place otherwise. */
  happening: Happening | undefined;
  /** How often it was not taken. */
  failures: number;
  /** Not before; epoch milliseconds. */
  dueAt: number;
  isUnderWay: boolean;
}

/** How far a receiver was told: all up to the cursor, but what is pending. */
export interface Position {
  readonly cursor: EventCursor;
  readonly pending: readonly EventPlace[];
}

/**
 * An event to be told. Decisions of one subject share a lane, and so do the entries of the registry; every other has one of its own, but an erasure
 * or a choice, which comes behind the decisions that it is about.
 */
export const pendingOf = (happening: Happening, before: readonly Pending[]): Pending => {
  const { id, lane } = laneOf(happening, before);
  const place: EventPlace =
    happening.kind === 'entry'
      ? { kind: 'entry', place: happening.place }
      : { kind: 'line', chain: happening.chain, sequence: happening.sequence };
  return { place, id, lane, happening, failures: 0, dueAt: 0, isUnderWay: false };
};

const laneOf = (
  happening: Happening,
  before: readonly Pending[],
): { readonly id: string; readonly lane: string } => {
  if (happening.kind === 'entry') return { id: String(happening.place), lane: 'registry' };
  const { line, subjectKey } = happening;
  const id = 'body' in line ? line.body.id : line.id;
  if (isDecision(line)) return { id, lane: subjectKey === null ? `id:${id}` : `subject:${subjectKey}` };
  const about = new Set<string | undefined>(
    isChoice(line)
      ? [line.body.inputs.decision.id, line.body.inputs.instead]
      : isEvent(line) && line.body.event.kind === 'erasure'
        ? line.body.event.records.map((record) => record.id)
        : [],
  );
  const lane = before.findLast((one) => about.has(one.id))?.lane;
  if (lane !== undefined) return { id, lane };
  return { id, lane: `id:${id}` };
};

/** The first of each lane, in the order in which they were read. */
export const firstOfLanes = (pending: readonly Pending[]): readonly Pending[] => {
  const lanes = new Set<string>();
  return pending.filter(({ lane }) => !lanes.has(lane) && lanes.add(lane));
};

/** The text of a position. */
export const positionText = ({ cursor, pending }: Position): string =>
  JSON.stringify({
    format: 1,
    cursor: cursorText(cursor),
    pending: pending.map((one) => (one.kind === 'entry' ? [one.place] : [one.chain, one.sequence])),
  });

/** The position of a text; `undefined` where it is none. */
export const readPosition = (text: string): Position | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (
    typeof json !== 'object' ||
    json === null ||
    !('format' in json && 'cursor' in json && 'pending' in json)
  )
    return undefined;
  const cursor = typeof json.cursor === 'string' ? readCursor(json.cursor) : undefined;
  if (json.format !== 1 || cursor === undefined || !Array.isArray(json.pending)) return undefined;
  const pending = json.pending.map(placeIn);
  const known = pending.filter((one) => one !== undefined);
  return known.length === pending.length ? { cursor, pending: known } : undefined;
};

const placeIn = (json: unknown): EventPlace | undefined => {
  if (!Array.isArray(json)) return undefined;
  const [first, second] = json as readonly unknown[]; // a list
  if (typeof first === 'number') return { kind: 'entry', place: first };
  return typeof first === 'string' && typeof second === 'number'
    ? { kind: 'line', chain: first, sequence: second }
    : undefined;
};
