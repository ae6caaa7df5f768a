import type { ReactElement } from 'react';
import { Instant } from '../../parts/values/instant.js';
import { toMinute } from '../../parts/values/coarser.js';
import type { DraftReview } from '../../../wire/book/review.js';

/** Everything that was said of a draft, the newest first, with why it counts no more. */
export const ReviewHistory = ({ review }: { readonly review: DraftReview }): ReactElement | null =>
  review.events.length === 0 ? null : (
    <ol className="review-history" reversed>
      {review.events.toReversed().map(({ kind, by, at, words, outOfForce }) => (
        <li key={`${kind} ${at} ${by}`}>
          <p>
            <strong>{kinds[kind]}</strong> by {by}, <Instant at={toMinute(at)} />
          </p>
          {words === null ? null : <blockquote>{words}</blockquote>}
          {outOfForce === null ? null : <p className="hint">Counts no more: {why[outOfForce]}</p>}
        </li>
      ))}
    </ol>
  );

const kinds = { proposed: 'Proposed', approved: 'Approved', 'sent-back': 'Sent back' } as const;

const why = {
  edited: 'the draft was changed since.',
  'proposed-anew': 'it was proposed anew since.',
  'sent-back': 'it was sent back since.',
  author: 'who made the draft is no second person.',
  twice: 'the same person approved it before.',
} as const;
