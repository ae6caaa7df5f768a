import type { ReactElement, ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { ErrorState } from '../../parts/error-state.js';
import { countOf, formatCount } from '../../parts/values/formats.js';
import type { Trial } from './use-trial.js';
import type { TrialNews } from '../../../wire/book/drafts.js';

/** How far a trial is, what keeps it from going on, and that it is about an earlier text. */
export const TrialProgress = ({
  trial,
  done,
  total,
  noun,
  changedAt,
  stop,
  children,
}: {
  readonly trial: Trial<TrialNews | { readonly kind: string }>;
  readonly done: number;
  readonly total: number | null;
  readonly noun: string;
  /** When the draft was changed last. */
  readonly changedAt: string;
  readonly stop: () => void;
  /** What came of it so far. */
  readonly children: ReactNode;
}): ReactElement | null => {
  if (trial.state === 'none') return null;
  const notWhole = trial.news.find(
    (news): news is Extract<TrialNews, { kind: 'not-whole' }> => news.kind === 'not-whole',
  );
  const gaveUp = trial.news.find(
    (news): news is Extract<TrialNews, { kind: 'gave-up' }> => news.kind === 'gave-up',
  );
  return (
    <div className="trial">
      {trial.state === 'running' ? (
        <div className="trial-running">
          <progress
            {...(total === null ? {} : { value: done, max: Math.max(1, total) })}
            aria-label={`${noun}s done`}
          />
          <span className="hint" role="status">
            {total === null ? 'Reading the draft …' : `${formatCount(done)} of ${countOf(total, noun)}`}
          </span>
          <Button className="button button-quiet" onPress={stop}>
            Stop
          </Button>
        </div>
      ) : null}
      {trial.state === 'failed' ? <ErrorState error={trial.error} /> : null}
      {trial.state === 'stopped' ? <p className="badge badge-warn">Stopped</p> : null}
      {gaveUp === undefined ? null : (
        <p className="badge badge-bad">The service could not go on. {gaveUp.problem.detail}</p>
      )}
      {notWhole === undefined ? null : (
        <p>
          <span className="badge badge-bad">{countOf(notWhole.errors, 'error')}</span> The draft cannot be
          tried until they are mended. They stand under Findings.
        </p>
      )}
      {trial.news.some(({ kind }) => kind === 'unreviewed') ? (
        <p className="hint">Tried as though the lacking reviews were there.</p>
      ) : null}
      {trial.state === 'over' && trial.of !== changedAt ? (
        <p>
          <span className="badge badge-warn">Changed since</span> What stands here is about the draft as it
          was.
        </p>
      ) : null}
      {children}
    </div>
  );
};
