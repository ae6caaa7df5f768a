import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DurableFile, isAbsent, UnreadableFileError } from '../../../audit/store/durable-file.js';
import type { Edition } from '../../../edition/model/edition.js';
import { textOf, type Sql } from '../../../sql/values/sql-text.js';
import { CouldNot } from '../../shell/command.js';
import { stateFile } from '../../columns/export-folder.js';
import { stateForm, type ExportState } from '../../columns/export-state.js';
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
  const state = await stateOf(directory);
  const decisions = new Map<string, Sql>();
  for (const decision of state.columns.keys()) {
    const days = await filesIn(join(directory, decision));
    if (days.length > 0)
      decisions.set(
        decision,
        `read_parquet(${textOf(join(directory, decision, '*.parquet'))}, union_by_name = true, hive_partitioning = false)`,
      );
  }
  return withDuckDb((duckdb) =>
    weighColumns({ ...options, duckdb, decisions, chains: state.chains.map(({ name }) => name) }),
  );
};

const stateOf = async (directory: string): Promise<ExportState> => {
  let state: ExportState | null;
  try {
    state = await new DurableFile(join(directory, stateFile), stateForm).read();
  } catch (cause) {
    if (cause instanceof UnreadableFileError)
      throw new CouldNot(`export-unreadable: ${cause.message}`, { cause });
    throw cause;
  }
  if (state === null)
    throw new CouldNot(
      `\`${directory}\` holds no columns of a log. \`npx clausebook log export --to parquet --output ${directory}\` writes them.`,
    );
  if (state.pending.length > 0)
    throw new CouldNot(`An export to \`${directory}\` was cut short: export once more, which finishes it.`);
  return state;
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.parquet'));
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
};
