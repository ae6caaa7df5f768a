import type { ReactElement } from 'react';
import { FailedSteps } from './failed-steps.js';
import { Ticked } from './ticked.js';
import type { ScenarioNews } from '../../../wire/book/drafts.js';

/** How the scenarios of one text end under a draft. */
export const ScenarioOutcome = ({
  news,
}: {
  readonly news: readonly ScenarioNews[];
}): ReactElement | null => {
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
  if (failed.length === 0)
    return (
      <span className="badge badge-good">
        {done.done === 1 ? 'It passes under the draft' : 'All pass under the draft'}
      </span>
    );
  return (
    <>
      {failed.map(({ title, line, steps, passedBefore }) => (
        <section key={line} className="turned-item">
          <p className="turned-title">{title}</p>
          <FailedSteps steps={steps} passedBefore={passedBefore} />
        </section>
      ))}
    </>
  );
};
