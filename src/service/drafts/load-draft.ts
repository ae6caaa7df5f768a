import { createHash } from 'node:crypto';
import { checkEdition } from '../../analysis/check-edition.js';
import type { Diagnostic } from '../../edition/read/diagnostic.js';
import type { Edition } from '../../edition/model/edition.js';
import { reviewsFor } from '../../edition/read/write-reviews.js';

/** A draft as an edition that can be tried, and everything that is wrong with it. */
export interface LoadedDraft {
  /** `undefined` where there is another error than that somebody has still to review it. */
  readonly edition: Edition | undefined;
  /** Whether the edition is the draft as though all of it had been reviewed. */
  readonly unreviewed: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const reviewCodes = new Set<string>(['review-missing', 'review-stale', 'review-dangling']);

/** Whether something lacks a review alone, which is no fault of what is written. */
export const lacksReview = ({ code }: Diagnostic): boolean => reviewCodes.has(code);

/** A draft is reviewed by whoever approves it: nobody is sent to a command. */
const toldOfDraft = (diagnostic: Diagnostic): Diagnostic =>
  lacksReview(diagnostic)
    ? {
        ...diagnostic,
        hint: 'See that what cites it says what the clause says. Whoever approves the draft records that.',
      }
    : diagnostic;

/**
 * Loads a draft. Where nothing but reviews is lacking it is loaded as though they were there: what it would decide is what its reviewer wants
 * to know. It is for trying alone.
 */
export const loadDraft = (files: ReadonlyMap<string, string>): LoadedDraft => {
  const { edition, diagnostics: found } = checkEdition(files);
  const diagnostics = found.map(toldOfDraft);
  if (edition !== undefined) return { edition, unreviewed: false, diagnostics };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const reviews = errors.every(lacksReview)
    ? reviewsFor(files, { by: 'a draft', at: '2000-01-01T00:00:00Z' })
    : undefined;
  if (reviews === undefined) return { edition: undefined, unreviewed: false, diagnostics };
  const reviewed = checkEdition(new Map([...files, ['reviews.yaml', reviews]]));
  return { edition: reviewed.edition, unreviewed: reviewed.edition !== undefined, diagnostics };
};

/** Loads drafts and remembers the last: what is checked is often run right after. */
export const makeLoadDraft = (): typeof loadDraft => {
  let last: { readonly digest: string; readonly loaded: LoadedDraft } | undefined;
  return (files) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([...files]))
      .digest('hex');
    if (last?.digest !== digest) last = { digest, loaded: loadDraft(files) };
    return last.loaded;
  };
};
