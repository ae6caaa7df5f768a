import { useCallback, useState, type ReactElement } from 'react';
import { Link } from 'wouter';
import { useReview } from '../../api/review.js';
import { shortDigest } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { NotYet } from '../../parts/not-yet.js';
import { toMinute } from '../../parts/values/coarser.js';
import { PublishPart } from './publish-part.js';
import { ReviewHistory } from './review-history.js';
import { SayForm } from './say-form.js';
import { useSeenContent } from './use-seen-content.js';
import './release.css';
import type { Draft } from '../../../wire/book/drafts.js';
import type { DraftReview } from '../../../wire/book/review.js';

/** The way of a draft to a release: it is proposed, approved by somebody else, and published. */
export const ReleasePanel = ({
  draft,
  flush,
  goTo,
}: {
  readonly draft: Draft;
  readonly flush: () => Promise<string>;
  readonly goTo: (file: string, line: number) => void;
}): ReactElement => {
  const asked = useReview(draft.id, draft.changedAt);
  const seen = useSeenContent(draft.id, asked, flush);
  const [said, setSaid] = useState('');
  // What came of publishing it here stays in sight.
  const [isPublishedHere, setIsPublishedHere] = useState(false);
  const publishedHere = useCallback(() => {
    setSaid('The draft is published.');
    setIsPublishedHere(true);
  }, []);
  if (asked.data === undefined || seen === undefined) return <NotYet of={asked} what="the review" />;
  const review = asked.data;
  const { stage, published, may } = review;
  const sayForm = (what: 'proposal' | 'verdict'): ReactElement => (
    <SayForm
      key={what}
      id={draft.id}
      review={review}
      seen={seen}
      what={what}
      flush={flush}
      done={(words, content) => {
        setSaid(words);
        if (content !== null) seen.take(content);
      }}
    />
  );
  return (
    <div className="panel release-panel" aria-busy={asked.isFetching}>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {published === null ? null : (
        <p className="panel-sum">
          <span className="badge badge-good">Published</span>{' '}
          <code title={published.digest}>{shortDigest(published.digest)}</code>,{' '}
          <Instant at={toMinute(published.at)} />
          {published.counts ? '' : ', and counts no more'}. What is changed here now is published nowhere:
          make another draft of <Link href="/book/editions">that release</Link>.
        </p>
      )}
      <section className="release-part" aria-label="Review">
        <h3>Review</h3>
        {stage === 'published' ? null : <Standing review={review} />}
        {stage === 'editing' && may.includes('propose') ? sayForm('proposal') : null}
        {review.proposal !== null && stage !== 'published' ? (
          review.isAuthor ? (
            <p className="hint">You made this draft: somebody else approves it.</p>
          ) : !may.includes('approve') ? (
            <p className="hint">
              Your key may not approve: somebody with the scope <code>approve</code> does it here.
            </p>
          ) : (
            sayForm('verdict')
          )
        ) : null}
        <ReviewHistory review={review} />
      </section>
      {stage === 'published' && !isPublishedHere ? null : review.canPublish ? (
        <PublishPart draft={draft} review={review} flush={flush} goTo={goTo} published={publishedHere} />
      ) : (
        <p className="hint">
          Nothing is published here: the service keeps no registry, for lack of a data directory or a
          database, or has no key that signs its entries.
        </p>
      )}
    </div>
  );
};

const Standing = ({ review }: { readonly review: DraftReview }): ReactElement => {
  const { stage, proposal, approvedBy, approvalsNeeded } = review;
  if (proposal === null)
    return (
      <p>
        <span className="badge">Not proposed</span> Who made it proposes it, with a reason.
      </p>
    );
  return (
    <p>
      <span className={`badge ${stage === 'approved' ? 'badge-good' : 'badge-warn'}`}>
        {approvedBy.length} of {approvalsNeeded} approved
      </span>{' '}
      Proposed by {proposal.by}: “{proposal.reason}”
      {approvedBy.length === 0 ? '' : `; approved by ${approvedBy.join(', ')}`}.
    </p>
  );
};
