import type { ReactElement } from 'react';
import type { ReadingBook } from '../../../wire/book/contract.js';

/** How ambiguous words were taken, what was rejected, and why. */
export const ReadingCard = ({
  as: Heading = 'h4',
  reading: { id, words, taken, rejected, because, scenarios, decidedBy, decidedOn, risk, otherwise },
}: {
  /** Its place among the headings of the page. */
  readonly as?: 'h3' | 'h4';
  readonly reading: ReadingBook;
}): ReactElement => (
  <div className="rule">
    <Heading className="rule-head">
      <span className="badge">{id}</span>
      <q className="reading-words">{words}</q>
    </Heading>
    <dl className="reading">
      <div className="reading-taken">
        <dt>Taken</dt>
        <dd>{taken}</dd>
      </div>
      <div className="reading-rejected">
        <dt>Rejected</dt>
        <dd>{rejected}</dd>
      </div>
    </dl>
    <p>
      <span className="hint">Because</span> {because}
    </p>
    {decidedBy === undefined ? null : (
      <p className="reading-signed">
        <span className="hint">Decided by</span> {decidedBy}
        {decidedOn === undefined ? null : `, on ${decidedOn}`}
        {risk === undefined ? null : (
          <>
            ; <span className="hint">risk</span> {risk}
          </>
        )}
      </p>
    )}
    {otherwise === undefined ? null : (
      <details className="more">
        <summary>What would hold if it were read the other way</summary>
        <pre className="source" tabIndex={0} role="region" aria-label={`The other side of ${id}`}>
          {otherwise}
        </pre>
      </details>
    )}
    {scenarios.length === 0 ? null : (
      <details className="more">
        <summary>
          Shown by {scenarios.length === 1 ? 'a scenario' : `${String(scenarios.length)} scenarios`}
        </summary>
        <ul className="plain-list">
          {scenarios.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      </details>
    )}
  </div>
);
