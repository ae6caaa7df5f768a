import type { ReactElement } from 'react';
import { isOperatorName, operatorInWords } from '../../language/operators.js';
import { isInstant } from '../../language/instants.js';
import { shownValue, type Known } from '../../language/tell-value.js';
import { Value } from '../parts/values/value.js';
import type { Json } from '../../wire/parts.js';
import type { ConditionTrace } from '../../wire/trace.js';

/** How names are told, and where the currency of an amount is found. */
export interface Telling {
  readonly names: Readonly<Record<string, string>>;
  readonly known: Known;
}

/** A condition with whether it holds, what it read, and those in it. */
export const Condition = ({
  condition,
  telling,
}: {
  readonly condition: ConditionTrace;
  readonly telling: Telling;
}): ReactElement => {
  switch (condition.kind) {
    case 'always':
      return (
        <li>
          <Mark holds /> always
        </li>
      );
    case 'all':
    case 'any':
      return (
        <li>
          <Mark holds={condition.result} /> {condition.kind === 'all' ? 'all of' : 'at least one of'}
          <ul>
            {condition.of.map((part, place) => (
              <Condition key={place} condition={part} telling={telling} />
            ))}
          </ul>
        </li>
      );
    case 'not':
      return (
        <li>
          <Mark holds={condition.result} /> not
          <ul>
            <Condition condition={condition.of} telling={telling} />
          </ul>
        </li>
      );
    case 'comparison': {
      const { fact, operator, read, compared, comparedName, result } = condition;
      const { known } = telling;
      return (
        <li>
          <Mark holds={result} /> <Name name={fact} telling={telling} />{' '}
          {wordsOfOperator(operator, [read, compared])}{' '}
          {comparedName === undefined ? (
            <strong>
              <Value value={shownValue(known, fact, compared)} />
            </strong>
          ) : (
            <>
              <Name name={comparedName} telling={telling} /> (
              <Value value={shownValue(known, comparedName, compared)} />)
            </>
          )}{' '}
          <span className="condition-read">
            read: <Value value={shownValue(known, fact, read)} />
          </span>
        </li>
      );
    }
  }
};

/** What is compared, in words; by its name as it is written where the words are not there. */
const Name = ({ name, telling }: { readonly name: string; readonly telling: Telling }): ReactElement => {
  const words = telling.names[name];
  return words === undefined ? <code>{name}</code> : <span title={name}>{words}</span>;
};

const Mark = ({ holds }: { readonly holds: boolean }): ReactElement => (
  <span className={holds ? 'mark-yes' : 'mark-no'}>
    <span aria-hidden="true">{holds ? '✓' : '✕'}</span>
    <span className="visually-hidden">{holds ? 'Holds: ' : 'Does not hold: '}</span>
  </span>
);

/** An operator as it is said of values: of instants, which are known by their form here, `is at or after`. */
const wordsOfOperator = (operator: string, values: readonly Json[]): string =>
  isOperatorName(operator)
    ? operatorInWords(
        operator,
        values.some((one) => typeof one === 'string' && isInstant(one))
          ? { kind: 'instant' }
          : { kind: 'null' },
      )
    : operator;
