import type { Type } from '../../language/types/types.js';

/** A piece of SQL that stands anywhere without further parentheses. */
export type Sql = string;

export const yes: Sql = 'TRUE';
export const no: Sql = 'FALSE';

/** A name as SQL writes it: text from an edition reaches a query only through this function, `textOf` and `commentOf`. */
export const nameOf = (name: string): Sql => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL writes it. */
export const textOf = (text: string): Sql => `'${text.replaceAll("'", "''")}'`;

/** One comment to the end of its line. */
export const commentOf = (text: string): string =>
  `-- ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]+/gu, ' ').trim()}`;

export const and = (...conditions: readonly Sql[]): Sql => {
  if (conditions.includes(no)) return no;
  const parts = [...new Set(conditions.filter((one) => one !== yes))];
  return parts.length === 0 ? yes : parts.length === 1 ? (parts[0] ?? yes) : `(${parts.join(' AND ')})`;
};

export const or = (...conditions: readonly Sql[]): Sql => {
  if (conditions.includes(yes)) return yes;
  const parts = [...new Set(conditions.filter((one) => one !== no))];
  return parts.length === 0 ? no : parts.length === 1 ? (parts[0] ?? no) : `(${parts.join(' OR ')})`;
};

export const not = (condition: Sql): Sql => {
  if (condition === yes) return no;
  if (condition === no) return yes;
  // Nothing else writes what begins so.
  return condition.startsWith('(NOT ') ? condition.slice(5, -1) : `(NOT ${condition})`;
};

/** One of two values. */
export const choose = (condition: Sql, then: Sql, otherwise: Sql): Sql => {
  if (condition === yes || then === otherwise) return then;
  if (condition === no) return otherwise;
  return otherwise === 'NULL'
    ? `(CASE WHEN ${condition} THEN ${then} END)`
    : `(CASE WHEN ${condition} THEN ${then} ELSE ${otherwise} END)`;
};

/** False where a condition is absent. */
export const surely = (condition: Sql): Sql =>
  condition === yes || condition === no || isSure.test(condition)
    ? condition
    : `coalesce(${condition}, FALSE)`;

/** What is plainly never NULL. */
const isSure =
  /^(?:coalesce\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*, FALSE\)|\((?:"(?:[^"]|"")*") IS (?:NOT )?NULL\))$/;

/** How a value that is no scalar is absent: NULL, or in an engine whose lists are never NULL something else. */
export interface Absence {
  readonly none: Sql;
  /** A list without items of which no type is known, as one of a type; left out where such a list goes with any. */
  readonly emptyOf?: (list: Sql, of: Type) => Sql;
  readonly isThere: (value: Sql) => Sql;
  readonly isAbsent: (value: Sql) => Sql;
}

export const isAbsent = (value: Sql): Sql => (value === 'NULL' ? yes : `(${value} IS NULL)`);
export const isThere = (value: Sql): Sql => (value === 'NULL' ? no : `(${value} IS NOT NULL)`);

export const byNull: Absence = { none: 'NULL', isThere, isAbsent };
