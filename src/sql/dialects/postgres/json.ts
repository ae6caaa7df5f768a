/** Items of lists as PostgreSQL's `jsonb`: records, and lists in lists, which no array holds. */
import type { Type } from '../../../language/types/types.js';
import { safe } from '../../values/bounds.js';
import { isWhole } from '../../values/one-value.js';
import { and, textOf, type Sql } from '../../values/sql-text.js';

/** Whether the items of a list of a type are `jsonb`. */
export const isInJson = ({ kind }: Type): boolean => kind === 'record' || kind === 'list';

/** A value of a type as `jsonb` has it, as what is computed with. JSON's `null` is NULL. */
export const fromJson = (json: Sql, type: Type): Sql => {
  switch (type.kind) {
    case 'record':
      return `NULLIF(${json}, CAST('null' AS JSONB))`;
    case 'list':
      return `(CASE WHEN jsonb_typeof(${json}) = 'array' THEN ${itemsOf(json, (item) => (isInJson(type.of) ? `NULLIF(${item}, CAST('null' AS JSONB))` : fromJson(item, type.of)))} END)`;
    default:
      return cast(`(${json} #>> '{}')`, type);
  }
};

/** A field of a record. */
export const fieldOfJson = (record: Sql, name: string, type: Type): Sql =>
  isInJson(type)
    ? fromJson(`(${record} -> ${textOf(name)})`, type)
    : cast(`(${record} ->> ${textOf(name)})`, type);

const cast = (text: Sql, type: Type): Sql =>
  isWhole(type) ? `CAST(${text} AS BIGINT)` : type.kind === 'boolean' ? `CAST(${text} AS BOOLEAN)` : text;

/** More arguments than that has no function of PostgreSQL: a name and a value each. */
const mostFields = 50;

/** A record as `jsonb`. */
export const jsonRecord = (fields: readonly (readonly [name: string, value: Sql])[]): Sql => {
  const parts = [];
  for (let from = 0; from === 0 || from < fields.length; from += mostFields) {
    const some = fields.slice(from, from + mostFields);
    parts.push(`jsonb_build_object(${some.map(([name, value]) => `${textOf(name)}, ${value}`).join(', ')})`);
  }
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' || ')})`;
};

/** Whether JSON that was given is a value of a type, or NULL or JSON's `null`: never NULL, and nothing in it fails. */
export const fitsJson = (json: Sql, type: Type): Sql => {
  const kind = `coalesce(jsonb_typeof(${json}), 'null')`;
  switch (type.kind) {
    case 'record': {
      const names = Object.keys(type.fields).map(textOf);
      const fields = Object.entries(type.fields).map(([name, field]) =>
        fitsJson(`(${json} -> ${textOf(name)})`, field),
      );
      const others = `((${json} - CAST(ARRAY[${names.join(', ')}] AS TEXT[])) = CAST('{}' AS JSONB))`;
      return `(CASE ${kind} WHEN 'null' THEN TRUE WHEN 'object' THEN ${and(others, ...fields)} ELSE FALSE END)`;
    }
    case 'list':
      return `(CASE ${kind} WHEN 'null' THEN TRUE WHEN 'array' THEN NOT EXISTS (SELECT FROM jsonb_array_elements(${json}) AS items(item) WHERE NOT ${fitsJson('item', type.of)}) ELSE FALSE END)`;
    case 'boolean':
      return `(${kind} IN ('null', 'boolean'))`;
    case 'text':
      return `(${kind} IN ('null', 'string'))`;
    default: {
      const number = `CAST(${json} AS NUMERIC)`;
      const isInteger = `(${number} % 1 = 0 AND ${number} BETWEEN ${safe[0]} AND ${safe[1]})`;
      return `(CASE ${kind} WHEN 'null' THEN TRUE WHEN 'number' THEN ${isInteger} ELSE FALSE END)`;
    }
  }
};

/** JSON that fits a type, written in one way alone, so that equal values are equal JSON. */
const oneWay = (json: Sql, type: Type): Sql => {
  switch (type.kind) {
    case 'record': {
      const fields = Object.entries(type.fields).map(
        ([name, field]) => [name, oneWay(`(${json} -> ${textOf(name)})`, field)] as const,
      );
      return `(CASE WHEN jsonb_typeof(${json}) = 'object' THEN ${jsonRecord(fields)} END)`;
    }
    case 'list':
      return `(CASE WHEN jsonb_typeof(${json}) = 'array' THEN to_jsonb(${itemsOf(json, (item) => oneWay(item, type.of))}) END)`;
    case 'boolean':
    case 'text':
      return json;
    default:
      return `to_jsonb(CAST(CAST((${json} #>> '{}') AS NUMERIC) AS BIGINT))`;
  }
};

/** The items of JSON that is a list, and fits, as an array. */
export const arrayOfJson = (json: Sql, of: Type): Sql => itemsOf(json, (item) => oneWay(item, of));

const itemsOf = (json: Sql, make: (item: Sql) => Sql): Sql =>
  `ARRAY(SELECT ${make('item')} FROM jsonb_array_elements(${json}) WITH ORDINALITY AS items(item, at) ORDER BY at)`;
