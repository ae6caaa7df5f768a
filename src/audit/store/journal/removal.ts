import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chainPlaceOf,
  isDecision,
  isEvent,
  makeEventDraft,
  type LogEvent,
  type StoredEvent,
} from '../../record/log-line.js';
import { isAbout } from '../../record/opening.js';
import { subjectTag, type PersonalKey } from '../../record/personal-storage.js';
import type { StoredRecord } from '../../record/record.js';
import {
  erasureEvent,
  makeRemoveText,
  recordsOf,
  retentionEvent,
  type DropRequest,
  type ErasureRequest,
  type RemovalRequest,
  type Removed,
} from '../../removal/removal.js';
import type { ChainWriter } from './chain-writer.js';
import { DurableFile, isAbsent, syncFolder, type Form } from './durable-file.js';
import type { IndexKeeper } from './index-keeper.js';
import type { RecordIndex } from './record-index.js';
import type { ReadRecords } from './record-reader.js';
import type { Recorder } from './recorder.js';
import { rewriteSegment } from './rewriting.js';
import { journalFolder } from './segment.js';

/** What removing from a journal needs. */
export interface RemovalParts {
  readonly directory: string;
  readonly index: RecordIndex;
  readonly chain: ChainWriter;
  readonly recorder: Pick<Recorder, 'record' | 'roll'>;
  readonly keeper: IndexKeeper;
  readonly read: ReadRecords;
  readonly writeCatalogue: () => Promise<void>;
  /** Finds sealed subjects. */
  readonly key: PersonalKey | undefined;
  readonly isOneChain: () => boolean;
}

/** Removes what a journal holds, one removal after the other. */
export interface Removal {
  readonly erase: (request: ErasureRequest) => Promise<Removed>;
  readonly drop: (request: DropRequest) => Promise<Removed>;
  /** Finishes a removal that was cut short, before anything else is done. */
  readonly finish: () => Promise<void>;
  /** Resolves when no removal is under way. */
  readonly settled: () => Promise<void>;
}

const unfinished: Form<{ readonly event: string }> = {
  parse: (json) =>
    typeof json === 'object' && json !== null && 'event' in json && typeof json.event === 'string'
      ? { event: json.event }
      : undefined,
  print: (data) => data,
};

interface Place {
  readonly chain: string | null;
  readonly sequence: number;
}

const atOnce = 1000;

/** Makes the removal of one journal. */
export const makeRemoval = (parts: RemovalParts): Removal => {
  const { directory, index, chain, recorder, keeper, read, key } = parts;
  const markPath = join(directory, 'removal.json');
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  };

  const carryOut = async (event: StoredEvent): Promise<void> => {
    await keeper.finish();
    const remove = makeRemoveText(event);
    for (const first of segmentsOf(event.body.event, index))
      if (first !== chain.segments.at(-1)?.first) await rewriteSegment(parts, first, remove);
    await removeBeside(directory, event.body.event);
    await keeper.finish();
    await parts.writeCatalogue();
    await rm(markPath, { force: true });
    await syncFolder(directory);
  };

  const remove = async (request: RemovalRequest, event: LogEvent | undefined): Promise<Removed> => {
    if (event === undefined) return { event: null, records: 0 };
    await finishMarked();
    // So that every record that is meant is in a closed segment, and can be rewritten.
    await recorder.roll();
    // Before the event: after it, a start knows by this that something may be left to do.
    await new DurableFile(markPath, unfinished).write({ event: request.id });
    const [recorded] = await recorder.record([makeEventDraft({ ...request, event })]);
    if (recorded === undefined || !isEvent(recorded)) throw new RangeError('A write of one event gave none.');
    await carryOut(recorded);
    return { event: request.id, records: recordsOf(event) };
  };

  /** What was begun before and failed, or was cut short, goes first: there is one mark. */
  const finishMarked = async (): Promise<void> => {
    const mark = await new DurableFile(markPath, unfinished).read();
    if (mark === null) return;
    const event = (await read(index.withId(mark.event)))
      .filter(isEvent)
      .find(({ body }) => body.id === mark.event);
    if (event !== undefined) await carryOut(event);
    await rm(markPath, { force: true });
  };

  const recordsAbout = async (subject: string): Promise<readonly StoredRecord[]> => {
    const query = {
      subject,
      limit: atOnce,
      ...(key === undefined ? {} : { subjectTag: subjectTag(subject, key) }),
    };
    const found: StoredRecord[] = [];
    for (let before = Infinity; ;) {
      const places = index.select(query, before, atOnce);
      found.push(...(await read(places)).filter(isDecision).filter((each) => isAbout(each, subject, key)));
      if (places.length < atOnce) return found.reverse();
      before = places.at(-1) ?? 0;
    }
  };

  const placesBefore = async (time: number): Promise<readonly Place[]> => {
    const places = index.segments
      .filter((segment) => segment.hasBefore(time))
      .flatMap((segment) =>
        Array.from({ length: segment.records }, (_, row) => row)
          .filter((row) => segment.columns.decidedAt.at(row) < time)
          .map((row) => segment.first + row),
      );
    if (parts.isOneChain()) return places.map((sequence) => ({ chain: null, sequence }));
    const found: Place[] = [];
    for (let from = 0; from < places.length; from += atOnce)
      found.push(...(await read(places.slice(from, from + atOnce))).map(chainPlaceOf));
    return found;
  };

  return {
    erase: (request) =>
      inTurn(async () => remove(request, erasureEvent(await recordsAbout(request.subject), request.reason))),
    drop: (request) =>
      inTurn(async () => remove(request, retentionEvent(await placesBefore(request.before), request))),
    finish: async () => {
      await removeHalfWritten(directory);
      await finishMarked();
    },
    settled: async () => {
      await last;
    },
  };
};

/** The first places of the segments that have records which an event is about. */
const segmentsOf = (event: LogEvent, index: RecordIndex): readonly number[] => {
  if (event.kind === 'erasure') {
    const places = event.records.flatMap(({ id }) => index.withId(id));
    return [...new Set(places.map((place) => index.segmentOf(place).first))];
  }
  const before = Date.parse(event.before);
  return index.segments.filter((segment) => segment.hasBefore(before)).map(({ first }) => first);
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).map((file) => join(folder, file));
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
};

/** What a rewriting that was cut short left beside its segment. */
const removeHalfWritten = async (directory: string): Promise<void> => {
  for (const file of await filesIn(journalFolder(directory)))
    if (file.endsWith('.jsonl.new')) await rm(file, { force: true });
};

/**
 * Half-written tails that were moved aside, and cases on which the evaluators differed, hold facts as they came, and do not tell whose: an
 * erasure removes them all, a retention those that are as old.
 */
const removeBeside = async (directory: string, event: LogEvent): Promise<void> => {
  const torn = (await filesIn(journalFolder(directory))).filter((file) => /torn-[^/]*\.bin$/.test(file));
  for (const file of [...torn, ...(await filesIn(join(directory, 'differences')))]) {
    if (event.kind === 'retention' && (await stat(file)).mtimeMs >= Date.parse(event.before)) continue;
    await rm(file, { force: true });
  }
};
