import type { BatchAudit } from './batch-audit.js';
import type { Place } from '../chain/chain-order.js';
import type { DroppedRange, ErasedRecord } from '../record/log-line.js';
import type { Pointer } from '../../language/values.js';

/** Something that is gone and should not be, or is there and should not be. */
export type RemovalFinding =
  /** Personal values are gone that no event says were erased. */
  | ({ readonly code: 'opening-lost'; readonly pointers: readonly Pointer[] } & Place)
  /** The event here says that values of a record were erased, and they are there. */
  | ({ readonly code: 'not-erased'; readonly record: string; readonly pointers: readonly Pointer[] } & Place)
  /** Records lost their content, and no event says so. */
  | ({
      readonly code: 'dropped-without-event';
      readonly event: string;
      readonly from: number;
      readonly to: number;
    } & Place)
  /** The event here says that records lost their content, and some did not. */
  | ({ readonly code: 'not-dropped'; readonly expected: number; readonly found: number } & Place);

/** An event, and how much it removed. */
export interface RemovalEvent {
  readonly id: string;
  readonly kind: 'erasure' | 'retention';
  /** RFC 3339. */
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  /** Records that it touched. */
  readonly records: number;
}

/** What a log says was removed from it. */
export interface Removals {
  /** Personal values that are gone by an event. */
  readonly erasedValues: number;
  /** Records that are without content. */
  readonly droppedRecords: number;
  readonly events: readonly RemovalEvent[];
}

interface Unkept {
  readonly pointers: ReadonlySet<Pointer>;
  readonly place: Place;
}

interface StubRun {
  readonly event: string;
  readonly chain: string | null;
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

/** Compares what is gone from a log with what its events say. */
export class RemovalAudit {
  readonly #find: (finding: RemovalFinding) => void;
  readonly #unkept = new Map<string, Unkept>();
  readonly #stubs: StubRun[] = [];
  readonly #events: RemovalEvent[] = [];
  readonly #erased: { readonly place: Place; readonly record: ErasedRecord }[] = [];
  readonly #ranges: { readonly place: Place; readonly event: string; readonly range: DroppedRange }[] = [];

  constructor(find: (finding: RemovalFinding) => void) {
    this.#find = find;
  }

  get removals(): Removals {
    const erased = new Set(
      this.#erased.flatMap(({ record }) => record.pointers.map((pointer) => `${record.id} ${pointer}`)),
    );
    return {
      erasedValues: erased.size,
      droppedRecords: this.#stubs.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      events: this.#events,
    };
  }

  /** Takes what the next batch says. */
  take({ events, dropped, unkept }: BatchAudit, placeOf: (place: number) => Place): void {
    for (const { place, id, pointers } of unkept)
      this.#unkept.set(id, { pointers: new Set(pointers), place: placeOf(place) });
    for (const { place, ...run } of dropped) {
      const last = this.#stubs.at(-1);
      if (last?.event === run.event && last.chain === run.chain && last.to + 1 === run.from)
        this.#stubs[this.#stubs.length - 1] = { ...last, to: run.to };
      else this.#stubs.push({ ...run, place: placeOf(place) });
    }
    for (const { place, body } of events) {
      const { event, id, at, by } = body;
      const here = placeOf(place);
      const told = { id, kind: event.kind, at, by, reason: event.reason };
      if (event.kind === 'erasure') {
        this.#events.push({ ...told, records: event.records.length });
        for (const record of event.records) this.#erased.push({ place: here, record });
      } else {
        this.#events.push({ ...told, records: event.ranges.reduce((sum, { records }) => sum + records, 0) });
        for (const range of event.ranges) this.#ranges.push({ place: here, event: id, range });
      }
    }
  }

  /** What only the end of the log tells: events come after the records that they are about. */
  finish(): void {
    this.#compareErased();
    this.#compareDropped();
  }

  #compareErased(): void {
    const told = new Map<string, Set<Pointer>>();
    for (const { place, record } of this.#erased) {
      const pointers = told.get(record.id) ?? new Set();
      for (const pointer of record.pointers) pointers.add(pointer);
      told.set(record.id, pointers);
      const gone = this.#unkept.get(record.id)?.pointers;
      const there = record.pointers.filter((pointer) => gone?.has(pointer) !== true);
      if (there.length > 0 && !this.#isDropped(record))
        this.#find({ code: 'not-erased', ...place, record: record.id, pointers: there });
    }
    for (const [id, { pointers, place }] of this.#unkept) {
      const lost = [...pointers].filter((pointer) => told.get(id)?.has(pointer) !== true);
      if (lost.length > 0) this.#find({ code: 'opening-lost', ...place, pointers: lost });
    }
  }

  #isDropped({ chain, sequence }: ErasedRecord): boolean {
    return this.#stubs.some(
      (stubs) => stubs.chain === (chain ?? null) && stubs.from <= sequence && sequence <= stubs.to,
    );
  }

  #compareDropped(): void {
    for (const { event, chain, from, to, place } of this.#stubs) {
      const covered = this.#ranges.some(
        ({ event: id, range }) =>
          id === event && (range.chain ?? null) === chain && range.first <= from && to <= range.last,
      );
      if (!covered) this.#find({ code: 'dropped-without-event', ...place, event, from, to });
    }
    for (const { place, event, range } of this.#ranges) {
      const found = this.#stubs
        .filter((stubs) => stubs.event === event && stubs.chain === (range.chain ?? null))
        .reduce((sum, { from, to }) => sum + to - from + 1, 0);
      if (found < range.records)
        this.#find({ code: 'not-dropped', ...place, expected: range.records, found });
    }
  }
}
