import { useState, type ReactElement } from 'react';
import { instantOf, zonedTimeOf } from '../../try/fields/instants.js';
import { useUnread } from '../../try/fields/unread.js';
import { ZoneSelect } from '../../try/fields/zone-select.js';
import { readDay } from '../../parts/read-typed.js';

/** A day, the time of day at which it begins to count, and the zone in which they are meant. */
export const FromField = ({
  id,
  label,
  pointer,
  value,
  error,
  change,
}: {
  readonly id: string;
  readonly label: string;
  readonly pointer: string;
  /** RFC 3339; `undefined` while none is given. */
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly change: (instant: string | undefined) => void;
}): ReactElement => {
  const zoned = value === undefined ? undefined : zonedTimeOf(value);
  const [time, setTime] = useState('00:00');
  const [chosen, setChosen] = useState('Z');
  const [typed, setTyped] = useState<{ readonly day: string; readonly why?: string }>();
  useUnread(pointer, label, typed?.why);
  const offset = zoned?.offset ?? chosen;
  const [day = '', clock = time] = zoned?.local.split('T') ?? [];
  const give = (newDay: string, newClock: string): void => {
    change(
      newDay === '' || newClock === '' ? undefined : instantOf({ local: `${newDay}T${newClock}`, offset }),
    );
  };
  return (
    <div className={`field case-field${error === undefined ? '' : ' case-field-wrong'}`}>
      <label htmlFor={id}>{label}</label>
      <span className="from-field">
        <input
          id={id}
          type="date"
          max="9999-12-31"
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-notes`}
          value={typed?.day ?? day}
          onChange={({ target }) => {
            const read = readDay(target.value, target.validity.badInput);
            setTyped({ day: target.value, ...(read.code === 'unread' ? { why: read.why } : {}) });
            if (read.code === 'read') give(read.value ?? '', clock);
          }}
          onBlur={() => {
            if (typed?.why === undefined) setTyped(undefined);
          }}
        />
        <input
          type="time"
          aria-label={`Time of ${label.toLowerCase()}`}
          value={clock.replace(/:00$/, (end) => (clock.length > 5 ? '' : end))}
          onChange={({ target }) => {
            setTime(target.value);
            if (day !== '') give(day, target.value);
          }}
        />
        <ZoneSelect
          name={label.toLowerCase()}
          offset={offset}
          choose={(other) => {
            setChosen(other);
            // The day and the time stay as they are typed, in the other zone.
            if (zoned !== undefined) change(instantOf({ local: zoned.local, offset: other }));
          }}
        />
      </span>
      <div id={`${id}-notes`} className="field-notes">
        {error === undefined ? null : <p className="field-error">{error}</p>}
      </div>
    </div>
  );
};
