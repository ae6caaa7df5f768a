import { useState, type ReactElement } from 'react';
import type { Money } from '../../../language/format-value.js';
import { majorText, readAmount } from '../../parts/read-typed.js';
import { useUnread } from './unread.js';

/** An amount in major units, and its currency. What can't be read stays as it was typed, and is told. */
export const MoneyField = ({
  id,
  describedBy,
  pointer,
  name,
  value,
  currency: usual,
  mayBeNegative,
  change,
}: {
  readonly id: string;
  readonly describedBy: string;
  readonly pointer: string;
  readonly name: string;
  readonly value: Money | undefined;
  /** Of amounts that have none yet. */
  readonly currency: string;
  readonly mayBeNegative: boolean;
  readonly change: (money: Money | undefined) => void;
}): ReactElement => {
  const [typed, setTyped] = useState<{ readonly text?: string; readonly currency?: string }>({});
  const currency = typed.currency ?? value?.currency ?? usual;
  const text = typed.text ?? (value === undefined ? '' : majorText(value));
  const read = text.trim() === '' ? undefined : readAmount(text, currency, mayBeNegative);
  const why = typed.text === undefined && typed.currency === undefined ? undefined : whyOf(read);
  useUnread(pointer, name, why);
  const give = (next: typeof typed): void => {
    setTyped(next);
    const nextText = next.text ?? text;
    if (nextText.trim() === '') {
      change(undefined);
      return;
    }
    const amount = readAmount(nextText, next.currency ?? currency, mayBeNegative);
    if (amount.code === 'read') change(amount.value);
  };
  // What can be read is shown as it is told once the field is left; an amount that is left out keeps its currency.
  const leave = (): void => {
    if (read?.code === 'read') setTyped({});
  };
  return (
    <span className="money-field">
      <input
        className="money-currency"
        aria-label={`Currency of ${name}`}
        aria-describedby={describedBy}
        aria-invalid={why !== undefined}
        value={currency}
        maxLength={3}
        spellCheck={false}
        onChange={({ target }) => {
          give({ ...typed, currency: target.value.toUpperCase() });
        }}
        onBlur={leave}
      />
      <input
        id={id}
        aria-describedby={describedBy}
        aria-invalid={why !== undefined}
        inputMode="decimal"
        value={text}
        onChange={({ target }) => {
          give({ ...typed, text: target.value });
        }}
        onBlur={leave}
      />
    </span>
  );
};

const whyOf = (read: ReturnType<typeof readAmount> | undefined): string | undefined =>
  read?.code === 'unread' ? read.why : undefined;
