/** The columns of a relation of facts as PostgreSQL reads them. */
import type { Type } from '../../../language/types/types.js';
import { isWhole } from '../../values/one-value.js';
import { no, not, or, type Sql } from '../../values/sql-text.js';
import type { Given } from '../dialect.js';
import { itemTypeOf } from './arrays.js';
import { arrayOfJson, fitsJson, isInJson } from './json.js';

/**
 * A scalar of a type. Only integers have the operator `|`: of another type it is an error, where a cast would round. Texts are compared
 * character by character, whatever the column's collation is, and values of an enumeration are texts.
 */
const scalarAsGiven = (sql: Sql, type: Type): Sql =>
  isWhole(type)
    ? `(${sql} | CAST(0 AS BIGINT))`
    : type.kind === 'text'
      ? `CAST(${sql} AS TEXT) COLLATE "C"`
      : sql;

/** Whether JSON is a list of a type. */
const isList = (column: Sql, type: Type): Sql =>
  `(CASE WHEN jsonb_typeof(${column}) = 'array' THEN ${fitsJson(column, type)} ELSE FALSE END)`;

export const givenColumns: Given = {
  nameOf: (name) => name,
  typeOf: (type) => {
    if (type.kind === 'list') return isInJson(type.of) ? 'JSONB' : `${itemTypeOf(type.of)}[]`;
    return itemTypeOf(type);
  },
  read: (column, type) => {
    if (type.kind !== 'list') return scalarAsGiven(column, type);
    const items = isInJson(type.of)
      ? `WHEN ${isList(column, type)} THEN ${arrayOfJson(column, type.of)} WHEN ${column} IS NOT NULL THEN '{}'`
      : `WHEN ${column} IS NOT NULL THEN ARRAY(SELECT ${scalarAsGiven('item', type.of)} FROM unnest(${column}) WITH ORDINALITY AS items(item, at) ORDER BY at)`;
    return `(CASE ${items} END)`;
  },
  misfits: (column, type) => {
    if (type.kind !== 'list') return no;
    const isOther = isInJson(type.of) ? not(isList(column, type)) : `(array_ndims(${column}) > 1)`;
    return or(`(${column} IS NOT NULL AND ${isOther} IS TRUE)`);
  },
};
