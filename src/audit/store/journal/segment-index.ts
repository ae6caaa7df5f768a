import type { Digest } from '../../record/canonical.js';
import type { Query, TallyQuery } from '../decision-log.js';
import type { AddToTally } from '../tally.js';
import { chainPlaceOf, isDecision, type LogLine } from '../../record/log-line.js';
import { isSealed } from '../../record/personal-storage.js';
import type { StoredRecord } from '../../record/record.js';
import { doubles, numbers, type Doubles, type Numbers } from './column.js';
import { noHash, textHash } from './text-hash.js';

/** What a query may ask of a decision's kind. Records share few of them: one for each way in which a decision comes about. */
export interface Profile {
  readonly decision: string;
  readonly outcome: string;
  readonly rules: readonly string[];
  readonly clauses: readonly string[];
}

/** A query with the tag of its subject, where a key is here (`subjectTag`). */
export type TaggedQuery = Query & { readonly subjectTag?: string };

/** The rows of a segment's records, column by column. */
export interface Columns {
  /** Where its line begins, in bytes. */
  readonly offset: Numbers;
  /** Epoch milliseconds; NaN for what is no decision, or one without content, which no query means. */
  readonly decidedAt: Doubles;
  /** Number of its profile. */
  readonly profile: Numbers;
  /** Hash of its subject, of its tag where it is sealed; `noHash` where it has none. */
  readonly subject: Doubles;
}

/** Hashes by which the whole log finds records; needed here only until the segment's index is on disk. */
export interface Hashes {
  readonly id: Doubles;
  /** `noHash` where it was made under no key. */
  readonly key: Doubles;
}

/** The index of one segment: about 24 bytes for each record, and no object or text. */
export class SegmentIndex {
  /** Place of its first record in the journal, from 1. */
  readonly first: number;
  readonly columns: Columns;
  readonly #profiles: Profile[];
  readonly #cited: Set<Digest>;
  readonly #numbers = new Map<string, number>();
  #hashes: Hashes | undefined;
  #bytes: number;
  #earliest = Infinity;
  #latest = -Infinity;

  constructor(
    first: number,
    from: {
      readonly columns: Columns;
      readonly profiles: readonly Profile[];
      readonly cited: readonly Digest[];
      readonly bytes: number;
    } = { columns: emptyColumns(), profiles: [], cited: [], bytes: 0 },
  ) {
    this.first = first;
    this.columns = from.columns;
    this.#profiles = [...from.profiles];
    this.#cited = new Set(from.cited);
    this.#bytes = from.bytes;
    if (this.records === 0) this.#hashes = { id: doubles(), key: doubles() };
    for (let row = 0; row < this.records; row += 1) this.#span(from.columns.decidedAt.at(row));
  }

