import { useState, type ReactElement } from 'react';
import { atOffset, instantOf, zonedTimeOf } from './instants.js';
import { readDay } from '../../parts/read-typed.js';
import { useUnread } from './unread.js';
import { ZoneSelect } from './zone-select.js';

/** A date, a time of day and the zone in which they are meant. While the date is not whole it is told so, and nothing is given. */
export const InstantField = ({
  id,
  describedBy,
  pointer,
  name,
  value,
  isCompulsory = false,
  change,
}: {
  readonly id: string;
  readonly describedBy: string;
  readonly pointer: string;
  readonly name: string;
  /** RFC 3339. */
  readonly value: string | undefined;
  /** Whether a field that is emptied is unread, since there is no case without it. */
  readonly isCompulsory?: boolean;
  readonly change: (instant: string | undefined) => void;
}): ReactElement => {
  const zoned = value === undefined ? undefined : zonedTimeOf(value);
  const [chosen, setChosen] = useState('Z');
  const [typed, setTyped] = useState<{ readonly local: string; readonly why?: string }>();
  const offset = zoned?.offset ?? chosen;
  useUnread(pointer, name, typed?.why);
  const give = (local: string, isPartial: boolean): void => {
    const read = readDay(local, isPartial);
    if (read.code === 'unread') setTyped({ local, why: read.why });
    else if (read.value === undefined && isCompulsory) setTyped({ local, why: 'Say when.' });
    else {
      setTyped({ local });
      change(read.value === undefined ? undefined : instantOf({ local: read.value, offset }));
    }
  };
  return (
    <span className="instant-field">
      <input
        id={id}
        aria-describedby={describedBy}
        aria-invalid={typed?.why !== undefined}
        type="datetime-local"
        step="any"
        max="9999-12-31T23:59"
        value={typed?.local ?? zoned?.local ?? ''}
        onChange={({ target }) => {
          give(target.value, target.validity.badInput);
        }}
        onBlur={() => {
          if (typed?.why === undefined) setTyped(undefined);
        }}
      />
      <ZoneSelect
        name={name}
        offset={offset}
        choose={(other) => {
          setChosen(other);
          if (value !== undefined) change(atOffset(value, other));
        }}
      />
    </span>
  );
};
