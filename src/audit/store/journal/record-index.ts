import type { Digest } from '../../record/canonical.js';
import type { LogLine } from '../../record/log-line.js';
import { HashedPlaces } from './hashed-places.js';
import { SegmentIndex, type Hashes, type TaggedQuery } from './segment-index.js';
import { noHash, textHash } from './text-hash.js';

/**
 * Finds records by id, by key and by what a query may ask, from memory: a fixed number of bytes for each record. It goes by hashes, so that
 * what it finds is read before it is believed. A record's place is its line in the whole journal, from 1.
 */
export class RecordIndex {
  readonly #segments: SegmentIndex[] = [];
  readonly #ids = new HashedPlaces();
  readonly #keys: HashedPlaces;
  readonly #keysSince: () => number;

  /** `keysSince`: when the records of a key that is still alive were decided at the earliest, epoch milliseconds. */
  constructor(keysSince: () => number) {
    this.#keysSince = keysSince;
    this.#keys = new HashedPlaces((place) => this.decidedAt(place) >= keysSince());
  }

  get records(): number {
    const last = this.#segments.at(-1);
    return last === undefined ? 0 : last.first + last.records - 1;
  }

  /** Oldest first; the last one grows. */
  get segments(): readonly SegmentIndex[] {
    return this.#segments;
  }

  /** Begins the next segment. */
  begin(): SegmentIndex {
    const segment = new SegmentIndex(this.records + 1);
    this.#segments.push(segment);
    return segment;
  }

  /** Takes the index of the next segment as it was kept, with the hashes of its records. */
  take(segment: SegmentIndex, { id, key }: { readonly [Each in keyof Hashes]: Float64Array }): void {
    this.#segments.push(segment);
    const since = this.#keysSince();
    for (let row = 0; row < segment.records; row += 1) {
      this.#ids.add(id[row] ?? noHash, segment.first + row);
      const hash = key[row] ?? noHash;
      if (hash !== noHash && segment.columns.decidedAt.at(row) >= since)
        this.#keys.add(hash, segment.first + row);
    }
  }

  /** Takes what a closed segment became: the same lines in the same places, of which some say less. */
  replace(segment: SegmentIndex): void {
    const place = this.#segments.findIndex(({ first }) => first === segment.first);
    if (this.#segments[place]?.records !== segment.records)
      throw new RangeError(`The segment from ${segment.first} has other lines than before.`);
    this.#segments[place] = segment;
  }

  /** Adds the next record to the last segment; `bytes` is its line's length without the line end. */
  add(line: LogLine, bytes: number): void {
    const segment = this.#segments.at(-1);
    if (segment === undefined) throw new RangeError('No segment was begun.');
    const place = segment.first + segment.records;
    const { id, key } = segment.add(line, bytes);
    this.#ids.add(id, place);
    if (key !== noHash) this.#keys.add(key, place);
  }

  /** Places of records that may have an id. */
  withId(id: string): readonly number[] {
    return this.#ids.find(textHash(id));
  }

  /** Places of records that may have been made under a key that is still alive. */
  withKey(key: Digest): readonly number[] {
    const since = this.#keysSince();
    return this.#keys.find(textHash(key)).filter((place) => this.decidedAt(place) >= since);
  }

  /** Places below `before` of records that a query means, or whose subject may be another; newest first, at most `wanted`. */
  select(query: TaggedQuery, before: number, wanted: number): readonly number[] {
    const found: number[] = [];
    for (let place = this.#segments.length - 1; place >= 0 && found.length < wanted; place -= 1)
      this.#segments[place]?.select(query, before, wanted, found);
    return found;
  }

  /** When a record was decided, epoch milliseconds. */
  decidedAt(place: number): number {
    const segment = this.segmentOf(place);
    return segment.columns.decidedAt.at(place - segment.first);
  }

  /** The segment that has a record; a place that is not there is a defect. */
  segmentOf(place: number): SegmentIndex {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#segments[middle]?.first ?? Infinity) <= place) low = middle + 1;
      else high = middle;
    }
    const segment = this.#segments[low - 1];
    if (segment === undefined || place >= segment.first + segment.records)
      throw new RangeError(`No record stands at ${place}.`);
    return segment;
  }
}
