import type { ReactElement } from 'react';
import { formatDate, formatInstant } from './formats.js';
import { useZone } from './zone.js';

/** An instant by the clocks of the edition's zone, for people and for machines. */
export const Instant = ({
  at,
  only,
}: {
  /** RFC 3339. */
  readonly at: string;
  /** `date` leaves the time of day out. */
  readonly only?: 'date';
}): ReactElement => {
  const zone = useZone();
  return (
    <time dateTime={at} title={at}>
      {only === 'date' ? formatDate(at, zone) : formatInstant(at, zone)}
    </time>
  );
};
