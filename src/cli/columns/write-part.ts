import { rm, writeFile } from 'node:fs/promises';
import type { NamedColumn } from '../../sql/columns/named-columns.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { nameOf, textOf, type Sql } from '../../sql/values/sql-text.js';
import type { PlainLines } from './cut-lines.js';
import { makePartTable } from './part-table.js';
import { holdsName, usualBytes, type PlainRows } from './plain-rows.js';

/** What every engine reads that reads Parquet; to compress harder took as long as all the rest of the writing. */
export const parquetFormat = '(FORMAT parquet, COMPRESSION snappy)';

/** Rows as JSON, and the columns that a row has a value in. */
export interface JsonRows {
  readonly texts: readonly Uint8Array[];
  readonly filled: ReadonlySet<string>;
  readonly rows: number;
  /** UTF-16 characters of the longest. */
  readonly longest: number;
}

/** Where rows are written from, and to. */
interface Files {
  readonly source: string;
  readonly file: string;
}

/** Writes rows that are JSON as columns. */
export const writeRows = async (
  { ask }: Pick<DuckDb, 'ask'>,
  { source, file }: Files,
  named: readonly NamedColumn[],
  { texts, filled, rows, longest }: JsonRows,
): Promise<void> => {
  // A column in which no row has a value costs as much as any other: a file has those that something is in.
  const columns = named.filter(({ plain }) => filled.has(plain));
  await writeFile(source, texts);
  const types = columns.map(({ plain, type }) => `${textOf(plain)}: ${textOf(type)}`).join(', ');
  const selected = columns.map(({ plain, name }) =>
    name === plain ? nameOf(plain) : `${nameOf(plain)} AS ${nameOf(name)}`,
  );
  await copyAll(
    { ask },
    `(SELECT ${selected.join(', ')} FROM read_json(${textOf(source)}, format = 'newline_delimited', columns = {${types}}, maximum_object_size = ${Math.max(usualBytes, longest * mostBytesOfCharacter + 1)}))`,
    file,
    rows,
  );
  await rm(source);
};

/** A character of UTF-16 has at most so many bytes in UTF-8. */
const mostBytesOfCharacter = 3;

/**
 * Writes plain lines as columns; false where something in them is in no usual form, or nothing that a record can be: then nothing is written, and
 * they are to be read one by one.
 * @param own names of columns that a file has whether a row has a value in them or not
 */
export const writePlain = async (
  { ask, run }: Pick<DuckDb, 'ask' | 'run'>,
  { source, file }: Files,
  named: readonly NamedColumn[],
  {
    plain,
    lines,
    own,
  }: { readonly plain: PlainRows; readonly lines: PlainLines; readonly own: ReadonlySet<string> },
): Promise<boolean> => {
  const names = new Map(named.map((one) => [one.plain, one.name]));
  const query = plain.query(source, lines, (name) => names.get(name) ?? name);
  if (!(await makePartTable({ run }, source, lines.pieces, query))) return false;
  const counts = named.map(({ name }, at) => `count(${nameOf(name)}) AS "${at}"`);
  const [counted] = await ask(
    `SELECT count(*) FILTER (WHERE ${nameOf(holdsName)}) AS holds, ${counts.join(', ')} FROM part`,
  );
  const holds = Number(counted?.['holds']) === lines.rows;
  const filled = named.filter(({ plain: name }, at) => own.has(name) || Number(counted?.[String(at)]) > 0);
  if (holds)
    await copyAll(
      { ask },
      `(SELECT ${filled.map(({ name }) => nameOf(name)).join(', ')} FROM part)`,
      file,
      lines.rows,
    );
  await run('DROP TABLE part');
  return holds;
};

const copyAll = async (
  { ask }: Pick<DuckDb, 'ask'>,
  from: Sql,
  file: string,
  rows: number,
): Promise<void> => {
  const [answer] = await ask(`COPY ${from} TO ${textOf(file)} ${parquetFormat}`);
  if (Number(answer?.['Count']) !== rows)
    throw new Error(`DuckDB wrote ${String(answer?.['Count'])} rows of ${rows}.`);
};
