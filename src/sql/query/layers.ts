import { nameOf, type Sql } from '../values/sql-text.js';

/** A column of a query that is computed from those of the levels before it. */
export interface SharedColumn {
  readonly name: string;
  readonly sql: Sql;
  readonly level: number;
  /** What it is, in the edition's words; `null` where its name says it. */
  readonly about: string | null;
}

/** The columns of a query, each computed once, in levels: a level reads the columns of those before it alone. */
export interface Layers {
  /** A column that is given, at level 0. */
  readonly given: (name: string) => Sql;
  /** A column of this name that comes to some SQL; SQL that is a column already gets no other. */
  readonly share: (name: string, sql: Sql, about?: string) => Sql;
  readonly columns: () => readonly SharedColumn[];
}

/**
 * Makes levels without columns.
 * @param nameBytes so many bytes of a name count: one with more is shortened
 * @param taken names that columns have already, in small letters: some engines take no difference between small and capital ones for one
 */
export const makeLayers = (taken: Set<string>, nameBytes: number): Layers => {
  const added: SharedColumn[] = [];
  const levels = new Map<Sql, number>();
  const bySql = new Map<Sql, Sql>();
  const free = (wanted: string): string => {
    for (let count = 1; ; count += 1) {
      const end = count === 1 ? '' : ` (${count})`;
      const name = `${shortened(wanted, nameBytes - end.length)}${end}`;
      if (!taken.has(name.toLowerCase())) return name;
    }
  };
  const add = (name: string, sql: Sql, level: number, about: string | null): Sql => {
    const column = nameOf(name);
    taken.add(name.toLowerCase());
    added.push({ name, sql, level, about });
    levels.set(column, level);
    return column;
  };
  return {
    given: (name) => add(free(name), nameOf(name), 0, null),
    share: (name, sql, about) => {
      if (levels.has(sql) || isPlain.test(sql)) return sql;
      const known = bySql.get(sql);
      if (known !== undefined) return known;
      const read = sql.match(names) ?? [];
      const level = 1 + Math.max(0, ...read.map((one) => levels.get(one) ?? 0));
      const column = add(free(name), sql, level, about ?? null);
      bySql.set(sql, column);
      return column;
    },
    columns: () => added,
  };
};

/** A name of at most so many bytes in UTF-8, cut at the end of a character. */
const shortened = (name: string, bytes: number): string => {
  if (Buffer.byteLength(name) <= bytes) return name;
  let short = '';
  for (const character of name) {
    if (Buffer.byteLength(short + character) > bytes) break;
    short += character;
  }
  return short;
};

/** Names in SQL; what looks like one inside a text can only put a column into a later level. */
const names = /"(?:[^"]|"")*"/g;

/** What is not worth a column. */
const isPlain = /^(?:TRUE|FALSE|NULL|[[\]]+|-?\d+|'(?:[^']|'')*')$/;
