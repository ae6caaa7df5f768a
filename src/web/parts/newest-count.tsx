import type { ReactElement } from 'react';
import { formatCount } from './values/formats.js';
import { SelectField } from './select.js';

const counts = [100, 1000, 5000];

/** How many of the newest decisions of the log are decided once more. */
export const NewestCount = ({
  value,
  choose,
}: {
  readonly value: number;
  readonly choose: (count: number) => void;
}): ReactElement => (
  <SelectField
    label="How many"
    value={String(value)}
    options={counts.map((count) => [String(count), `The newest ${formatCount(count)}`])}
    choose={(count) => {
      choose(Number(count));
    }}
  />
);
