import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { logAddress } from '../parts/addresses.js';
import { titleOfName } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { Value } from '../parts/values/value.js';
import { toSecond } from '../parts/values/coarser.js';
import { Link } from 'wouter';
import { ChoiceForm } from './choice-form.js';
import type { Choice, DecisionAnswer } from '../../wire/decision.js';

/** What persons chose about a decision, the last one first, and the form in which one chooses, or corrects that. */
export const ChoicePart = ({
  answer,
  outcomes,
  effectTypes,
}: {
  readonly answer: DecisionAnswer;
  /** Those that the decision may come to. */
  readonly outcomes: readonly string[];
  /** What each effect is that it may have, by its name. */
  readonly effectTypes: Readonly<Record<string, string>>;
}): ReactElement => {
  const choices = answer.choices ?? [];
  const [last, ...former] = choices.toReversed();
  const [isOpen, open] = useState(false);
  const close = (): void => {
    open(false);
  };
  return (
    <section className="decision-part choice-part" aria-labelledby="choice-title">
      <h2 id="choice-title">What was chosen</h2>
      {last === undefined ? (
        <>
          <p>
            <span className="badge badge-warn">Awaits a choice</span>{' '}
            {answer.discretion === null
              ? 'The contract gives no answer, or two. A person has to decide it.'
              : `The contract leaves it to ${answer.discretion.decider}. A person has to choose.`}
          </p>
          <ChoiceForm answer={answer} outcomes={outcomes} effectTypes={effectTypes} close={undefined} />
        </>
      ) : (
        <>
          <Chosen choice={last} holds />
          {isOpen ? (
            <ChoiceForm
              answer={answer}
              outcomes={outcomes}
              effectTypes={effectTypes}
              instead={last}
              close={close}
            />
          ) : (
            <div className="no-print">
              <Button
                className="button"
                onPress={() => {
                  open(true);
                }}
              >
                Correct this choice
              </Button>
            </div>
          )}
        </>
      )}
      {former.length === 0 ? null : (
        <details className="choice-former">
          <summary>
            {former.length === 1 ? 'The choice before' : `${String(former.length)} choices before`}
          </summary>
          {former.map((choice) => (
            <Chosen key={choice.id} choice={choice} holds={false} />
          ))}
        </details>
      )}
    </section>
  );
};

const Chosen = ({ choice, holds }: { readonly choice: Choice; readonly holds: boolean }): ReactElement => (
  <article className="choice">
    <p className="choice-chosen">
      <strong>{titleOfName(choice.chosen)}</strong>
      {choice.amount === undefined ? null : (
        <>
          , <Value value={choice.amount} />
        </>
      )}{' '}
      {holds ? (
        <span className="badge badge-good">Holds</span>
      ) : (
        <span className="badge">Corrected since</span>
      )}
    </p>
    {choice.effects === undefined ? null : (
      <dl className="identity">
        {Object.entries(choice.effects).map(([name, value]) => (
          <div key={name}>
            <dt>{titleOfName(name)}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
      </dl>
    )}
    {choice.reason === null ? (
      <p className="hint">Why is erased, or can’t be read here.</p>
    ) : (
      <blockquote className="choice-reason">{choice.reason}</blockquote>
    )}
    <p className="hint">
      {choice.asked?.by === undefined ? (
        'By somebody who did not have to say who they are'
      ) : (
        <>
          By{' '}
          <Link href={logAddress({ chosenBy: choice.asked.by })}>
            <code>{choice.asked.by}</code>
          </Link>
        </>
      )}
      , <Instant at={toSecond(choice.chosenAt)} />. Record {choice.record.sequence} of the log.
    </p>
  </article>
);
