import { useState, type ReactElement } from 'react';
import type { Money } from '../../language/format-value.js';
import { majorText, minorOf } from './money-text.js';

/** An amount in major units, and its currency. */
export const MoneyField = ({
  id,
  describedBy,
  name,
  value,
  currency: usual,
  change,
}: {
  readonly id: string;
  readonly describedBy: string;
  readonly name: string;
  readonly value: Money | undefined;
  /** Of amounts that have none yet. */
  readonly currency: string;
  readonly change: (money: Money | undefined) => void;
}): ReactElement => {
  const [typed, setTyped] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const currency = chosen ?? value?.currency ?? usual;
  const give = (text: string, inCurrency: string): void => {
    if (text.trim() === '') {
      change(undefined);
      return;
    }
    const minor = minorOf(text, inCurrency);
    if (minor !== undefined) change({ minor, currency: inCurrency });
  };
  const text = typed ?? (value === undefined ? '' : majorText(value));
  const isUnread = text.trim() !== '' && minorOf(text, currency) === undefined;
  return (
    <span className="money-field">
      <input
        className="money-currency"
        aria-label={`Currency of ${name}`}
        value={currency}
        maxLength={3}
        spellCheck={false}
        onChange={({ target }) => {
          const next = target.value.toUpperCase();
          setChosen(next);
          if (next.length === 3) give(text, next);
        }}
        onBlur={() => {
          setChosen(undefined);
        }}
      />
      <input
        id={id}
        aria-describedby={describedBy}
        aria-invalid={isUnread}
        inputMode="decimal"
        value={text}
        onChange={({ target }) => {
          setTyped(target.value);
          give(target.value, currency);
        }}
        onBlur={() => {
          setTyped(undefined);
        }}
      />
    </span>
  );
};
