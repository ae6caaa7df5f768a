import { isSamePerson } from '../../../analysis/publishing/approvals.js';
import { isValid } from '../../../edition/model/registry.js';
import { formatInstant } from '../../../language/instants.js';
import type * as Wire from '../../../wire/book/review.js';
import type { Caller } from '../../access/scope.js';
import type { Releasing } from '../../../publishing/releasing.js';
import type { Draft, DraftHead } from '../draft.js';
import { headOf } from '../draft-head.js';
import { authorsOf, reviewOf } from './draft-review.js';

/** What says how far a draft is: how many have to approve it, and what was published. */
export interface ReviewStanding {
  readonly approvals: number;
  readonly releasing: Pick<Releasing, 'registered'> | undefined;
}

/** What a service says of how far drafts are; one has to approve besides the author where it says nothing else. */
export const reviewStanding = ({
  approvals = 1,
  releasing,
}: {
  readonly approvals?: number | undefined;
  readonly releasing?: ReviewStanding['releasing'];
}): ReviewStanding => ({ approvals, releasing });

/** As which release a draft was published; `null` where it was not, or the registry does not have it. */
export const publishedOf = (
  { publishedAs }: Pick<DraftHead, 'publishedAs'>,
  { releasing }: ReviewStanding,
): Wire.PublishedAs | null => {
  const release = publishedAs === null ? undefined : releasing?.registered(publishedAs);
  if (release === undefined) return null;
  const { identity, history } = release;
  return { digest: identity.digest, at: history[0]?.at ?? '', counts: isValid(release) };
};

/** How far a draft is. */
export const stageOf = (head: DraftHead, standing: ReviewStanding): Wire.Stage => {
  if (publishedOf(head, standing) !== null) return 'published';
  if (head.proposedBy === null) return 'editing';
  return head.approvedBy.length >= standing.approvals ? 'approved' : 'proposed';
};

/** A draft's review for whoever asks; nobody has to say who asks where there is no caller. */
export const reviewView = (
  draft: Draft,
  standing: ReviewStanding,
  caller: Caller | undefined,
): Wire.DraftReview => {
  const { content, proposal, approvedBy, events } = reviewOf(draft);
  const head = headOf(draft);
  const may = (['propose', 'approve', 'publish'] as const).filter(
    (act) => caller?.scopes.has(scopeOf[act]) ?? true,
  );
  return {
    content,
    stage: stageOf(head, standing),
    proposal:
      proposal === null ? null : { by: proposal.by, at: formatInstant(proposal.at), reason: proposal.words },
    approvedBy,
    approvalsNeeded: standing.approvals,
    events: events.map((event) => ({ ...event, at: formatInstant(event.at) })),
    published: publishedOf(head, standing),
    you: caller?.id ?? null,
    may,
    isAuthor:
      caller !== undefined && authorsOf(draft, proposal?.by).some((one) => isSamePerson(one, caller.id)),
    canPublish: standing.releasing !== undefined,
  };
};

const scopeOf = { propose: 'draft', approve: 'approve', publish: 'publish' } as const;
