import { Column } from './column.js';
import type { Query } from './decision-log.js';
import { subjectOf } from './opening.js';
import { countBelow, includes, Postings, type Ascending } from './postings.js';
import type { StoredRecord } from './record.js';

/** Which records a query means, by their sequence numbers, newest first. */
export type Selection =
  | { readonly code: 'selected'; readonly sequences: readonly number[]; readonly next: string | null }
  | { readonly code: 'bad-cursor' };

const keyed = ['decision', 'clause', 'rule', 'outcome', 'subject'] as const;
type Key = (typeof keyed)[number];

const valuesOf = (record: StoredRecord): Readonly<Record<Key, readonly string[]>> => {
  const { decision, cites } = record.body;
  const subject = subjectOf(record);
  return {
    decision: [decision.decision],
    clause: cites,
    rule: decision.standing,
    outcome: [decision.outcome],
    subject: subject === undefined ? [] : [subject],
  };
};

/** Finds records by id and by what a query may ask, from memory alone. Records come in the order of their sequence. */
export class RecordIndex {
  readonly #sequences = new Map<string, number>();
  readonly #decidedAt = new Column((capacity) => new Float64Array(capacity));
  readonly #postings: Readonly<Record<Key, Map<string, Postings>>> = {
    decision: new Map(),
    clause: new Map(),
    rule: new Map(),
    outcome: new Map(),
    subject: new Map(),
  };

  get records(): number {
    return this.#decidedAt.length;
  }

  /** The sequence number of the record with this id. */
  sequenceOf(id: string): number | undefined {
    return this.#sequences.get(id);
  }

  add(record: StoredRecord): void {
    const { id, sequence, decidedAt } = record.body;
    this.#sequences.set(id, sequence);
    this.#decidedAt.push(Date.parse(decidedAt));
    const values = valuesOf(record);
    for (const key of keyed)
      for (const value of new Set(values[key])) {
        const postings = this.#postings[key].get(value);
        if (postings === undefined) this.#postings[key].set(value, new Postings(sequence));
        else postings.push(sequence);
      }
  }

  select(query: Query): Selection {
    if (query.cursor !== undefined && !/^[1-9]\d{0,9}$/.test(query.cursor)) return { code: 'bad-cursor' };
    const lists: Ascending[] = [{ length: this.records, at: (place) => place + 1 }];
    for (const key of keyed) {
      const value = query[key];
      if (value !== undefined) lists.push(this.#postings[key].get(value) ?? { length: 0, at: () => 0 });
    }
    const [shortest, ...others] = lists.sort((a, b) => a.length - b.length);
    if (shortest === undefined) return { code: 'selected', sequences: [], next: null };

    const { from = -Infinity, to = Infinity, limit } = query;
    const found: number[] = [];
    const before = query.cursor === undefined ? this.records + 1 : Number(query.cursor);
    for (let place = countBelow(shortest, before) - 1; place >= 0 && found.length <= limit; place -= 1) {
      const sequence = shortest.at(place);
      const decidedAt = this.#decidedAt.at(sequence - 1);
      if (decidedAt >= from && decidedAt < to && others.every((list) => includes(list, sequence)))
        found.push(sequence);
    }
    const sequences = found.slice(0, limit);
    const next = found.length > limit ? String(sequences.at(-1)) : null;
    return { code: 'selected', sequences, next };
  }
}
