import type { ReactElement } from 'react';
import { formatDate, formatInstant } from './formats.js';

/** An instant in UTC, for people and for machines. */
export const Instant = ({
  at,
  only,
}: {
  /** RFC 3339. */
  readonly at: string;
  /** `date` leaves the time of day out. */
  readonly only?: 'date';
}): ReactElement => (
  <time dateTime={at} title={at}>
    {only === 'date' ? formatDate(at) : formatInstant(at)}
  </time>
);
