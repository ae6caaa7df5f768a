import type { Edition } from '../../../edition/model/edition.js';
import { readColumns } from '../../columns/read-columns.js';
import { withDuckDb } from '../../sql/with-duckdb.js';
import type { ImpactPlan } from '../impact-batch.js';
import type { ImpactRun } from '../run-impact.js';
import { weighColumns } from './weigh-columns.js';

/** How columns are weighed. */
interface OnColumns {
  readonly plan: ImpactPlan;
  readonly edition: Edition;
  readonly before: (digest: string) => Promise<Edition | undefined>;
  readonly sample: number;
  readonly tell: (message: string) => void;
}

/** Weighs the exported columns of a log. Throws {@link CouldNot} where the folder is none, or what is asked can't be had of it. */
export const impactOnColumns = async (directory: string, options: OnColumns): Promise<ImpactRun> => {
  const columns = await readColumns(directory);
  return withDuckDb((duckdb) => weighColumns({ ...options, ...columns, duckdb }));
};
