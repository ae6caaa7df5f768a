import type { Sql } from '../../sql/values/sql-text.js';

/**
 * Whether a recorded decision in columns was made in a time, and what else is asked of it.
 * @param from epoch milliseconds, as `until`, which is no longer in it; open where left out
 */
export const decidedBetween = (
  from: number | undefined,
  until: number | undefined,
  ...also: readonly Sql[]
): Sql =>
  [
    'TRUE',
    ...also,
    ...(from === undefined ? [] : [`epoch_ms("decided.at") >= ${from}`]),
    ...(until === undefined ? [] : [`epoch_ms("decided.at") < ${until}`]),
  ].join(' AND ');
