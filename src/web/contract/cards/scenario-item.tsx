import type { ReactElement } from 'react';
import type { ScenarioBook } from '../../../wire/book/contract.js';

/** A scenario: whether it passes, its title; opened, its steps, its place, and what failed. */
export const ScenarioItem = ({
  scenario: { title, at, passed, failures, steps, restsOn },
}: {
  readonly scenario: ScenarioBook;
}): ReactElement => (
  <li>
    <details className={passed ? 'scenario' : 'scenario scenario-failed'}>
      <summary>
        <span className="scenario-mark">
          <span aria-hidden="true">{passed ? '✓' : '✗'}</span>
          <span className="visually-hidden">{passed ? 'Passes: ' : 'Fails: '}</span>
        </span>
        <span>{title}</span>
      </summary>
      <ol className="scenario-steps">
        {steps.map(({ keyword, text, table }, place) => (
          <li key={place}>
            <b>{keyword.trim()}</b> {text}
            {table.map((row) => (
              <span key={row.join('|')} className="scenario-row">
                {row.join(': ')}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {failures.map((failure) => (
        <p key={failure} className="scenario-failure">
          {failure}
        </p>
      ))}
      <p className="hint">
        <code>{at}</code>
        {restsOn.length === 0 ? null : `, decided by ${restsOn.join(', ')}`}
      </p>
    </details>
  </li>
);
