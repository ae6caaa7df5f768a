import type { ReactElement } from 'react';
import { DiscretionWords } from './discretion-words.js';
import { ClauseQuote } from '../parts/clause-quote.js';
import { titleOfName, wordsOfName } from '../parts/values/formats.js';
import { toneOf } from '../parts/values/outcome.js';
import { isRecord } from '../../language/values.js';
import { isMoney } from '../../language/tell-value.js';
import { Value } from '../parts/values/value.js';
import './answer.css';
import type { DecisionAnswer } from '../../wire/decision.js';
import type { Json } from '../../wire/parts.js';

/** A decision as it is answered: outcome, what follows, the clauses that it rests on, what gave way. */
export const AnswerView = ({
  answer,
  outcomes,
}: {
  readonly answer: DecisionAnswer;
  /** Those that the decision may come to. */
  readonly outcomes: readonly string[];
}): ReactElement => {
  const tone = toneOf(answer.outcome, outcomes);
  return (
    <div className="answer">
      <div className={`answer-head tone-${tone}`}>
        <p className="answer-outcome" data-testid="outcome">
          {titleOfName(answer.outcome)}
        </p>
        <Effects answer={answer} />
      </div>
      {answer.conflict === undefined ? null : (
        <p className="answer-conflict" role="alert">
          {answer.conflict.length === 0
            ? 'No rule covers this case. A person must decide it.'
            : `The rules disagree: ${answer.conflict.map(wordsOfName).join('; ')}. A person must decide it.`}
        </p>
      )}
      {answer.discretion === null ? null : (
        <p className="answer-choice">
          <DiscretionWords discretion={answer.discretion} />
        </p>
      )}
      <Grounds answer={answer} />
      <Overridden answer={answer} />
      <DroppedOut answer={answer} />
    </div>
  );
};

const Effects = ({ answer: { effects } }: { readonly answer: DecisionAnswer }): ReactElement | null => {
  const told = Object.entries(effects).flatMap(
    ([name, value]): readonly (readonly [string, Json | undefined])[] =>
      isRecord(value) && !isMoney(value)
        ? Object.entries(value).map(([field, inner]) => [`${name} ${field}`, inner] as const)
        : [[name, value] as const],
  );
  if (told.length === 0) return null;
  return (
    <dl className="effects">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{titleOfName(name)}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** Each reason once, with every clause that it rests on. */
const Grounds = ({ answer }: { readonly answer: DecisionAnswer }): ReactElement => {
  const rules = [...new Set(answer.clauses.map(({ rule }) => rule))];
  return (
    <ul className="grounds" aria-label="Why">
      {rules.map((rule) => {
        const cited = answer.clauses.filter((clause) => clause.rule === rule);
        return (
          <li key={rule}>
            <p className="ground-because">{cited[0]?.because}</p>
            {cited.map(({ id, text }) => (
              <ClauseQuote key={id} edition={answer.edition} id={id} words={text} />
            ))}
          </li>
        );
      })}
    </ul>
  );
};

const Overridden = ({ answer }: { readonly answer: DecisionAnswer }): ReactElement | null => {
  const defeated = [...new Set(answer.overridden.map(({ rule }) => rule))];
  if (defeated.length === 0) return null;
  return (
    <section className="gave-way">
      <h3>What gave way</h3>
      <ul>
        {defeated.map((rule) => {
          const defeats = answer.overridden.filter((one) => one.rule === rule);
          return (
            <li key={rule}>
              <s>{titleOfName(rule)}</s>{' '}
              <span className="hint">
                clause {defeats[0]?.clauses.join(', ')}, gave way to{' '}
                {defeats.map(({ by }) => `“${wordsOfName(by)}”`).join(' and ')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const DroppedOut = ({
  answer: { severed, edition },
}: {
  readonly answer: DecisionAnswer;
}): ReactElement | null =>
  severed === undefined || severed.rules.length === 0 ? null : (
    <section className="gave-way">
      <h3>What dropped out</h3>
      <ul>
        {severed.rules.map(({ rule, clauses }) => (
          <li key={rule}>
            <s>{titleOfName(rule)}</s>{' '}
            <span className="hint">
              {clauses
                .map(({ clause, authority }) => `clause ${clause} is held invalid by ${authority}`)
                .join('; ')}
            </span>
          </li>
        ))}
      </ul>
      <ClauseQuote edition={edition} id={severed.clause.id} words={severed.clause.text} />
    </section>
  );
