import type { ReactElement } from 'react';
import { useAsking } from '../api/trying.js';
import { titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Outcome } from '../parts/values/outcome.js';
import { tellValue } from '../../language/tell-value.js';
import type { AskedFact } from '../../wire/asking.js';
import type { Json } from '../../wire/parts.js';
import type { TriedCase } from './case-address.js';
import { withValue } from './case-paths.js';

/** So many facts are asked for at a time. */
const mostAsked = 6;

/**
 * Of a case that lacks facts: what is settled whatever they are, and the questions that matter still, the most decisive first. What is a
 * choice is answered here, all else in the form.
 */
export const StillAsked = ({
  decision,
  outcomes,
  tried,
  asked,
  change,
}: {
  readonly decision: string;
  readonly outcomes: readonly string[];
  /** The case that is changed by an answer. */
  readonly tried: TriedCase;
  /** The same once nobody types. */
  readonly asked: TriedCase;
  readonly change: (next: TriedCase) => void;
}): ReactElement | null => {
  const asking = useAsking(decision, asked);
  const { data } = asking;
  if (data === undefined || asking.isError) return null;
  const { outcome, clauses, facts, irrelevant } = data;
  const cited = [...new Set(clauses.map(({ id }) => id))];
  const mattering = facts.filter((fact) => fact.for !== 'effects');
  const next = (mattering.length === 0 ? facts : mattering).slice(0, mostAsked);
  return (
    <section className="still-asked" aria-label="What matters still">
      {outcome === null ? null : (
        <p className="still-settled">
          Settled, whatever the rest be: <Outcome outcome={outcome} outcomes={outcomes} />
          {cited.length === 0 ? null : <span className="hint"> by clause {cited.join(', ')}</span>}
        </p>
      )}
      {next.length === 0 ? null : (
        <>
          <h2>{outcome === null ? 'What matters still, the most decisive first' : 'What is open besides'}</h2>
          <ol>
            {next.map((fact) => (
              <li key={fact.fact}>
                <Question
                  fact={fact}
                  answer={(value) => {
                    change({ ...tried, facts: withValue(tried.facts, fact.fact.split('.'), value) });
                  }}
                />
              </li>
            ))}
          </ol>
        </>
      )}
      {irrelevant.length === 0 ? null : (
        <p className="hint">Cannot matter any more: {irrelevant.map(nameOf).join(', ')}.</p>
      )}
    </section>
  );
};

const Question = ({
  fact: { fact, asks, choices = [] },
  answer,
}: {
  readonly fact: AskedFact;
  readonly answer: (value: Json) => void;
}): ReactElement => (
  <>
    <p>
      <strong>{nameOf(fact)}</strong> <span className="hint">{asks}</span>
    </p>
    {choices.length === 0 ? null : (
      <div className="still-choices no-print">
        {choices.map((choice) => (
          <button
            key={JSON.stringify(choice)}
            type="button"
            className="button"
            aria-label={`${nameOf(fact)}: ${sayChoice(choice)}`}
            onClick={() => {
              answer(choice);
            }}
          >
            {sayChoice(choice)}
          </button>
        ))}
      </div>
    )}
  </>
);

const sayChoice = (choice: Json): string =>
  typeof choice === 'boolean' ? (choice ? 'yes' : 'no') : wordsOfName(tellValue(choice));

/** `package.feePaid` as `Package: fee paid`. */
const nameOf = (fact: string): string => {
  const [first = '', ...others] = fact.split('.');
  return [titleOfName(first), ...others.map(wordsOfName)].join(': ');
};
