import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameColumns, type ColumnTypes, type NamedColumn } from '../../sql/columns/named-columns.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { nameOf, textOf } from '../../sql/values/sql-text.js';
import type { Rows } from './rows-of-lines.js';

/** A file of rows of one decision and one day that is not in its place yet. */
export interface Part {
  readonly file: string;
  readonly decision: string;
  /** In UTC, `2027-01-31`. */
  readonly day: string;
  readonly rows: number;
}

/** Gathers rows of the same decision, release and day, and writes them as columns. */
export interface PartWriter {
  /** Takes rows; those that are many are written while more come, and so are those of days that are over. */
  readonly add: (rows: readonly Rows[]) => Promise<void>;
  /** Writes what is left; resolves to all parts since the last call. */
  readonly take: () => Promise<readonly Part[]>;
  /** The columns of each decision so far. */
  readonly columns: () => ReadonlyMap<string, ColumnTypes>;
  /** A file beside the parts that is not there yet. */
  readonly nextFile: () => string;
}

/** What parts are written with. */
export interface PartParts {
  readonly duckdb: Pick<DuckDb, 'ask'>;
  readonly folder: string;
  readonly known: ReadonlyMap<string, ColumnTypes>;
  /** Told of a column that has another type in another release. */
  readonly tell: (message: string) => void;
}

/** What every engine reads that reads Parquet; to compress harder took as long as all the rest of the writing. */
export const parquetFormat = '(FORMAT parquet, COMPRESSION snappy)';

interface Gathered {
  readonly of: Rows;
  readonly texts: Uint8Array[];
  readonly filled: Set<string>;
  rows: number;
  longest: number;
}

const most = { rows: 100_000, bytes: 128 * 1024 * 1024, gathered: 20_000 };

/** Makes what writes parts. */
export const makePartWriter = ({ duckdb, folder, known, tell }: PartParts): PartWriter => {
  const columns = new Map(known);
  const plans = new Map<string, readonly NamedColumn[]>();
  let gathered = new Map<string, Gathered>();
  let [rows, bytes, lastDay] = [0, 0, ''];
  let parts: Part[] = [];
  let writing: Promise<void> = Promise.resolve();
  let files = 0;
  const nextFile = (): string => join(folder, `${(files += 1)}.part`);

  const namesOf = ({ decision, release, types }: Rows): readonly NamedColumn[] => {
    const key = `${decision} ${release}`;
    const made = plans.get(key);
    if (made !== undefined) return made;
    const before = columns.get(decision) ?? new Map<string, string>();
    const named = nameColumns(before, types);
    for (const { plain, name, type, differsFrom } of named)
      if (differsFrom !== null && !before.has(name))
        tell(
          `${decision}: \`${plain}\` was ${differsFrom} in another release and is ${type} in ${release}: there it is the column \`${name}\`.`,
        );
    columns.set(decision, new Map([...before, ...named.map(({ name, type }) => [name, type] as const)]));
    plans.set(key, named);
    return named;
  };

  const write = async ({ of, texts, filled, rows: count, longest }: Gathered): Promise<void> => {
    const { decision, day } = of;
    // A column in which no row has a value costs as much as any other: a file has those that something is in.
    const named = namesOf(of).filter(({ plain }) => filled.has(plain));
    const [source, file] = [nextFile(), nextFile()];
    await writeFile(source, texts);
    const types = named.map(({ plain, type }) => `${textOf(plain)}: ${textOf(type)}`).join(', ');
    const selected = named.map(({ plain, name }) =>
      name === plain ? nameOf(plain) : `${nameOf(plain)} AS ${nameOf(name)}`,
    );
    const [answer] = await duckdb.ask(
      `COPY (SELECT ${selected.join(', ')} FROM read_json(${textOf(source)}, format = 'newline_delimited', columns = {${types}}, maximum_object_size = ${Math.max(usualBytes, longest * mostBytesOfCharacter + 1)})) TO ${textOf(file)} ${parquetFormat}`,
    );
    if (Number(answer?.['Count']) !== count)
      throw new Error(`DuckDB wrote ${String(answer?.['Count'])} rows of ${count}.`);
    await rm(source);
    parts.push({ file, decision, day, rows: count });
  };

  const handOver = async (): Promise<void> => {
    // One set of rows is written while the next is gathered, and no more wait.
    await writing;
    const handed = [...gathered.values()];
    gathered = new Map();
    [rows, bytes] = [0, 0];
    writing = (async () => {
      for (const one of handed) await write(one);
    })();
    // It is looked at when it is waited for.
    writing.catch(() => undefined);
  };

  return {
    nextFile,
    columns: () => columns,
    add: async (batch) => {
      for (const one of batch) {
        if (one.day > lastDay && rows >= most.gathered) await handOver();
        if (one.day > lastDay) lastDay = one.day;
        const key = `${one.decision} ${one.release} ${one.day}`;
        const there = gathered.get(key) ?? {
          of: one,
          texts: [],
          filled: new Set<string>(),
          rows: 0,
          longest: 0,
        };
        gathered.set(key, there);
        there.texts.push(one.text);
        there.rows += one.rows;
        there.longest = Math.max(there.longest, one.longest);
        for (const name of one.filled) there.filled.add(name);
        rows += one.rows;
        bytes += one.text.length;
        if (rows >= most.rows || bytes >= most.bytes) await handOver();
      }
    },
    take: async () => {
      await handOver();
      await writing;
      const taken = parts;
      parts = [];
      return taken;
    },
  };
};

/** DuckDB takes rows of so many bytes, and memory for many more: with much of it each file costs more than its rows. */
const usualBytes = 256 * 1024;
/** A character of UTF-16 has at most so many bytes in UTF-8. */
const mostBytesOfCharacter = 3;
