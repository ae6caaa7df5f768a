import type { ReactElement } from 'react';
import { capitalised } from '../../language/format-value.js';
import { ParameterCard } from '../contract/cards/parameter-card.js';
import { ReadingCard } from '../contract/cards/reading-card.js';
import { dispositionWords } from '../contract/dispositions.js';
import { clauseAnchor } from '../parts/addresses.js';
import { titleOfName } from '../parts/values/formats.js';
import type { ClauseBook, RuleBook } from '../../wire/book/contract.js';
import type { ClauseChange, WordRun } from '../../wire/book/difference.js';
import { firstClauses, ruleName, type FirstClauses } from './first-clauses.js';

/** Every clause in its words, with what was made of it below: each rule, reading and figure in full at the first clause that it rests on. */
export const SignOffClauses = ({
  clauses,
  changes,
}: {
  readonly clauses: readonly ClauseBook[];
  readonly changes: readonly ClauseChange[];
}): ReactElement => {
  const first = firstClauses(clauses);
  const changeOf = new Map(
    changes.flatMap((change) => (change.code === 'removed' ? [] : [[change.right, change] as const])),
  );
  return (
    <>
      {clauses.map((clause, place) => {
        const section = clause.section;
        const isFirst = section !== null && clauses[place - 1]?.section?.number !== section.number;
        return (
          <section key={clause.id} className="sign-off-clause">
            {isFirst ? (
              <h2>
                {section.label} {section.heading}
              </h2>
            ) : null}
            <p id={clauseAnchor(clause.id)} className="sign-off-words">
              <b className="clause-number">{clause.id}</b>{' '}
              <Words clause={clause} change={changeOf.get(clause.id)} />
            </p>
            <Made clause={clause} first={first} />
          </section>
        );
      })}
    </>
  );
};

/** The words of a clause, with what changed in them marked. */
const Words = ({
  clause: { words },
  change,
}: {
  readonly clause: ClauseBook;
  readonly change: ClauseChange | undefined;
}): ReactElement => {
  if (change === undefined) return <>{words}</>;
  if (change.code === 'added') return <ins>{words}</ins>;
  if (change.code === 'moved')
    return (
      <>
        {words} <span className="hint">(was {change.left})</span>
      </>
    );
  if (change.code === 'removed') return <>{words}</>;
  return (
    <>
      {change.left === change.right ? null : <span className="hint">(was {change.left}) </span>}
      {change.runs.map((run, place) => (
        <Run key={place} run={run} />
      ))}
    </>
  );
};

const Run = ({ run: { kind, words } }: { readonly run: WordRun }): ReactElement =>
  kind === 'added' ? <ins>{words}</ins> : kind === 'removed' ? <del>{words}</del> : <>{words}</>;

/** What was made of a clause: what it is for and why, and all that rests on it. */
const Made = ({
  clause,
  first,
}: {
  readonly clause: ClauseBook;
  readonly first: FirstClauses;
}): ReactElement => {
  const { id, disposition, reason, rules, definitions, parameters, readings } = clause;
  const { name, says } = dispositionWords(disposition);
  const elsewhere = [
    ...rules.map((rule) => ({ name: titleOfName(rule.id), at: first.rules.get(ruleName(rule)) })),
    ...definitions.map((one) => ({ name: capitalised(one.name), at: first.definitions.get(one.term) })),
    ...parameters.map(({ parameter }) => ({
      name: titleOfName(parameter),
      at: first.parameters.get(parameter),
    })),
    ...readings.map((reading) => ({ name: reading.id, at: first.readings.get(reading.id) })),
  ].filter(({ at }) => at !== id);
  return (
    <div className="sign-off-made">
      <p>
        <b>{name}.</b> {reason ?? says}
      </p>
      {definitions
        .filter(({ term }) => first.definitions.get(term) === id)
        .map((definition) => (
          <p key={definition.term}>
            <b>{capitalised(definition.name)}:</b> {definition.words}.
          </p>
        ))}
      {rules
        .filter((rule) => first.rules.get(ruleName(rule)) === id)
        .map((rule) => (
          <RuleInWords key={ruleName(rule)} rule={rule} />
        ))}
      {parameters
        .filter(({ parameter }) => first.parameters.get(parameter) === id)
        .map((parameter) => (
          <ParameterCard key={parameter.parameter} parameter={parameter} />
        ))}
      {readings
        .filter((reading) => first.readings.get(reading.id) === id)
        .map((reading) => (
          <ReadingCard key={reading.id} reading={reading} />
        ))}
      {elsewhere.length === 0 ? null : (
        <p className="hint">
          Also rests on it, in full above:{' '}
          {elsewhere.map(({ name: what, at }) => `${what} (${at ?? ''})`).join('; ')}.
        </p>
      )}
    </div>
  );
};

const RuleInWords = ({ rule }: { readonly rule: RuleBook }): ReactElement => {
  const { decision, id, clauses, words } = rule;
  return (
    <div className="sign-off-rule">
      <p>
        <b>
          {titleOfName(decision)}: {titleOfName(id)}
        </b>{' '}
        <span className="hint">rests on {clauses.join(', ')}</span>
      </p>
      <p>{words.decides}</p>
      {words.effects === null ? null : <p>{words.effects}</p>}
      {words.discretion === null ? null : <p>{words.discretion}</p>}
      {words.terms.length === 0 ? null : (
        <ul>
          {words.terms
            .filter(({ isDirect }) => isDirect)
            .map(({ term, name, words: meaning, clauses: of }) => (
              <li key={term}>
                {capitalised(name)}: {meaning}.
                {of.length === 0 ? null : <span className="hint"> {of.join(', ')}</span>}
              </li>
            ))}
        </ul>
      )}
      {words.goesBefore === null ? null : <p>{words.goesBefore}</p>}
      {words.givesWayTo === null ? null : <p>{words.givesWayTo}</p>}
      <p>
        Told as: <q>{words.because}</q>
      </p>
    </div>
  );
};
