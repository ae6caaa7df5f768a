import { lazy, Suspense, useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { draftPath, usePhrases } from '../../api/drafts.js';
import { ErrorState } from '../../parts/error-state.js';
import { Loading } from '../../parts/loading.js';
import { saveFile } from '../../parts/save-file.js';
import { FailedSteps } from './failed-steps.js';
import { Ticked } from './ticked.js';
import { useTrial } from './use-trial.js';
import type { Draft, ScenarioNews } from '../../../wire/book/drafts.js';

const ScenarioEditor = lazy(() => import('./scenario-editor.js'));

const begun = `Feature: New cases

  Scenario: What it shows
    Given `;

/** A scenario that is being written, in the contract's phrases, and how it ends under the draft. It is kept by who writes it, as a file. */
export const ScenarioWriter = ({
  draft,
  flush,
}: {
  readonly draft: Draft;
  readonly flush: () => Promise<string>;
}): ReactElement => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="scenario-writer"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>Write a scenario</summary>
      {isOpen ? <Writing draft={draft} flush={flush} /> : null}
    </details>
  );
};

const Writing = ({
  draft: { id },
  flush,
}: {
  readonly draft: Draft;
  readonly flush: () => Promise<string>;
}): ReactElement => {
  const storageName = `clausebook-scenario-${id}`;
  const [text, setText] = useState(() => sessionStorage.getItem(storageName) ?? begun);
  const phrases = usePhrases(id);
  const trial = useTrial<ScenarioNews>();
  const [tried, setTried] = useState('');
  const run = async (): Promise<void> => {
    const of = await flush();
    setTried(text);
    await trial.start(draftPath(id, 'typed-scenarios'), { text }, of);
  };
  return (
    <div className="panel">
      <p className="hint">
        After Given, When, Then, And and But the contract’s phrases are offered; what is in braces is filled
        in.
      </p>
      <Suspense fallback={<Loading what="the editor" />}>
        <ScenarioEditor
          text={text}
          phrases={phrases.data ?? []}
          change={(next) => {
            setText(next);
            sessionStorage.setItem(storageName, next);
          }}
        />
      </Suspense>
      <div className="form-actions">
        <Button className="button" isDisabled={trial.state === 'running'} onPress={() => void run()}>
          Run it under the draft
        </Button>
        <Button
          className="button"
          onPress={() => {
            saveFile('new-cases.feature', new Blob([`${text.trimEnd()}\n`]));
          }}
        >
          Keep it as a file
        </Button>
      </div>
      <div role="status">{tried === text ? <Ended news={trial.news} /> : null}</div>
      {trial.error === null ? null : <ErrorState error={trial.error} />}
    </div>
  );
};

const Ended = ({ news }: { readonly news: readonly ScenarioNews[] }): ReactElement | null => {
  const faults = news.flatMap((one) => (one.kind === 'begun' ? one.faults : []));
  const failed = news.flatMap((one) => (one.kind === 'failed' ? [one.scenario] : []));
  const stopped = news.find((one) => one.kind === 'not-whole' || one.kind === 'gave-up');
  const done = news.find((one) => one.kind === 'done');
  if (stopped !== undefined)
    return (
      <p>{stopped.kind === 'gave-up' ? stopped.problem.detail : 'The draft has errors: see the findings.'}</p>
    );
  if (faults.length > 0)
    return (
      <ul className="failures">
        {faults.map((fault) => (
          <li key={fault}>
            <Ticked text={fault.replace(/^typed\.feature:(\d+):(?:\d+:)?/, 'Line $1:')} />
          </li>
        ))}
      </ul>
    );
  if (done === undefined) return null;
  if (failed.length === 0) return <span className="badge badge-good">It passes under the draft</span>;
  return (
    <>
      {failed.map(({ title, line, steps }) => (
        <section key={line} className="turned-item">
          <p className="turned-title">{title}</p>
          <FailedSteps steps={steps} passedBefore={false} />
        </section>
      ))}
    </>
  );
};
