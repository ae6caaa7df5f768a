import type { Type } from '../../language/types/types.js';
import type { Sql } from '../values/sql-text.js';

/** The engines for which queries are written. */
export const dialectNames = ['duckdb'] as const;

export type DialectName = (typeof dialectNames)[number];

/** How one engine writes what the others write otherwise. Each function is exact for any values, and never fails. */
export interface Dialect {
  readonly name: DialectName;
  /** The type of a column that holds values of a type: instants and durations are integers of 64 bits. */
  readonly typeOf: (type: Type) => Sql;
  /** Integers of 64 bits, and of 128 bits at least. */
  readonly narrow: Sql;
  readonly wide: Sql;
  /** Of integers, rounded to zero; NULL where the divisor is 0. */
  readonly quotient: (dividend: Sql, divisor: Sql) => Sql;
  /** What that leaves, with the dividend's sign; NULL where the divisor is 0. */
  readonly remainder: (dividend: Sql, divisor: Sql) => Sql;
  readonly least: (values: readonly Sql[]) => Sql;
  readonly greatest: (values: readonly Sql[]) => Sql;
  /** Calendar months after an instant in UTC, a day that the month lacks its last. @param months from -120000 to 120000 */
  readonly addMonths: (instant: Sql, months: Sql) => Sql;
  /** Characters (code points) of a text. */
  readonly lengthOf: (text: Sql) => Sql;
  /** Whether a text has a part that a regular expression finds; its classes name each character, so that all engines read them alike. */
  readonly matches: (text: Sql, pattern: string) => Sql;
  readonly isSame: (one: Sql, other: Sql) => Sql;
  /** @param variable a name that is bound in `body` */
  readonly lists: Lists;
  /** A record as one value, and a field of it. */
  readonly record: (fields: readonly (readonly [name: string, value: Sql])[]) => Sql;
  readonly field: (record: Sql, name: string) => Sql;
  /** A level of a query, of which the next reads all: `SELECT *, … FROM before`. */
  readonly values: (
    rows: readonly (readonly Sql[])[],
    names: readonly string[],
    types: readonly Sql[],
  ) => Sql;
}

/** What is done with lists. NULL as a condition counts as false; a list that is NULL gives NULL. */
export interface Lists {
  readonly of: (items: readonly Sql[], type: Type) => Sql;
  readonly filter: (from: Sql, of: Type, variable: string, body: Sql) => Sql;
  readonly map: (from: Sql, of: Type, variable: string, body: Sql, to: Type) => Sql;
  readonly count: (from: Sql) => Sql;
  /** Whether an item is in it, which may be NULL. */
  readonly has: (from: Sql, item: Sql, of: Type) => Sql;
  readonly at: (from: Sql, place: Sql, of: Type) => Sql;
  readonly concatenate: (lists: readonly Sql[], of: Type) => Sql;
  /** Each item once, in the order in which they come first. */
  readonly distinct: (from: Sql, of: Type, variable: string) => Sql;
  /** 0 of an empty list. */
  readonly sum: (from: Sql) => Sql;
  readonly least: (from: Sql) => Sql;
  readonly greatest: (from: Sql) => Sql;
}
