import { join } from 'node:path';
import type { DecisionLog, Query, StoredLine } from '../decision-log.js';
import { chainPlaceOf, isDecision, isStub, type LogLine } from '../../record/log-line.js';
import { isAbout } from '../../record/opening.js';
import { subjectTag, type PersonalKey } from '../../record/personal-storage.js';
import type { StoredRecord } from '../../record/record.js';
import { makeTallies, tallyRecords } from '../tally.js';
import type { RecordIndex } from './record-index.js';
import type { ReadRecords } from './record-reader.js';
import { journalFolder, lineName, lineText, readLines, type Segment } from './segment.js';

/** What reading from an open journal needs. */
export interface ReadingParts {
  readonly directory: string;
  readonly index: RecordIndex;
  readonly read: ReadRecords;
  /** Finds sealed subjects; left out where there is none. */
  readonly key: PersonalKey | undefined;
  /** The segments as they are at the time. */
  readonly segments: () => readonly Segment[];
}

const cursorPattern = /^[1-9]\d{0,9}$/;

/** The part of a journal that finds records and gives them back. */
export const makeReading = ({
  directory,
  index,
  read,
  key,
  segments,
}: ReadingParts): Pick<DecisionLog, 'get' | 'dropped' | 'search' | 'tally' | 'around' | 'lines'> => {
  const search: DecisionLog['search'] = async (query) => {
    if (query.cursor !== undefined && !cursorPattern.test(query.cursor)) return { code: 'bad-cursor' };
    const tagged =
      query.subject === undefined || key === undefined
        ? query
        : { ...query, subjectTag: subjectTag(query.subject, key) };
    const found: (readonly [number, StoredRecord])[] = [];
    let before = query.cursor === undefined ? Infinity : Number(query.cursor);
    // One more than asked for tells whether there is another page. The index knows a subject by its hash, so that some may not be meant.
    for (let wanted = query.limit + 1; wanted > 0; wanted = query.limit + 1 - found.length) {
      const places = index.select(tagged, before, wanted);
      const records = await read(places);
      for (const [nth, record] of records.entries())
        if (isDecision(record) && isMeant(record, query)) found.push([places[nth] ?? 0, record]);
      if (places.length < wanted) break;
      before = places.at(-1) ?? 0;
    }
    const page = found.slice(0, query.limit);
    return {
      items: page.map(([, record]) => record),
      next: found.length > page.length ? String(page.at(-1)?.[0]) : null,
    };
  };

  const isMeant = (record: StoredRecord, { subject }: Query): boolean =>
    subject === undefined || isAbout(record, subject, key);

  const tally: DecisionLog['tally'] = (query) => {
    // The index knows a subject by its hash alone: its records, which are few, are read.
    if (query.subject !== undefined) return tallyRecords(search, query);
    const tallies = makeTallies(query.widthMs);
    for (const segment of index.segments) segment.tally(query, tallies.add);
    return Promise.resolve(tallies.all());
  };

  const around: DecisionLog['around'] = async (id) => {
    const places = index.withId(id);
    const found = (await read(places)).findIndex((line) => chainPlaceOf(line).id === id);
    const place = places[found];
    if (place === undefined) return undefined;
    const near = [place - 1, place, place + 1].filter((one) => one >= 1 && one <= index.records);
    const byPlace = new Map((await read(near)).map((line, nth) => [near[nth], line]));
    const own = byPlace.get(place);
    const at = (other: number): LogLine | undefined => {
      const line = byPlace.get(other);
      if (line === undefined || own === undefined) return undefined;
      return chainPlaceOf(line).chain === chainPlaceOf(own).chain ? line : undefined;
    };
    return { before: at(place - 1), after: at(place + 1) };
  };

  async function* lines(): AsyncGenerator<StoredLine> {
    for (const { file, bytes } of [...segments()]) {
      let number = 0;
      for await (const line of readLines(join(journalFolder(directory), file), bytes)) {
        number += 1;
        yield { at: lineName(file, number), text: lineText(line.bytes) };
      }
    }
  }

  return {
    get: async (id) => (await read(index.withId(id))).filter(isDecision).find(({ body }) => body.id === id),
    dropped: async (id) =>
      (await read(index.withId(id))).filter(isStub).find((line) => chainPlaceOf(line).id === id),
    search,
    tally,
    around,
    lines,
  };
};
