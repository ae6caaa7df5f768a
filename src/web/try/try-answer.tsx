import { useState, type ReactElement } from 'react';
import { useTriedTrace } from '../api/trying.js';
import type { TriedCase } from './case-address.js';
import { AnswerView } from '../answer/answer-view.js';
import { TraceTree } from '../answer/trace-tree.js';
import { ErrorState } from '../parts/error-state.js';
import { shortDigest } from '../parts/values/formats.js';
import { KeepScenario } from '../parts/keep-scenario.js';
import { Loading } from '../parts/loading.js';
import { withChanges } from './case-paths.js';
import { CopyCase } from './copy-case.js';
import type { UnreadField } from './fields/unread.js';
import { RecordCase } from './record-case.js';
import { RefusedCase, WrongFacts } from './refused-case.js';
import { StillAsked } from './still-asked.js';
import { TimeStrip } from './time-strip.js';
import { TurningList } from './turning-list.js';
import type { Answered } from './use-answered.js';
import type { DecisionSummary } from '../../wire/editions.js';

/** What the case in the form comes to, and what can be done with it. Nothing of a former case stands here as if it were the answer. */
export const TryAnswer = ({
  summary: { decision, outcomes },
  tried,
  personal,
  unread,
  answered: { preview, settled, searched, answer, isOfBefore },
  change,
}: {
  readonly summary: DecisionSummary;
  readonly tried: TriedCase | null;
  /** Facts that may identify a person. */
  readonly personal: readonly string[];
  readonly unread: readonly UnreadField[];
  readonly answered: Answered;
  readonly change: (next: TriedCase) => void;
}): ReactElement => {
  const [showsTrace, setShowsTrace] = useState(false);
  const trace = useTriedTrace(decision, settled, showsTrace && answer !== undefined);
  return (
    <div className="try-answer">
      <section
        id="answer"
        aria-label="Answer"
        aria-live="polite"
        aria-busy={isOfBefore}
        className={isOfBefore ? 'of-before' : ''}
      >
        {unread.length > 0 ? (
          <WrongFacts messages={unread.map(({ name, why }) => `${name}: ${why}`)} />
        ) : preview.isError ? (
          <>
            {settled === null || tried === null ? null : (
              <StillAsked
                decision={decision}
                outcomes={outcomes}
                tried={tried}
                asked={settled}
                change={change}
              />
            )}
            <RefusedCase error={preview.error} retry={preview.refetch} />
          </>
        ) : answer === undefined ? (
          <Loading what="the answer" />
        ) : (
          <>
            <AnswerView answer={answer} outcomes={outcomes} />
            <p className="hint answer-edition">
              Under {answer.edition.document}, revision {answer.edition.revision} (
              {shortDigest(answer.edition.digest)}). Not recorded.
            </p>
            <p className="of-before-note" aria-hidden={!isOfBefore}>
              Of the case as it stood before. What stands in the form is being decided …
            </p>
          </>
        )}
      </section>
      {answer === undefined || settled === null || tried === null ? null : (
        <>
          <section className="try-part">
            <h2>Along time</h2>
            <TimeStrip
              decision={decision}
              outcomes={outcomes}
              tried={searched}
              asOf={tried.asOf}
              changeAsOf={(asOf) => {
                change({ ...tried, asOf });
              }}
            />
          </section>
          <section className="try-part">
            <h2>What would change this</h2>
            <TurningList
              decision={decision}
              outcomes={outcomes}
              tried={searched}
              take={(changes) => {
                change(withChanges(tried, changes));
              }}
            />
          </section>
          <section className="try-part">
            <h2>How it came about</h2>
            <details
              onToggle={({ currentTarget }) => {
                setShowsTrace(currentTarget.open);
              }}
            >
              <summary>Every rule, with the values that it read</summary>
              {trace.isError ? <ErrorState error={trace.error} retry={trace.refetch} /> : null}
              {!showsTrace ? null : trace.data === undefined ? (
                <Loading what="the trace" />
              ) : (
                <TraceTree trace={trace.data} edition={answer.edition} />
              )}
            </details>
          </section>
          <section className="try-part no-print">
            <h2>Take it along</h2>
            <CopyCase decision={decision} tried={settled} />
            <KeepScenario decision={decision} tried={settled} personal={personal} />
            <RecordCase decision={decision} tried={tried} />
          </section>
        </>
      )}
    </div>
  );
};
