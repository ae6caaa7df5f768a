import {
  chainPlaceOf,
  isEvent,
  isSealedLine,
  recordedAt,
  type LogLine,
} from '../../audit/record/log-line.js';
import type { ChainExtent, PlacedLine } from '../../audit/store/lines.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import { placeName } from '../../audit/store/sql/record/place.js';
import { verifyLine } from '../../audit/verify/verification.js';
import type { RegistryEntry } from '../../edition/model/registry.js';
import { afterLine, endOf, type EventCursor } from './event-cursor.js';

/** Something that happened, where it is durable. */
export type Happening =
  | {
      readonly kind: 'line';
      /** Name of its chain. */
      readonly chain: string;
      readonly sequence: number;
      readonly line: LogLine;
      /** What all lines about one subject have and no others do, and tells nothing of it; `null` where there is none, or it is erased. */
      readonly subjectKey: string | null;
    }
  | {
      readonly kind: 'entry';
      /** Its place in the registry, from 1. */
      readonly place: number;
      readonly entry: RegistryEntry;
    };

/** A happening, and the cursor once it was read. */
export interface Happened {
  readonly happening: Happening;
  readonly cursor: EventCursor;
}

/** What follows a cursor. */
export interface Portion {
  readonly happened: readonly Happened[];
  /** Where the next portion begins. */
  readonly cursor: EventCursor;
  /** Whether there was no more. */
  readonly isEnd: boolean;
}

/** Reads what happened from where it is durable: nothing is kept besides. */
export interface EventReading {
  readonly end: () => Promise<EventCursor>;
  /**
   * What follows a cursor, at most so many lines of each chain. In the order of each chain and of the registry, and by time where these meet: what
   * was recorded before something is told before it.
   */
  readonly after: (cursor: EventCursor, most: number) => Promise<Portion>;
  /** The happening at one place of the log or the registry; `undefined` where nothing is there, or it was altered. */
  readonly at: (place: EventPlace) => Promise<Happening | undefined>;
}

/** Where one happening stands. */
export type EventPlace =
  | { readonly kind: 'line'; readonly chain: string; readonly sequence: number }
  | { readonly kind: 'entry'; readonly place: number };

/** What is read. */
export interface EventReadingParts {
  readonly log: Pick<DecisionLog, 'ends' | 'linesAfter' | 'foundAltered'>;
  /** The entries of the registry, as far as they hold, oldest first. */
  readonly entries: () => readonly RegistryEntry[];
}

/** Makes what reads. A line that was altered is passed over and told as altered: it is never told as what happened. */
export const makeEventReading = ({ log, entries }: EventReadingParts): EventReading => {
  const happeningOf = (chain: string, { sequence, text, indexed }: PlacedLine): Happening | undefined => {
    const verified = verifyLine(text, null);
    if (verified.code === 'verified' && chainPlaceOf(verified.record).sequence === sequence)
      return { kind: 'line', chain, sequence, line: verified.record, subjectKey: indexed.subject };
    log.foundAltered(placeName(chain, sequence));
    return undefined;
  };
  const sourceOf = async (
    { number, name, last }: ChainExtent,
    cursor: EventCursor,
    most: number,
  ): Promise<Source> => {
    const read = cursor.chains.get(name) ?? 0;
    const lines = last > read ? await log.linesAfter(number, read, last, most) : [];
    const to = lines.at(-1)?.sequence ?? last;
    return {
      waiting: byTime(lines.map((line) => ({ sequence: line.sequence, found: happeningOf(name, line) }))),
      isCut: to < last,
      advance: (at, sequence) => afterLine(at, name, sequence),
    };
  };
  const registrySource = (cursor: EventCursor, most: number): Source => {
    const all = entries();
    const some = all.slice(cursor.registry, cursor.registry + most);
    return {
      waiting: byTime(
        some.map((entry, nth) => {
          const place = cursor.registry + nth + 1;
          return { sequence: place, found: { kind: 'entry', place, entry } as const };
        }),
      ),
      isCut: cursor.registry + some.length < all.length,
      advance: ({ chains }, registry) => ({ chains, registry }),
    };
  };

  return {
    end: async () => endOf(await log.ends(), entries().length),
    after: async (cursor, most) => {
      const ends = await log.ends();
      const sources = await Promise.all(ends.map((end) => sourceOf(end, cursor, most)));
      return merged([registrySource(cursor, most), ...sources], cursor);
    },
    at: async (asked) => {
      if (asked.kind === 'entry') {
        const entry = entries()[asked.place - 1];
        return entry === undefined ? undefined : { kind: 'entry', place: asked.place, entry };
      }
      const chain = (await log.ends()).find(({ name }) => name === asked.chain);
      if (chain === undefined) return undefined;
      const [line] = await log.linesAfter(chain.number, asked.sequence - 1, asked.sequence, 1);
      return line === undefined ? undefined : happeningOf(chain.name, line);
    },
  };
};

interface Waiting {
  readonly sequence: number;
  /** Of itself or of what comes after it in its source, whichever is earlier; epoch milliseconds. */
  readonly at: number;
  /** `undefined` where it was altered. */
  readonly found: Happening | undefined;
}

/** One chain, or the registry. */
interface Source {
  readonly waiting: readonly Waiting[];
  /** Whether it has more than wait here. */
  readonly isCut: boolean;
  readonly advance: (cursor: EventCursor, sequence: number) => EventCursor;
}

const merged = (sources: readonly Source[], from: EventCursor): Portion => {
  const places = sources.map(() => 0);
  const happened: Happened[] = [];
  let cursor = from;
  for (;;) {
    let first: { readonly source: Source; readonly next: Waiting; readonly nth: number } | undefined;
    for (const [nth, source] of sources.entries()) {
      const next = source.waiting[places[nth] ?? 0];
      // What follows in a source that is cut may be earlier than what the others have.
      if (next === undefined && source.isCut) return { happened, cursor, isEnd: false };
      if (next !== undefined && (first === undefined || next.at < first.next.at))
        first = { source, next, nth };
    }
    if (first === undefined) return { happened, cursor, isEnd: true };
    const { source, next, nth } = first;
    places[nth] = (places[nth] ?? 0) + 1;
    cursor = source.advance(cursor, next.sequence);
    if (next.found !== undefined) happened.push({ happening: next.found, cursor });
  }
};

const byTime = (
  lines: readonly { readonly sequence: number; readonly found: Happening | undefined }[],
): readonly Waiting[] => {
  let earliest = Infinity;
  return [...lines]
    .reverse()
    .map(({ sequence, found }) => {
      earliest = Math.min(earliest, found === undefined ? Infinity : (timeOf(found) ?? Infinity));
      return { sequence, found, at: earliest };
    })
    .reverse();
};

/** When something happened, in epoch milliseconds; `undefined` where that was dropped. */
const timeOf = (happening: Happening): number | undefined => {
  if (happening.kind === 'entry') return Date.parse(happening.entry.at);
  const { line } = happening;
  if (isSealedLine(line)) return recordedAt(line);
  return isEvent(line) ? Date.parse(line.body.at) : undefined;
};
