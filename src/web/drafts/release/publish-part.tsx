import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { draftPath } from '../../api/drafts.js';
import { contentNow } from '../../api/review.js';
import { ErrorState } from '../../parts/error-state.js';
import { countOf, shortDigest } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { toSecond } from '../../parts/values/coarser.js';
import { Ticked } from '../trial/ticked.js';
import { ChangedSince, Running } from '../trial/trial-progress.js';
import { useTrial } from '../trial/use-trial.js';
import type { Draft } from '../../../wire/book/drafts.js';
import type { DraftReview, ReleaseNews } from '../../../wire/book/review.js';

/** Asks whether a draft could be published, and publishes it, with what is refused at its place. */
export const PublishPart = ({
  draft,
  review,
  flush,
  goTo,
  published,
}: {
  readonly draft: Draft;
  readonly review: DraftReview;
  readonly flush: () => Promise<string>;
  readonly goTo: (file: string, line: number) => void;
  /** Called once it is published. */
  readonly published: () => void;
}): ReactElement => {
  const { id, changedAt } = draft;
  const trial = useTrial<ReleaseNews>();
  const queries = useQueryClient();
  const last = trial.news.at(-1);
  const isPublished = last?.kind === 'published';
  useEffect(() => {
    if (!isPublished) return;
    published();
    // What governs may be another edition now; the texts that are open stay as they are typed.
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'draft-text' });
  }, [isPublished, queries, published]);
  const start = async (place: 'readiness' | 'publication'): Promise<void> => {
    const of = await flush();
    await trial.start(draftPath(id, place), { content: await contentNow(id) }, of);
  };
  const isRunning = trial.state === 'running';
  return (
    <section className="release-part" aria-label="Publish">
      <h3>Publish</h3>
      <p className="hint">
        The checks are those of <code>clausebook publish</code>, with all scenarios of the contract: they take
        a minute or more.{' '}
        {review.approvalsNeeded === 0 ? 'Nobody' : countOf(review.approvalsNeeded, 'person', 'people')}{' '}
        besides who made the draft {review.approvalsNeeded === 1 ? 'has' : 'have'} to approve it. The entry is
        signed by the service’s key.
      </p>
      <div className="form-actions no-print">
        <Button
          className="button"
          isDisabled={isRunning || review.stage === 'published'}
          onPress={() => void start('readiness')}
        >
          Could it be published?
        </Button>
        {review.may.includes('publish') ? (
          <Button
            className="button button-main"
            isDisabled={isRunning || review.stage !== 'approved'}
            onPress={() => void start('publication')}
          >
            Publish it
          </Button>
        ) : null}
      </div>
      {review.may.includes('publish') ? (
        review.stage === 'approved' || review.stage === 'published' ? null : (
          <p className="hint">It can be published once it is proposed, and approved as it stands.</p>
        )
      ) : (
        <p className="hint">
          Your key may not publish: whoever has the scope <code>publish</code> does it here.
        </p>
      )}
      {isRunning ? <Checking last={last} stop={trial.stop} /> : null}
      {trial.state === 'failed' ? <ErrorState error={trial.error} /> : null}
      {trial.state === 'stopped' ? (
        <p>
          <span className="badge badge-warn">Stopped</span> Nothing is published.
        </p>
      ) : null}
      {isPublished ? null : <ChangedSince trial={trial} changedAt={changedAt} />}
      <div role="status">
        {last === undefined || isRunning ? null : <Came news={last} draft={draft} goTo={goTo} />}
      </div>
    </section>
  );
};

const Checking = ({
  last,
  stop,
}: {
  readonly last: ReleaseNews | undefined;
  readonly stop: () => void;
}): ReactElement => {
  const { step, done, of } =
    last?.kind === 'progress' ? last : ({ step: 'files', done: null, of: null } as const);
  return (
    <Running label="How far the checks are" done={done} total={of} stop={stop}>
      {steps[step]}
      {done === null || of === null ? '' : `, ${String(done)} of ${String(of)}`} …
    </Running>
  );
};

const steps = {
  files: 'Reading the draft',
  search: 'Looking for conflicts and gaps',
  readings: 'Trying the rejected readings',
  scenarios: 'Running the scenarios',
  coverage: 'Holding them against every clause and rule',
  entering: 'Entering it in the registry',
} as const;

const Came = ({
  news,
  draft,
  goTo,
}: {
  readonly news: ReleaseNews;
  readonly draft: Draft;
  readonly goTo: (file: string, line: number) => void;
}): ReactElement | null => {
  if (news.kind === 'publishable') {
    const { release, effectiveFrom, isFirst } = news;
    return (
      <p>
        <span className="badge badge-good">It could be published</span> as{' '}
        {isFirst ? 'the new edition' : 'another release of'} {release.revision},{' '}
        <code title={release.digest}>{shortDigest(release.digest)}</code>, in effect from{' '}
        <Instant at={effectiveFrom} />.
      </p>
    );
  }
  if (news.kind === 'published') {
    const { entry, isServed } = news;
    return (
      <p>
        <span className="badge badge-good">Published</span> as {entry.revision},{' '}
        <code title={entry.digest}>{shortDigest(entry.digest)}</code>, in effect from{' '}
        <Instant at={toSecond(entry.effectiveFrom)} />.{' '}
        {isServed ? 'The service serves it now.' : 'The service does not serve it yet: its log says why.'}{' '}
        <Link href="/book/editions">The releases</Link>
      </p>
    );
  }
  if (news.kind === 'gave-up')
    return (
      <p>
        <span className="badge badge-bad">Nothing is published</span> {news.problem.detail}
      </p>
    );
  if (news.kind !== 'refused') return null;
  return (
    <>
      <p>
        <span className="badge badge-bad">Refused</span> {countOf(news.refusals.length, 'reason')}
      </p>
      <ul className="findings">
        {news.refusals.map(({ code, where, message }, place) => {
          const at = placeIn(where, draft);
          return (
            <li key={place} className="finding finding-error">
              <p className="refusal-code">
                <code>{code}</code>
              </p>
              {at === null ? (
                <p>
                  <Ticked text={where} />
                </p>
              ) : (
                <Button
                  className="finding-place"
                  onPress={() => {
                    goTo(at.file, at.line);
                  }}
                >
                  {where}
                </Button>
              )}
              <p>
                <Ticked text={message} />
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
};

/** The file of a draft, and the line, that a refusal names; `null` where it names something else. */
const placeIn = (
  where: string,
  { files }: Draft,
): { readonly file: string; readonly line: number } | null => {
  const [, file = '', line] = /^([\w.-]+)(?::(\d+))?/.exec(where) ?? [];
  return files.some(({ name }) => name === file) ? { file, line: Number(line ?? 1) } : null;
};
