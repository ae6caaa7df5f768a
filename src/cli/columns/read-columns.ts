import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DurableFile, isAbsent, UnreadableFileError } from '../../audit/store/durable-file.js';
import { textOf, type Sql } from '../../sql/values/sql-text.js';
import { CouldNot } from '../shell/command.js';
import { stateFile } from './export-folder.js';
import { stateForm, type ExportState } from './export-state.js';

/** The columns of a log in a folder. */
export interface LogColumns {
  /** The files of each decision, as SQL reads them. */
  readonly decisions: ReadonlyMap<string, Sql>;
  /** Files of a few days of each decision, from all over its time, with all columns. */
  readonly portions: ReadonlyMap<string, Sql>;
  /** In the order of the log. */
  readonly chains: readonly string[];
  /** So many lines of the log were read for them; not all became rows. */
  readonly lines: number;
}

/** Finds what `log export --to parquet` wrote. Throws {@link CouldNot} where the folder holds none, or an export of it was cut short. */
export const readColumns = async (directory: string): Promise<LogColumns> => {
  const state = await stateOf(directory);
  const decisions = new Map<string, Sql>();
  const portions = new Map<string, Sql>();
  for (const decision of state.columns.keys()) {
    const days = await filesIn(join(directory, decision));
    if (days.length === 0) continue;
    const all = `${textOf(join(directory, decision, '*.parquet'))}, union_by_name = true, hive_partitioning = false`;
    decisions.set(decision, `read_parquet(${all})`);
    const some = spread(days.toSorted(), filesOfPortion).map((name) =>
      textOf(join(directory, decision, name)),
    );
    // Only these files are read, though the columns are those of all.
    portions.set(
      decision,
      `(SELECT * EXCLUDE (":file") FROM read_parquet(${all}, filename = ':file') WHERE ":file" IN (${some.join(', ')}))`,
    );
  }
  return {
    decisions,
    portions,
    chains: state.chains.map(({ name }) => name),
    lines: state.chains.reduce((sum, { sequence }) => sum + sequence, 0),
  };
};

const filesOfPortion = 12;

/** So many items, from the first to the last. */
const spread = <Item>(items: readonly Item[], most: number): readonly Item[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, (_, nth) => Math.round((nth * (items.length - 1)) / (most - 1))).flatMap(
        (at) => items.slice(at, at + 1),
      );

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
