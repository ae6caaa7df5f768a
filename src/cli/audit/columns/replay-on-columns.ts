import type { ReplayPlan } from '../../../audit/replay/replay-batch.js';
import { readColumns } from '../../columns/read-columns.js';
import { withDuckDb } from '../../sql/with-duckdb.js';
import type { ColumnsReplaying } from './columns-replaying.js';
import { replayColumns, type ColumnsReplay } from './replay-columns.js';

/** How the columns of a folder are decided again. */
interface OnColumns extends Pick<ColumnsReplaying, 'editionOf' | 'sample' | 'tell'> {
  /** The plan for about so many records. */
  readonly planFor: (expected: number) => ReplayPlan;
}

/** Decides the exported columns of a log again. Throws {@link CouldNot} where the folder is none, or what is asked can't be had of it. */
export const replayOnColumns = async (
  directory: string,
  { planFor, ...options }: OnColumns,
): Promise<{ readonly replay: ColumnsReplay; readonly plan: ReplayPlan }> => {
  const columns = await readColumns(directory);
  return withDuckDb(async (duckdb) => {
    let expected = 0;
    for (const files of columns.decisions.values()) {
      const [all] = await duckdb.ask(`SELECT count(*) AS "rows" FROM ${files}`);
      expected += Number(all?.['rows']);
    }
    const plan = planFor(expected);
    return { replay: await replayColumns({ ...options, ...columns, duckdb, plan }), plan };
  });
};
