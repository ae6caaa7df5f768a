import type { Draft, DraftHead } from './draft.js';
import { reviewOf } from './review/draft-review.js';

/** What a list tells of a draft. */
export const headOf = (draft: Draft): DraftHead => {
  const { id, title, by, from, createdAt, changedAt, changed, scenarios, publishedAs } = draft;
  const { proposal, approvedBy } = reviewOf(draft);
  return {
    ...{ id, title, by, from, createdAt, changedAt, publishedAs, approvedBy },
    changed: [...changed.keys()].sort(),
    scenarios: [...scenarios.keys()].sort(),
    proposedBy: proposal?.by ?? null,
  };
};
