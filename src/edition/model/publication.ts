import type { Edition } from './edition.js';

/** A stretch of time in which something was known: from an instant on, and until another. Epoch milliseconds. */
export interface KnownInterval {
  readonly from: number;
  /** `null` while it is still known. */
  readonly until: number | null;
}

/** An edition and when it was there to be known: published, and not withdrawn. */
export interface Publication {
  readonly edition: Edition;
  /** From the oldest to the newest, without overlaps. */
  readonly known: readonly KnownInterval[];
}

/** An edition that no registry names is known at all times. */
export const knownAlways = (edition: Edition): Publication => ({
  edition,
  known: [{ from: -Infinity, until: null }],
});

/** When a publication was last made known, as seen at an instant; `undefined` where it was not known then. Epoch milliseconds. */
export const knownSince = ({ known }: Publication, instant: number): number | undefined =>
  known.find(({ from, until }) => from <= instant && (until === null || instant < until))?.from;
