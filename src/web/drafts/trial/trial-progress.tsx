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
        <Running label={`${noun}s done`} done={done} total={total} stop={stop}>
          {total === null ? 'Reading the draft …' : `${formatCount(done)} of ${countOf(total, noun)}`}
        </Running>
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
      <ChangedSince trial={trial} changedAt={changedAt} />
      {children}
    </div>
  );
};

/** How far work on a draft is, with what stops it. */
export const Running = ({
  label,
  done,
  total,
  stop,
  children,
}: {
  /** What the bar shows, for who does not see it. */
  readonly label: string;
  readonly done: number | null;
  /** Out of how many; `null` where nobody knows yet. */
  readonly total: number | null;
  readonly stop: () => void;
  /** How far it is, in words. */
  readonly children: ReactNode;
}): ReactElement => (
  <div className="trial-running">
    <progress
      {...(total === null || done === null ? {} : { value: done, max: Math.max(1, total) })}
      aria-label={label}
    />
    <span className="hint" role="status">
      {children}
    </span>
    <Button className="button button-quiet" onPress={stop}>
      Stop
    </Button>
  </div>
);

/** Says of what a trial came to that the draft was changed since it began. */
export const ChangedSince = ({
  trial,
  changedAt,
}: {
  readonly trial: Trial<unknown>;
  readonly changedAt: string;
}): ReactElement | null =>
  trial.state !== 'over' || trial.of === changedAt ? null : (
    <p>
      <span className="badge badge-warn">Changed since</span> What stands here is about the draft as it was.
    </p>
  );
