import { join } from 'node:path';
import { nameColumns, type ColumnTypes, type NamedColumn } from '../../sql/columns/named-columns.js';
import type { ColumnType } from '../../sql/columns/recorded-columns.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import type { PlainLines, RowsOf } from './cut-lines.js';
import { makeLanes } from './lanes.js';
import type { PlainRows } from './plain-rows.js';
import { recordTypes, type Rows } from './rows-of-lines.js';
import { writePlain, writeRows } from './write-part.js';

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
  /** Takes rows, and lines that SQL makes rows of; those that are many are written while more come, and so are those of days that are over. */
  readonly add: (rows: readonly Rows[], lines?: readonly PlainLines[]) => Promise<void>;
  /** Writes what is left; resolves to all parts since the last call. */
  readonly take: () => Promise<readonly Part[]>;
  /** The columns of each decision so far. */
  readonly columns: () => ReadonlyMap<string, ColumnTypes>;
  /** A file beside the parts that is not there yet. */
  readonly nextFile: () => string;
}

/** What parts are written with. */
export interface PartParts {
  /** Each writes one part at a time. */
  readonly lanes: readonly Pick<DuckDb, 'ask' | 'run'>[];
  readonly folder: string;
  readonly known: ReadonlyMap<string, ColumnTypes>;
  readonly withPersonal: boolean;
  /** How SQL makes rows of the plain lines of a decision under a release; `undefined` where it can't. */
  readonly plainRows: (of: RowsOf) => Promise<PlainRows | undefined>;
  /** Makes rows of plain lines one by one. */
  readonly oneByOne: (lines: PlainLines) => Promise<readonly Rows[]>;
  /** Told of a column that has another type in another release. */
  readonly tell: (message: string) => void;
}

/** Rows that go into one file, or lines. */
interface Gathered extends RowsOf {
  readonly made: Rows[];
  readonly lines: PlainLines[];
}

const most = { rows: 100_000, bytes: 128 * 1024 * 1024, gathered: 20_000 };

/** Makes what writes parts. */
export const makePartWriter = (options: PartParts): PartWriter => {
  const { folder, known, tell, withPersonal, plainRows, oneByOne } = options;
  const columns = new Map(known);
  const plans = new Map<string, readonly NamedColumn[]>();
  const own = new Set(recordTypes(withPersonal).map(([name]) => name));
  const lanes = makeLanes(options.lanes);
  let gathered = new Map<string, Gathered>();
  let [rows, bytes, lastDay] = [0, 0, ''];
  let parts: Part[] = [];
  let files = 0;
  const nextFile = (): string => join(folder, `${(files += 1)}.part`);

  const namesOf = ({ decision, release }: RowsOf, types: readonly ColumnType[]): readonly NamedColumn[] => {
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

  /** A part in its place among the others, whichever is written first. */
  const newPart = ({ decision, day }: RowsOf, count: number): Part => {
    const part = { file: nextFile(), decision, day, rows: count };
    parts.push(part);
    return part;
  };

  const begin = async ({ lines, made, ...of }: Gathered): Promise<void> => {
    const [first] = made;
    if (first !== undefined) {
      const named = namesOf(of, first.types);
      const count = made.reduce((sum, one) => sum + one.rows, 0);
      const files = { source: nextFile(), file: newPart(of, count).file };
      await lanes.begin((duckdb) => writeRows(duckdb, files, named, jsonRowsOf(made)));
    }
    if (lines.length === 0) return;
    const all = joinedLines(of, lines);
    const plain = await plainRows(of);
    if (plain === undefined) {
      for (const one of await oneByOne(all)) await begin({ ...one, made: [one], lines: [] });
      return;
    }
    const named = namesOf(of, plain.types);
    const files = { source: nextFile(), file: newPart(of, all.rows).file };
    await lanes.begin(async (duckdb) => {
      if (await writePlain(duckdb, files, named, { plain, lines: all, own })) return;
      const again = await oneByOne(all);
      await writeRows(duckdb, files, named, jsonRowsOf(again));
    });
  };

  const handOver = async (): Promise<void> => {
    const handed = [...gathered.values()];
    gathered = new Map();
    [rows, bytes] = [0, 0];
    for (const one of handed) await begin(one);
  };

  const groupOf = async ({ decision, release, day }: RowsOf): Promise<Gathered> => {
    if (day > lastDay && rows >= most.gathered) await handOver();
    if (day > lastDay) lastDay = day;
    const key = `${decision} ${release} ${day}`;
    const there = gathered.get(key) ?? { decision, release, day, made: [], lines: [] };
    gathered.set(key, there);
    return there;
  };

  const count = async (of: { readonly rows: number }, size: number): Promise<void> => {
    rows += of.rows;
    bytes += size;
    if (rows >= most.rows || bytes >= most.bytes) await handOver();
  };

  return {
    nextFile,
    columns: () => columns,
    add: async (batch, lines = []) => {
      for (const one of batch) {
        (await groupOf(one)).made.push(one);
        await count(one, one.text.length);
      }
      for (const one of lines) {
        (await groupOf(one)).lines.push(one);
        await count(
          one,
          one.pieces.reduce((sum, piece) => sum + piece.length, 0),
        );
      }
    },
    take: async () => {
      await handOver();
      await lanes.ended();
      const taken = parts;
      parts = [];
      return taken;
    },
  };
};

const jsonRowsOf = (made: readonly Rows[]) => ({
  texts: made.map(({ text }) => text),
  filled: new Set(made.flatMap(({ filled }) => filled)),
  rows: made.reduce((sum, one) => sum + one.rows, 0),
  longest: made.reduce((longest, one) => Math.max(longest, one.longest), 0),
});

const joinedLines = (of: RowsOf, lines: readonly PlainLines[]): PlainLines => ({
  ...of,
  rows: lines.reduce((sum, one) => sum + one.rows, 0),
  longest: lines.reduce((longest, one) => Math.max(longest, one.longest), 0),
  pieces: lines.flatMap(({ pieces }) => pieces),
});
