import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { isAbsent } from '../../audit/store/durable-file.js';
import { NotExportableError } from '../../audit/store/export-log.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { textOf } from '../../sql/values/sql-text.js';
import type { ExportFolder } from './export-folder.js';
import type { Move } from './export-state.js';
import type { Part } from './part-files.js';
import { parquetFormat } from './write-part.js';
import type { Removed } from './removals.js';

/** What is put together. */
export interface Merging {
  readonly duckdb: Pick<DuckDb, 'ask' | 'run'>;
  readonly folder: Pick<ExportFolder, 'at' | 'parts'>;
  /** A file for the rows of a day that is not there yet, below the folder. */
  readonly nextFile: () => string;
  readonly decisions: readonly string[];
  readonly parts: readonly Part[];
  /** Rows in place of those that are removed. */
  readonly instead: readonly Part[];
  readonly removed: Removed;
}

/** Makes the file of each day and decision that changes, beside its place; tells how they take their places. */
export const mergeDays = async (merging: Merging): Promise<readonly Move[]> => {
  const { duckdb, parts, instead, removed, decisions } = merging;
  await duckdb.run('CREATE OR REPLACE TEMP TABLE removed (chain VARCHAR, sequence BIGINT)');
  for (const some of inPieces(removed.places))
    await duckdb.run(
      `INSERT INTO removed VALUES ${some.map(({ chain, sequence }) => `(${textOf(chain)}, ${sequence})`).join(', ')}`,
    );
  const lastDropped = Math.max(-Infinity, ...removed.ranges.map(({ before }) => before));
  const moves: Move[] = [];
  for (const decision of decisions) {
    const own = [...parts, ...instead].filter((part) => part.decision === decision);
    const there = await daysOf(merging.folder.at(decision));
    const dropped = there.filter((day) => Date.parse(day) < lastDropped);
    const days = new Set([...own.map((part) => part.day), ...dropped]);
    for (const day of [...days].sort())
      moves.push(
        ...(await mergeDay(merging, {
          to: `${decision}/${day}.parquet`,
          isThere: there.includes(day),
          parts: parts.filter((part) => part.decision === decision && part.day === day),
          instead: instead.filter((part) => part.decision === decision && part.day === day),
        })),
      );
  }
  return moves;
};

interface Day {
  readonly to: string;
  /** Whether an earlier export made its file. */
  readonly isThere: boolean;
  readonly parts: readonly Part[];
  readonly instead: readonly Part[];
}

const mergeDay = async (
  { duckdb, folder, nextFile, removed }: Merging,
  { to, isThere, parts, instead }: Day,
): Promise<readonly Move[]> => {
  const isCut = removed.places.length > 0 || removed.ranges.length > 0;
  const [only, ...others] = parts;
  if (!isThere && !isCut && only !== undefined && others.length === 0)
    return [{ from: below(folder, only.file), to }];
  const [file, target] = [nextFile(), folder.at(to)];
  const rowsOf = (files: readonly string[], keep: string): string =>
    `SELECT * FROM read_parquet([${files.map(textOf).join(', ')}], union_by_name = true, hive_partitioning = false)${keep}`;
  const before = [...(isThere ? [target] : []), ...parts.map((part) => part.file)];
  const sources = [
    ...(before.length === 0 ? [] : [rowsOf(before, isCut ? ` WHERE ${isKept(removed)}` : '')]),
    ...(instead.length === 0
      ? []
      : [
          rowsOf(
            instead.map((part) => part.file),
            '',
          ),
        ]),
  ];
  const rows = countOf(
    await duckdb.ask(`COPY (${sources.join(' UNION ALL BY NAME ')}) TO ${textOf(file)} ${parquetFormat}`),
  );
  if (rows === 0) return isThere ? [{ from: null, to }] : [];
  if (!isCut) {
    const known = isThere
      ? countOf(await duckdb.ask(`SELECT count(*) AS "Count" FROM read_parquet(${textOf(target)})`))
      : 0;
    const wanted = parts.reduce((sum, part) => sum + part.rows, known);
    if (rows !== wanted) throw new NotExportableError(`\`${to}\` came to ${rows} rows, not ${wanted}.`);
  }
  return [{ from: below(folder, file), to }];
};

/** Whether a row is none of those that are removed. */
const isKept = ({ ranges }: Removed): string => {
  const chain = `coalesce("decided.chain", '')`;
  const dropped = ranges.map(
    ({ chain: name, first, last, before }) =>
      `(${chain} = ${textOf(name)} AND "decided.sequence" BETWEEN ${first} AND ${last} AND epoch_ms("decided.at") < ${before})`,
  );
  return `(NOT EXISTS (SELECT 1 FROM removed WHERE removed.chain = ${chain} AND removed.sequence = "decided.sequence")) AND NOT (${['FALSE', ...dropped].join(' OR ')})`;
};

const countOf = ([row]: readonly Readonly<Record<string, unknown>>[]): number => Number(row?.['Count'] ?? 0);

const below = ({ at }: Pick<ExportFolder, 'at'>, file: string): string => relative(at(''), file);

/** The days of which a decision has a file. */
const daysOf = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).flatMap((name) => /^(\d{4}-\d\d-\d\d)\.parquet$/.exec(name)?.[1] ?? []);
  } catch (cause) {
    if (isAbsent(cause)) return [];
    throw cause;
  }
};

const atOnce = 1000;

const inPieces = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / atOnce) }, (_, nth) =>
    items.slice(nth * atOnce, (nth + 1) * atOnce),
  );
