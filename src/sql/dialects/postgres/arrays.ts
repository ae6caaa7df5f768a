/** Lists as PostgreSQL's arrays, whose items are scalars or `jsonb`. */
import type { Type } from '../../../language/types/types.js';
import { isWhole } from '../../values/one-value.js';
import type { Sql } from '../../values/sql-text.js';
import type { Lists } from '../dialect.js';
import { fromJson, isInJson } from './json.js';

/** The type of a list's items. */
export const itemTypeOf = (type: Type): Sql =>
  isInJson(type) ? 'JSONB' : isWhole(type) ? 'BIGINT' : type.kind === 'boolean' ? 'BOOLEAN' : 'TEXT';

const isColumn = (sql: Sql): boolean => /^"(?:[^"]|"")*"$/.test(sql);

/** An array whose type PostgreSQL sees. */
const typed = (from: Sql, of: Type): Sql => (isColumn(from) ? from : `CAST(${from} AS ${itemTypeOf(of)}[])`);

/** An item as it stands in an array: a list in a list is JSON there. */
const asItem = (sql: Sql, type: Type): Sql =>
  type.kind === 'list' ? `to_jsonb(${typed(sql, type.of)})` : sql;

/** The items of an array as rows, numbered. */
const rowsOf = (from: Sql, of: Type, variable: string): Sql =>
  of.kind === 'list'
    ? `(SELECT ${fromJson('item', of)}, at FROM unnest(${typed(from, of)}) WITH ORDINALITY AS items(item, at)) AS ${variable}_in(${variable}, ${variable}_at)`
    : `unnest(${typed(from, of)}) WITH ORDINALITY AS ${variable}_in(${variable}, ${variable}_at)`;

/** Something that is made of an array; NULL of one that is NULL. What is no column is computed once. */
const ofArray = (from: Sql, of: Type, name: string, make: (array: Sql) => Sql): Sql =>
  isColumn(from)
    ? `(CASE WHEN ${from} IS NOT NULL THEN ${make(from)} END)`
    : `(SELECT CASE WHEN ${name} IS NOT NULL THEN ${make(name)} END FROM (SELECT ${typed(from, of)} AS ${name} OFFSET 0) AS ${name}_of)`;

export const arrays: Lists = {
  // An empty list of nothing goes with lists of any type.
  of: (items, type) =>
    type.kind === 'null'
      ? `'{}'`
      : `CAST(ARRAY[${items.map((item) => asItem(item, type)).join(', ')}] AS ${itemTypeOf(type)}[])`,
  filter: (from, of, variable, body) =>
    ofArray(
      from,
      of,
      `${variable}_list`,
      (array) =>
        `ARRAY(SELECT ${asItem(variable, of)} FROM ${rowsOf(array, of, variable)} WHERE ${body} ORDER BY ${variable}_at)`,
    ),
  map: (from, of, variable, body, to) =>
    ofArray(
      from,
      of,
      `${variable}_list`,
      (array) =>
        `CAST(ARRAY(SELECT ${asItem(body, to)} FROM ${rowsOf(array, of, variable)} ORDER BY ${variable}_at) AS ${itemTypeOf(to)}[])`,
    ),
  some: (from, of, variable, body) => `EXISTS (SELECT FROM ${rowsOf(from, of, variable)} WHERE ${body})`,
  count: (from, of) => `cardinality(${typed(from, of)})`,
  has: (from, item, of) =>
    `(array_position(${typed(from, of)}, CAST(${asItem(item, of)} AS ${itemTypeOf(of)})) IS NOT NULL)`,
  at: (from, place, of) => {
    const item = `list[CASE WHEN place > 0 THEN place WHEN place < 0 THEN cardinality(list) + place + 1 END]`;
    const isPlace = `(${place} BETWEEN -1000000 AND 1000000)`;
    return `(SELECT ${of.kind === 'list' ? fromJson(item, of) : item} FROM (SELECT ${typed(from, of)} AS list, CASE WHEN ${isPlace} THEN CAST(${place} AS INTEGER) END AS place OFFSET 0) AS list_of)`;
  },
  concatenate: (lists, of) => `(${lists.map((one) => typed(one, of)).join(' || ')})`,
  distinct: (from, of, variable) =>
    ofArray(
      from,
      of,
      `${variable}_list`,
      (array) =>
        `ARRAY(SELECT ${variable} FROM unnest(${array}) WITH ORDINALITY AS ${variable}_in(${variable}, ${variable}_at) GROUP BY ${variable} ORDER BY min(${variable}_at))`,
    ),
  sum: (from) => `coalesce((SELECT sum(item) FROM unnest(CAST(${from} AS BIGINT[])) AS items(item)), 0)`,
  least: (from) => `(SELECT min(item) FROM unnest(CAST(${from} AS BIGINT[])) AS items(item))`,
  greatest: (from) => `(SELECT max(item) FROM unnest(CAST(${from} AS BIGINT[])) AS items(item))`,
};
