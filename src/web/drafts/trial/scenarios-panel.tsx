import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { draftPath } from '../../api/drafts.js';
import { countOf, formatCount } from '../../parts/values/formats.js';
import { draftAddress } from '../draft-address.js';
import { ClauseLinks } from '../clause-links.js';
import { FailedSteps } from './failed-steps.js';
import { WriteScenario } from '../write-scenario.js';
import { TrialProgress } from './trial-progress.js';
import { useTrial } from './use-trial.js';
import type { Draft, ScenarioNews, FailedScenario } from '../../../wire/book/drafts.js';

/** Runs the contract's scenarios against a draft, and shows which end otherwise than before. */
export const ScenariosPanel = ({
  draft,
  flush,
}: {
  readonly draft: Draft;
  readonly flush: () => Promise<string>;
}): ReactElement => {
  const trial = useTrial<ScenarioNews>();
  const start = async (): Promise<void> => {
    const of = await flush();
    await trial.start(draftPath(draft.id, 'scenarios'), undefined, of);
  };
  const { total, faults, done, over, broken, failedBefore, ownFailed } = readRun(trial.news);
  return (
    <div className="panel">
      <p className="hint">
        Every scenario of the contract, and of the draft’s own, is decided under the draft. Nothing is
        recorded.
      </p>
      <Button
        className="button button-main"
        isDisabled={trial.state === 'running'}
        onPress={() => void start()}
      >
        Run the scenarios
      </Button>
      <TrialProgress
        trial={trial}
        done={done}
        total={total}
        noun="scenario"
        changedAt={draft.changedAt}
        stop={trial.stop}
      >
        {over === null ? null : (
          <p role="status" className="panel-sum">
            {over.done === 0 ? (
              'There is no scenario of this contract here.'
            ) : over.failed === 0 ? (
              <>
                <span className="badge badge-good">All pass</span> {formatCount(over.done)} of{' '}
                {countOf(over.done, 'scenario')}
              </>
            ) : (
              <>
                <span className={`badge ${over.broken === 0 ? 'badge-warn' : 'badge-bad'}`}>
                  {over.broken === 0
                    ? 'None breaks'
                    : `${countOf(over.broken, 'scenario')} ${over.broken === 1 ? 'breaks' : 'break'}`}
                </span>{' '}
                {formatCount(over.done - over.failed)} of {formatCount(over.done)} pass
              </>
            )}
          </p>
        )}
        <ScenarioList draft={draft} title="Broken by the draft" scenarios={broken} />
        <ScenarioList draft={draft} title="Failed before, too" scenarios={failedBefore} />
        <ScenarioList draft={draft} title="Of the draft’s own, and fail" scenarios={ownFailed} />
        {faults.length === 0 ? null : (
          <section>
            <h3>Not understood</h3>
            <ul className="failures">
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </section>
        )}
      </TrialProgress>
      <section className="own-scenarios">
        <h3>Of the draft’s own</h3>
        {draft.scenarios.length === 0 ? (
          <p className="hint">
            None yet. They are written here, or kept from Try and from a decision, and run with the
            contract’s.
          </p>
        ) : (
          <ul>
            {draft.scenarios.map((name) => (
              <li key={name}>
                <Link href={draftAddress(draft.id, name)}>{name}</Link>
              </li>
            ))}
          </ul>
        )}
        <WriteScenario draft={draft} />
      </section>
    </div>
  );
};

const readRun = (news: readonly ScenarioNews[]) => {
  const begun = news.find((one) => one.kind === 'begun');
  const over = news.find((one) => one.kind === 'done') ?? null;
  const progress = news.findLast((one) => one.kind === 'progress');
  const failed = news.flatMap((one) => (one.kind === 'failed' ? [one.scenario] : []));
  return {
    total: begun?.total ?? null,
    faults: begun?.faults ?? [],
    done: over?.done ?? progress?.done ?? 0,
    over,
    broken: failed.filter(({ passedBefore }) => passedBefore),
    failedBefore: failed.filter(({ passedBefore, ofDraft }) => !passedBefore && !ofDraft),
    ownFailed: failed.filter(({ passedBefore, ofDraft }) => !passedBefore && ofDraft),
  };
};

const ScenarioList = ({
  draft,
  title,
  scenarios,
}: {
  readonly draft: Draft;
  readonly title: string;
  readonly scenarios: readonly FailedScenario[];
}): ReactElement | null =>
  scenarios.length === 0 ? null : (
    <section className="turned">
      <h3>
        {title} <span className="badge">{formatCount(scenarios.length)}</span>
      </h3>
      <ul>
        {scenarios.map(({ title: name, feature, uri, line, clauses, steps, passedBefore, ofDraft }) => (
          <li key={`${uri}:${String(line)}`} className="turned-item">
            <p className="turned-title">{name}</p>
            <p className="hint">
              {ofDraft ? <span className="badge">of the draft</span> : null} {feature} ·{' '}
              {uri.split('/').at(-1)}:{line}
            </p>
            <ClauseLinks draft={draft} words="Shows clause" clauses={clauses} />
            <FailedSteps steps={steps} passedBefore={passedBefore} />
          </li>
        ))}
      </ul>
    </section>
  );
