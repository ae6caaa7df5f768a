import type { Type } from '../../language/types/types.js';
import type { Absence, Sql } from '../values/sql-text.js';

/** The engines for which queries are written. */
export const dialectNames = ['duckdb', 'postgres', 'clickhouse'] as const;

export type DialectName = (typeof dialectNames)[number];

/** How one engine writes what the others write otherwise. Each function is exact for any values, and never fails. */
export interface Dialect {
  readonly name: DialectName;
  /** How the engine is called in messages. */
  readonly title: string;
  /** The type of a column that holds values of a type: instants and durations are integers of 64 bits. */
  readonly typeOf: (type: Type) => Sql;
  /** Integers of 64 bits, and of 128 bits at least. */
  readonly narrow: Sql;
  readonly wide: Sql;
  /** How records and lists are absent. */
  readonly absence: Absence;
  readonly given: Given;
  readonly limits: Limits;
  /** What ends each level of a query, so that the engine computes it once and does not write it out into the levels that read it. */
  readonly levelEnd: Sql;
  /** A whole query as the engine reads it. */
  readonly query: (sql: string) => string;
  /** Whether a bit of an integer is set. */
  readonly hasBit: (integer: Sql, bit: bigint) => Sql;
  /** Of integers, rounded to zero; NULL where the divisor is 0. @param isNarrow whether both are integers of 64 bits */
  readonly quotient: (dividend: Sql, divisor: Sql, isNarrow: boolean) => Sql;
  /** What that leaves, with the dividend's sign; NULL where the divisor is 0. */
  readonly remainder: (dividend: Sql, divisor: Sql, isNarrow: boolean) => Sql;
  readonly least: (values: readonly Sql[]) => Sql;
  readonly greatest: (values: readonly Sql[]) => Sql;
  /** Calendar months after an instant in UTC, a day that the month lacks its last. @param months from -120000 to 120000 */
  readonly addMonths: (instant: Sql, months: Sql) => Sql;
  /** Characters (code points) of a text. */
  readonly lengthOf: (text: Sql) => Sql;
  /** Whether a text has a part that a regular expression finds; its classes name each character, so that all engines read them alike. */
  readonly matches: (text: Sql, pattern: string) => Sql;
  readonly isSame: (one: Sql, other: Sql) => Sql;
  readonly lists: Lists;
  /** A record as one value, and a field of it. */
  readonly record: (fields: readonly (readonly [name: string, value: Sql])[], type: Type) => Sql;
  readonly field: (record: Sql, name: string, type: Type) => Sql;
  /** Rows that are written out, as a `SELECT`. */
  readonly values: (
    rows: readonly (readonly Sql[])[],
    names: readonly string[],
    types: readonly Sql[],
  ) => Sql;
}

/** How the columns of a relation of facts are read. */
export interface Given {
  /** What a column of the relation is called. */
  readonly nameOf: (name: string, type: Type) => string;
  /** The type that it has. */
  readonly typeOf: (type: Type) => Sql;
  /** A column as what the query computes with. A column of another type ends the query; none is rounded or cut. */
  readonly read: (column: Sql, type: Type) => Sql;
  /** Whether a column that is there holds something of another type, which only the value says; FALSE where its own type says all. */
  readonly misfits: (column: Sql, type: Type) => Sql;
}

/** What an engine takes of names and columns. */
export interface Limits {
  /** So many bytes of a name count, in UTF-8. */
  readonly nameBytes: number;
  /** So many columns has a level of a query at most. */
  readonly columns: number;
}

/** What is done with lists. NULL as a condition counts as false; a list that is NULL gives NULL. */
export interface Lists {
  readonly of: (items: readonly Sql[], type: Type) => Sql;
  /** @param variable a name that is bound in `body` */
  readonly filter: (from: Sql, of: Type, variable: string, body: Sql) => Sql;
  readonly map: (from: Sql, of: Type, variable: string, body: Sql, to: Type) => Sql;
  /** Whether the body holds of an item; FALSE or NULL of a list that is NULL. */
  readonly some: (from: Sql, of: Type, variable: string, body: Sql) => Sql;
  readonly count: (from: Sql, of: Type) => Sql;
  /** Whether an item is in it, which may be NULL. */
  readonly has: (from: Sql, item: Sql, of: Type) => Sql;
  /** The item at a place, counted from 1, or from -1 backwards; NULL where there is none. */
  readonly at: (from: Sql, place: Sql, of: Type) => Sql;
  readonly concatenate: (lists: readonly Sql[], of: Type) => Sql;
  /** Each item once, in the order in which they come first. */
  readonly distinct: (from: Sql, of: Type, variable: string) => Sql;
  /** 0 of an empty list. */
  readonly sum: (from: Sql) => Sql;
  readonly least: (from: Sql) => Sql;
  readonly greatest: (from: Sql) => Sql;
}
