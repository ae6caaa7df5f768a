import { useState, type ReactElement } from 'react';
import { atOffset, instantOf, offsetsWith, ownOffset, zonedTimeOf } from './instants.js';

/** A date, a time of day and the zone in which they are meant. */
export const InstantField = ({
  id,
  describedBy,
  name,
  value,
  change,
}: {
  readonly id: string;
  readonly describedBy?: string;
  readonly name: string;
  /** RFC 3339. */
  readonly value: string | undefined;
  readonly change: (instant: string | undefined) => void;
}): ReactElement => {
  const zoned = value === undefined ? undefined : zonedTimeOf(value);
  const [chosen, setChosen] = useState('Z');
  const offset = zoned?.offset ?? chosen;
  const own = ownOffset(new Date());
  return (
    <span className="instant-field">
      <input
        id={id}
        aria-describedby={describedBy}
        type="datetime-local"
        step="any"
        value={zoned?.local ?? ''}
        onChange={({ target }) => {
          change(target.value === '' ? undefined : instantOf({ local: target.value, offset }));
        }}
      />
      <select
        aria-label={`Zone of ${name}`}
        value={offset}
        onChange={({ target }) => {
          setChosen(target.value);
          if (value !== undefined) change(atOffset(value, target.value));
        }}
      >
        {offsetsWith(offset, own).map((one) => (
          <option key={one} value={one}>
            {one === 'Z' ? 'UTC' : `UTC${one}`}
            {one === own && own !== 'Z' ? ' (here)' : ''}
          </option>
        ))}
      </select>
    </span>
  );
};
