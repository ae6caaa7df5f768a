import type { ReactElement } from 'react';
import { Select } from '../../parts/select.js';
import { offsetsWith, ownOffset } from './instants.js';

/** The zone in which a date and a time of day are meant. */
export const ZoneSelect = ({
  name,
  offset,
  choose,
}: {
  /** Of what. */
  readonly name: string;
  readonly offset: string;
  readonly choose: (offset: string) => void;
}): ReactElement => {
  const own = ownOffset(new Date());
  const words = (one: string): string =>
    `${one === 'Z' ? 'UTC' : `UTC${one}`}${one === own && own !== 'Z' ? ' (here)' : ''}`;
  return (
    <Select
      aria-label={`Zone of ${name}`}
      value={offset}
      options={offsetsWith(offset, own).map((one) => [one, words(one)])}
      choose={choose}
    />
  );
};