  get records(): number {
    return this.columns.offset.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get profiles(): readonly Profile[] {
    return this.#profiles;
  }

  /** The releases that its records cite. */
  get cited(): ReadonlySet<Digest> {
    return this.#cited;
  }

  get hashes(): Hashes | undefined {
    return this.#hashes;
  }

  /** Nothing more comes, and the index is on disk. */
  settle(): void {
    this.#hashes = undefined;
    for (const column of Object.values(this.columns) as readonly (Numbers | Doubles)[]) column.trim(); // the columns are all there is in it
  }

  /** Adds the next record; `bytes` is its line's length without the line end. */
  add(line: LogLine, bytes: number): { readonly id: number; readonly key: number } {
    const record = isDecision(line) ? line : undefined;
    const once = record?.body.once;
    const decidedAt = record === undefined ? NaN : Date.parse(record.body.decidedAt);
    const hashes = {
      id: textHash(chainPlaceOf(line).id),
      key: once === undefined ? noHash : textHash(once.key),
    };
    this.columns.offset.push(this.#bytes);
    this.columns.decidedAt.push(decidedAt);
    this.columns.profile.push(record === undefined ? 0 : this.#profileOf(record));
    this.columns.subject.push(record === undefined ? noHash : subjectHash(record));
    this.#hashes?.id.push(hashes.id);
    this.#hashes?.key.push(hashes.key);
    if (record !== undefined) this.#cited.add(record.body.inputs.edition.digest);
    this.#bytes += bytes + 1;
    this.#span(decidedAt);
    return hashes;
  }

  /** Whether a decision in it was decided before a time, epoch milliseconds. */
  hasBefore(time: number): boolean {
    return this.#earliest < time;
  }

  /** Where the line of a row stands, without its line end. */
  span(row: number): { readonly offset: number; readonly length: number } {
    const offset = this.columns.offset.at(row);
    const end = row + 1 < this.records ? this.columns.offset.at(row + 1) : this.#bytes;
    return { offset, length: end - offset - 1 };
  }

  /** Adds to `found` the places of the records below `before` that a query means, newest first, until there are `wanted`. */
  select(query: TaggedQuery, before: number, wanted: number, found: number[]): void {
    const { from = -Infinity, to = Infinity } = query;
    if (this.first >= before || this.#latest < from || this.#earliest >= to) return;
    const meant = Uint8Array.from(this.#profiles, (profile) => (isMeant(profile, query) ? 1 : 0));
    if (!meant.includes(1)) return;
    const ofSubject = query.subject === undefined ? undefined : textHash(query.subject);
    const ofTag = query.subjectTag === undefined ? ofSubject : textHash(query.subjectTag);
    const decidedAt = this.columns.decidedAt.raw;
    const profile = this.columns.profile.raw;
    const subject = this.columns.subject.raw;
    for (let row = Math.min(this.records, before - this.first) - 1; row >= 0; row -= 1) {
      if (ofSubject !== undefined && subject[row] !== ofSubject && subject[row] !== ofTag) continue;
      if (meant[profile[row] ?? 0] !== 1) continue;
      const at = decidedAt[row] ?? NaN;
      if (!(at >= from && at < to)) continue;
      found.push(this.first + row);
      if (found.length >= wanted) return;
    }
  }

  /** Counts its decisions that a query means, whatever the subject. */
  tally(query: TallyQuery, add: AddToTally): void {
    const { from = -Infinity, to = Infinity } = query;
    if (this.#latest < from || this.#earliest >= to) return;
    const meant = this.#profiles.map((profile) => (isMeant(profile, query) ? profile : undefined));
    const decidedAt = this.columns.decidedAt.raw;
    const profile = this.columns.profile.raw;
    for (let row = 0; row < this.records; row += 1) {
      const at = decidedAt[row] ?? NaN;
      const kind = at >= from && at < to ? meant[profile[row] ?? 0] : undefined;
      if (kind !== undefined) add(kind, at);
    }
  }

  #span(decidedAt: number): void {
    if (Number.isNaN(decidedAt)) return;
    this.#earliest = Math.min(this.#earliest, decidedAt);
    this.#latest = Math.max(this.#latest, decidedAt);
  }

  #profileOf({ body: { decision, cites } }: StoredRecord): number {
    const key = JSON.stringify([decision.decision, decision.outcome, decision.standing, cites]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#profiles.length;
    this.#profiles.push({
      decision: decision.decision,
      outcome: decision.outcome,
      rules: [...decision.standing],
      clauses: [...cites],
    });
    this.#numbers.set(key, number);
    return number;
  }
}

const subjectHash = ({ open }: StoredRecord): number => {
  const opening = open['/subject'];
  const text = opening === undefined ? undefined : isSealed(opening) ? opening.tag : opening.value;
  return typeof text === 'string' ? textHash(text) : noHash;
};

const emptyColumns = (): Columns => ({
  offset: numbers(),
  decidedAt: doubles(),
  profile: numbers(),
  subject: doubles(),
});

const isMeant = (profile: Profile, { decision, clause, rule, outcome }: Omit<Query, 'limit'>): boolean =>
  (decision === undefined || profile.decision === decision) &&
  (outcome === undefined || profile.outcome === outcome) &&
  (rule === undefined || profile.rules.includes(rule)) &&
  (clause === undefined || profile.clauses.includes(clause));
