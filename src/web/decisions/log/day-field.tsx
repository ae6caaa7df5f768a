import { useState, type ReactElement } from 'react';
import { formatInstant } from '../../parts/values/formats.js';
import { readDay } from '../../parts/read-typed.js';

/** A day that counts once it is whole: not while its year is typed. */
export const DayField = ({
  id,
  label,
  value,
  change,
}: {
  readonly id: string;
  readonly label: string;
  /** RFC 3339; one that is no midnight is told beside the day. */
  readonly value: string | undefined;
  readonly change: (instant: string | undefined) => void;
}): ReactElement => {
  const [typed, setTyped] = useState<{ readonly day: string; readonly why?: string }>();
  const isMidnight = value === undefined || /^.{10}T00:00(?::00(?:\.0+)?)?Z$/.test(value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        max="9999-12-31"
        aria-invalid={typed?.why !== undefined}
        aria-describedby={`${id}-hint`}
        value={typed?.day ?? (value ?? '').slice(0, 10)}
        onChange={({ target }) => {
          const read = readDay(target.value, target.validity.badInput);
          setTyped({ day: target.value, ...(read.code === 'unread' ? { why: read.why } : {}) });
          if (read.code === 'read') change(read.value === undefined ? undefined : `${read.value}T00:00:00Z`);
        }}
        onBlur={() => {
          if (typed?.why === undefined) setTyped(undefined);
        }}
      />
      <p id={`${id}-hint`} className={typed?.why === undefined ? 'hint' : 'field-error'}>
        {typed?.why ?? (isMidnight ? '' : formatInstant(value))}
      </p>
    </div>
  );
};
