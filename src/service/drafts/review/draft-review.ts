import { approvalsOf, isSamePerson } from '../../../analysis/publishing/approvals.js';
import { canonical, sha256, type Digest } from '../../../language/canonical.js';
import { filesOf, type Draft } from '../draft.js';
import type { ReviewEvent } from './review-event.js';

/** Why something that was said of a draft counts no more. */
export type OutOfForce = 'edited' | 'proposed-anew' | 'sent-back' | 'author' | 'twice';

/** What was said of a draft, with why it counts no more; `null` where it counts. */
export interface WeighedEvent extends ReviewEvent {
  readonly outOfForce: OutOfForce | null;
}

/** A draft's review as it stands. */
export interface Review {
  /** Of the draft as it is now. */
  readonly content: Digest;
  /** Who proposes it and why; `null` where nobody does, or it was sent back since. */
  readonly proposal: (ReviewEvent & { readonly words: string }) | null;
  /** Who approved what it holds now. */
  readonly approvedBy: readonly string[];
  /** Everything that was said, oldest first. */
  readonly events: readonly WeighedEvent[];
}

/** Names what a draft holds: each character of its files counts, comments too, and of its scenarios. */
export const contentOf = (draft: Pick<Draft, 'released' | 'changed' | 'scenarios'>): Digest => {
  const known = contents.get(draft);
  if (known !== undefined) return known;
  const { scenarios } = draft;
  const content = sha256(
    canonical({ files: Object.fromEntries(filesOf(draft)), scenarios: Object.fromEntries(scenarios) }),
  );
  contents.set(draft, content);
  return content;
};

/** Of each draft that was read: it never changes, may be megabytes, and is asked for its content several times in a request. */
const contents = new WeakMap<object, Digest>();

/** Who made a draft: who began it, who wrote in it, and who proposes it. None of them is a second person. */
export const authorsOf = (
  { by, writers }: Pick<Draft, 'by' | 'writers'>,
  proposedBy?: string,
): readonly string[] => [
  ...new Set([...(by === null ? [] : [by]), ...writers, ...(proposedBy === undefined ? [] : [proposedBy])]),
];

/** Weighs what was said of a draft: an approval counts for the last proposal, for the content that it named, and of nobody who made the draft. */
export const reviewOf = (
  draft: Pick<Draft, 'released' | 'changed' | 'scenarios' | 'by' | 'writers' | 'review'>,
): Review => {
  const content = contentOf(draft);
  const { review } = draft;
  const proposedAt = review.findLastIndex(({ kind }) => kind === 'proposed');
  const isSentBack = review.slice(proposedAt + 1).some(({ kind }) => kind === 'sent-back');
  const proposed = proposedAt < 0 || isSentBack ? undefined : review[proposedAt];
  const authors = authorsOf(draft, proposed?.by);
  const approvedBy: string[] = [];
  const weigh = (event: ReviewEvent, place: number): OutOfForce | null => {
    if (place < proposedAt) return 'proposed-anew';
    if (event.kind === 'proposed') return isSentBack ? 'sent-back' : null;
    if (event.kind === 'sent-back') return null;
    if (isSentBack) return 'sent-back';
    if (event.content !== content) return 'edited';
    if (authors.some((author) => isSamePerson(author, event.by))) return 'author';
    if (approvalsOf('', [...approvedBy, event.by]).length === approvedBy.length) return 'twice';
    approvedBy.push(event.by);
    return null;
  };
  const events = review.map((event, place) => ({ ...event, outOfForce: weigh(event, place) }));
  const words = proposed?.words;
  return {
    content,
    proposal: proposed === undefined || words === null || words === undefined ? null : { ...proposed, words },
    approvedBy,
    events,
  };
};
