import type { ChainExtent } from '../../audit/store/lines.js';
import { NotExportableError } from '../../audit/store/export-log.js';
import { parseLine } from '../../audit/record/log-line-shape.js';
import { placeName } from '../../audit/store/sql/record/place.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { inOrder } from '../../workers/in-order.js';
import type { Pool } from '../../workers/pool.js';
import type { LogToRead } from '../arguments/open.js';
import { CouldNot } from '../shell/command.js';
import type { ExportFolder } from './export-folder.js';
import type { ChainCursor } from './export-state.js';
import { mergeDays } from './merge-days.js';
import { findPlainRows, rowsOneByOne } from './one-by-one.js';
import { makePartWriter } from './part-files.js';
import { makeRemovals } from './removals.js';
import { stretchesOf, type Stretch } from './stretch-after.js';
import type { LinesOfChain, RowsOfLines } from './rows-of-lines.js';

/** What an export is made with. */
export interface ColumnsExport {
  readonly log: Pick<LogToRead, 'ends' | 'linesAfter' | 'linesJoined' | 'release'>;
  readonly folder: ExportFolder;
  readonly duckdb: Pick<DuckDb, 'ask' | 'run' | 'beside' | 'threads'>;
  /** Makes rows of lines that are read one by one. */
  readonly pool: Pool<LinesOfChain, RowsOfLines>;
  /** Whether it makes columns of personal values. */
  readonly withPersonal: boolean;
  /** Told how many lines are read so far. */
  readonly progress: (lines: number) => void;
  /** Told what a person should know of. */
  readonly tell: (message: string) => void;
  /** Throws where the export is to stop; what was committed stays. */
  readonly unlessStopped: () => void;
  /** After so many lines what is there is committed. */
  readonly commitEvery?: number;
}

/** What an export came to. */
export interface ColumnsExported {
  readonly records: number;
  /** Records that lost their content, and are in no file. */
  readonly dropped: number;
  readonly events: number;
  /** Files that were written or taken away. */
  readonly files: number;
}

/**
 * Exports what a log has since the last export to a folder: a file of columns for each day and decision. Throws `NotExportableError` where a line is
 * no record, {@link CouldNot} where the folder is another log's.
 */
export const exportColumns = async (options: ColumnsExport): Promise<ColumnsExported> => {
  const { log, folder, duckdb, pool, withPersonal, progress, unlessStopped } = options;
  const { commitEvery = 1_000_000 } = options;
  const before = folder.state();
  if (before !== null && before.personal !== withPersonal)
    throw new CouldNot(
      `export-differs: the folder was begun ${before.personal ? 'with' : 'without'} personal values. Go on so, or export to another folder.`,
    );
  const extents = await log.ends();
  const cursors = new Map(before?.chains.map((chain): [string, ChainCursor] => [chain.name, chain]));
  await mustBeSameLog(log, extents, cursors);
  const removals = makeRemovals();
  const others = Array.from({ length: duckdb.threads - 1 }, () => duckdb.beside());
  const writer = makePartWriter({
    ...{ withPersonal, tell: options.tell, folder: folder.parts, known: before?.columns ?? new Map() },
    lanes: [duckdb, ...(await Promise.all(others))],
    plainRows: findPlainRows(log, withPersonal),
    oneByOne: (lines) => rowsOneByOne(pool, lines),
  });
  const counts = { records: 0, dropped: 0, events: 0, files: 0 };
  let [lines, committed] = [0, 0];

  const take = async ({ chain, others: read, plain }: Stretch, made: RowsOfLines): Promise<void> => {
    if (made.problem !== null)
      throw new NotExportableError(
        `${placeName(chain.name, read[made.problem.place]?.sequence ?? 0)}: ${made.problem.why}.`,
      );
    await writer.add(made.rows, plain);
    for (const event of made.events) removals.met(event);
    counts.records += [...made.rows, ...plain].reduce((sum, { rows }) => sum + rows, 0);
    counts.dropped += made.dropped;
    counts.events += made.events.length;
  };

  const commit = async (): Promise<void> => {
    const parts = await writer.take();
    const { places, ranges } = removals.all();
    // What stands behind is read yet, and looked at when it was.
    const met = places.filter(({ chain, sequence }) => sequence <= (cursors.get(chain)?.sequence ?? 0));
    for (const { chain, sequence, pointers } of met) {
      const number = extents.find(({ name }) => name === chain)?.number;
      const text = number === undefined ? undefined : await lineAt(log, number, sequence);
      if (text === undefined) continue;
      const { rows, problem } = await pool.run({ lines: [text], erased: new Map([[0, pointers]]) });
      if (problem !== null) throw new NotExportableError(`${placeName(chain, sequence)}: ${problem.why}.`);
      await writer.add(rows);
    }
    const moves = await mergeDays({
      ...{ duckdb, folder, nextFile: writer.nextFile, parts, instead: await writer.take() },
      removed: { places: met, ranges },
      decisions: [...writer.columns().keys()],
    });
    counts.files += moves.length;
    await folder.commit(
      { personal: withPersonal, chains: [...cursors.values()], columns: writer.columns() },
      moves,
    );
    committed = lines;
  };

  const work = async (stretch: Stretch): Promise<{ stretch: Stretch; made: RowsOfLines }> => ({
    stretch,
    made:
      stretch.others.length === 0
        ? nothing
        : await pool.run({ lines: stretch.others.map(({ text }) => text) }),
  });
  const stretches = stretchesOf(log, extents, ({ name }) => cursors.get(name)?.sequence ?? 0, withPersonal);
  for await (const { stretch, made } of inOrder(stretches, pool.width * 2, work)) {
    unlessStopped();
    await take(stretch, made);
    const { count, last } = stretch;
    const chain = stretch.chain.name;
    const hash = stretch.hash ?? made.hash;
    if (hash !== null) cursors.set(chain, { name: chain, sequence: last, hash });
    lines += count;
    progress(lines);
    if (lines - committed >= commitEvery) await commit();
  }
  if (lines > committed || before === null) await commit();
  return counts;
};

const nothing: RowsOfLines = { rows: [], events: [], dropped: 0, hash: null, problem: null };

/** The line at a place of a log as it is now; `undefined` where there is none. */
const lineAt = async (
  log: Pick<LogToRead, 'linesAfter'>,
  chain: number,
  sequence: number,
): Promise<string | undefined> => (await log.linesAfter(chain, sequence - 1, sequence, 1))[0]?.text;

/** Throws where the log has another record, or none, at the place where an earlier export ended. */
const mustBeSameLog = async (
  log: Pick<LogToRead, 'linesAfter'>,
  extents: readonly ChainExtent[],
  cursors: ReadonlyMap<string, ChainCursor>,
): Promise<void> => {
  for (const { name, sequence, hash } of cursors.values()) {
    const extent = extents.find((one) => one.name === name);
    const text = extent === undefined ? undefined : await lineAt(log, extent.number, sequence);
    if (text === undefined || parseLine(text)?.hash !== hash)
      throw new CouldNot(
        `export-other-log: the folder holds an export of another log, or of a newer copy of this one: ${placeName(name, sequence)} is another here, or not there. Export to another folder.`,
      );
  }
};
