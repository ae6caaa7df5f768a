import { useState, type ReactElement } from 'react';
import { isList } from '../../../../language/values.js';
import { wordsOfName } from '../../../parts/values/formats.js';
import { readNumber, type Typed } from '../../../parts/read-typed.js';
import { Select } from '../../../parts/select.js';
import { useUnread } from '../../../try/fields/unread.js';
import type { ConditionName } from '../../../../wire/book/forms.js';
import type { Json } from '../../../../wire/parts.js';
import { unchosen, withChosen } from './rule-texts.js';

/** The value beside an operator, in a field of its kind. */
export const ComparedValue = ({
  pointer,
  label,
  name,
  operator,
  value,
  change,
}: {
  readonly pointer: string;
  readonly label: string;
  readonly name: ConditionName | undefined;
  readonly operator: string;
  readonly value: Json;
  readonly change: (value: Json) => void;
}): ReactElement => {
  const isMany = operator === 'in' || operator === 'notIn';
  if (operator === 'present' || name?.literal === 'boolean')
    return (
      <Select
        aria-label={label}
        value={typeof value === 'boolean' ? String(value) : ''}
        options={[
          ...(typeof value === 'boolean' ? [] : [unchosen]),
          ['true', operator === 'present' ? 'it is given' : 'yes'],
          ['false', operator === 'present' ? 'it is not given' : 'no'],
        ]}
        choose={(told) => {
          change(told === '' ? null : told === 'true');
        }}
      />
    );
  const values = name?.values ?? [];
  if (values.length > 0 && isMany) {
    const chosen = isList(value) ? value : [];
    return (
      <fieldset className="value-choices" aria-label={label}>
        {values.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={({ target }) => {
                change(target.checked ? [...chosen, one] : chosen.filter((other) => other !== one));
              }}
            />{' '}
            {wordsOfName(one)}
          </label>
        ))}
      </fieldset>
    );
  }
  if (values.length > 0) {
    const chosen = typeof value === 'string' ? value : '';
    return (
      <Select
        aria-label={label}
        value={chosen}
        options={withChosen(chosen, values)}
        choose={(one) => {
          change(one === '' ? null : one);
        }}
      />
    );
  }
  return (
    <TypedValue
      key={operator}
      pointer={pointer}
      label={label}
      kind={name?.literal ?? 'text'}
      isMany={isMany}
      value={value}
      change={change}
    />
  );
};

const hints: Readonly<Record<string, string>> = {
  instant: '2027-01-01T00:00:00Z',
  date: '2027-01-01',
  time: '09:00',
  duration: 'P30D',
  months: 'P1M',
  percent: '12.5%',
};

/** A value that is typed; several with semicolons between. What can't be read stays as it was typed, and is told. */
const TypedValue = ({
  pointer,
  label,
  kind,
  isMany,
  value,
  change,
}: {
  readonly pointer: string;
  readonly label: string;
  readonly kind: string;
  readonly isMany: boolean;
  readonly value: Json;
  readonly change: (value: Json) => void;
}): ReactElement => {
  const [typed, setTyped] = useState<{ readonly text: string; readonly why?: string }>();
  useUnread(pointer, label, typed?.why);
  const give = (text: string): void => {
    const parts = isMany ? text.split(';').filter((part) => part.trim() !== '') : [text];
    const read = parts.map((part) => readPart(part.trim(), kind));
    const why = read.find((one) => one.code === 'unread');
    if (why?.code === 'unread') {
      setTyped({ text, why: why.why });
      return;
    }
    setTyped({ text });
    const values = read.flatMap((one) => (one.code === 'read' ? [one.value] : []));
    change(isMany ? values : (values[0] ?? null));
  };
  return (
    <span className="typed-value">
      <input
        aria-label={label}
        aria-invalid={typed?.why !== undefined}
        inputMode={kind === 'integer' || kind === 'number' ? 'decimal' : 'text'}
        placeholder={hints[kind]}
        value={typed?.text ?? shown(value)}
        onChange={({ target }) => {
          give(target.value);
        }}
        onBlur={() => {
          if (typed?.why === undefined) setTyped(undefined);
        }}
      />
      {isMany ? <span className="hint">several with ; between</span> : null}
      {typed?.why === undefined ? null : <span className="field-error">{typed.why}</span>}
    </span>
  );
};

const readPart = (text: string, kind: string): Typed<Json> => {
  if (text === '') return { code: 'read', value: null };
  return kind === 'integer' || kind === 'number'
    ? readNumber(text, kind === 'integer')
    : { code: 'read', value: text };
};

const shown = (value: Json): string =>
  value === null
    ? ''
    : isList(value)
      ? value.map(shown).join('; ')
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
