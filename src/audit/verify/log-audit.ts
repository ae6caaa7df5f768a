import type { BatchAudit, Mark, WantedMarks } from './batch-audit.js';
import type { Digest } from '../../language/canonical.js';
import { ChainOrder, type Place } from '../chain/chain-order.js';
import type { ChainHead, Checkpoint } from '../chain/checkpoint.js';
import type { Finding } from './finding.js';
import { IdSet } from './id-set.js';
import { chainPlaceOf } from '../record/log-line.js';
import { parseLine } from '../record/log-line-shape.js';
import { RemovalAudit, type Removals } from './removal-audit.js';
import type { LineBatch } from './line-batches.js';
import type { KnownEnd } from '../store/log-source.js';

/**
 * The ends of chains that checkpoints and other witnesses name, known before the lines are read: a list for each witness. Of each list the
 * first end that the log does not have is reported.
 */
export type Witnesses = readonly (readonly KnownEnd[])[];

/** The ends that a checkpoint vouches for; `what` names it: `the checkpoint`. */
export const endsOf = ({ at, heads }: Checkpoint, what: string): readonly KnownEnd[] =>
  heads.map((head) => ({ ...head, by: `${what} of ${at}` }));

/** The hash of a record that was found where somebody vouches for one. */
interface Found {
  readonly hash: Digest;
  readonly place: Place;
}

/** Puts together what the batches of a log say, in their order. */
export class LogAudit {
  /** The marks that the batches are to be audited with. */
  readonly wanted: WantedMarks;
  readonly #witnesses: Witnesses;
  readonly #find: (finding: Finding) => void;
  readonly #order: ChainOrder;
  readonly #removals: RemovalAudit;
  readonly #ids = new IdSet();
  readonly #marks = new Map<string, Found>();
  readonly #releases = new Map<Digest, Place>();
  #records = 0;
  #lines = 0;

  constructor(witnesses: Witnesses, find: (finding: Finding) => void) {
    this.#witnesses = witnesses;
    this.#find = find;
    this.#order = new ChainOrder(this.#find);
    this.#removals = new RemovalAudit(this.#find);
    this.wanted = marksWanted(witnesses.flat());
  }

  get records(): number {
    return this.#records;
  }

  get lines(): number {
    return this.#lines;
  }

  /** The ends of the chains as they were read. */
  get heads(): readonly ChainHead[] {
    return this.#order.heads;
  }

  /** The releases that are cited, and where first. */
  get releases(): ReadonlyMap<Digest, Place> {
    return this.#releases;
  }

  /** What was erased and dropped, as far as it was read. */
  get removals(): Removals {
    return this.#removals.removals;
  }

  /** Takes the next batch, and what its audit came to. */
  take(batch: LineBatch, audit: BatchAudit): void {
    const placeOf = (place: number): Place => {
      const line = parseLine(batch.lines[place] ?? '');
      return { at: batch.at[place] ?? '', id: line === undefined ? null : chainPlaceOf(line).id };
    };
    this.#takeOrder(audit, placeOf);
    for (let place = 0; place < batch.lines.length; place += 1)
      if (!this.#ids.add(audit.ids, place * 4)) this.#find({ code: 'id-twice', ...placeOf(place) });
    for (const { digest, place } of audit.releases)
      if (!this.#releases.has(digest)) this.#releases.set(digest, placeOf(place));
    for (const mark of audit.marks) {
      const key = markKey(mark);
      // Of two records with one number, the first is compared; the other is a finding by itself.
      if (!this.#marks.has(key)) this.#marks.set(key, { hash: mark.hash, place: placeOf(mark.place) });
    }
    this.#removals.take(audit, placeOf);
    this.#records += audit.records;
    this.#lines += batch.lines.length;
  }

  /** What only the end of the log tells: what is missing, and whether it is what its witnesses say. */
  finish(): void {
    this.#order.finish();
    this.#removals.finish();
    for (const ends of this.#witnesses) this.#compareEnds(ends);
  }

  /** Lines by themselves and their order, in the order of the lines. */
  #takeOrder({ runs, problems, unread }: BatchAudit, placeOf: (place: number) => Place): void {
    const steps: { readonly place: number; readonly take: () => void }[] = [
      ...problems.map(({ place, problem }) => ({
        place,
        take: () => {
          this.#find({ ...problem, ...placeOf(place) });
        },
      })),
      ...unread.map((place) => ({
        place,
        take: () => {
          this.#order.skipUnread();
        },
      })),
      ...runs.map((run) => ({
        place: run.first,
        take: () => {
          this.#order.follow(run, placeOf);
        },
      })),
    ];
    for (const { take } of steps.sort((one, other) => one.place - other.place)) take();
  }

  /** Of one witness, by chain: the first end that is not as it says tells all; the ones after it differ with it. */
  #compareEnds(ends: readonly KnownEnd[]): void {
    const done = new Set<string | null>();
    const agreed = new Map<string | null, number>();
    for (const { chain, sequence, hash, by } of [...ends].sort((a, b) => a.sequence - b.sequence)) {
      if (done.has(chain)) continue;
      const found = this.#marks.get(markKey({ chain, sequence }));
      const endsAt = this.heads.find((head) => head.chain === chain)?.sequence ?? 0;
      if (found?.hash === hash) {
        agreed.set(chain, sequence);
        continue;
      }
      const agreesTo = agreed.get(chain) ?? 0;
      if (found !== undefined)
        this.#find({
          code: 'end-differs',
          ...found.place,
          sequence,
          found: found.hash,
          expected: hash,
          by,
          agreesTo,
        });
      else if (endsAt < sequence) this.#find({ code: 'end-missing', chain, sequence, endsAt, by });
      // A number that is missing in the middle is told as such.
      else continue;
      done.add(chain);
    }
  }
}

const markKey = ({ chain, sequence }: Pick<Mark, 'chain' | 'sequence'>): string =>
  `${sequence} ${chain ?? ''}`;

const marksWanted = (ends: readonly KnownEnd[]): WantedMarks => {
  const wanted = new Map<string | null, Set<number>>();
  for (const { chain, sequence } of ends) {
    const known = wanted.get(chain);
    if (known === undefined) wanted.set(chain, new Set([sequence]));
    else known.add(sequence);
  }
  return wanted;
};
