import type { DecisionLog } from '../../../audit/store/decision-log.js';
import { readColumns } from '../../columns/read-columns.js';
import { withDuckDb } from '../../sql/with-duckdb.js';
import { tallyOfColumns } from './tally-columns.js';

/** Hands on what counts the exported columns of a log. Throws {@link CouldNot} where the folder is none. */
export const tallyOn = async (
  directory: string,
  use: (log: Pick<DecisionLog, 'tally'>) => Promise<void>,
): Promise<void> => {
  const columns = await readColumns(directory);
  await withDuckDb((duckdb) => use({ tally: tallyOfColumns(duckdb, columns) }));
};
