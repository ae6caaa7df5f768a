import type { Type } from '../../language/types/types.js';
import { byNull, nameOf, no, textOf, type Sql } from '../values/sql-text.js';
import type { Dialect } from './dialect.js';
import { valueRows } from './value-rows.js';

/** DuckDB: lists are its lists, records its structs. */
export const duckdb: Dialect = {
  name: 'duckdb',
  title: 'DuckDB',
  typeOf,
  narrow: 'BIGINT',
  wide: 'HUGEINT',
  given: { nameOf: (name) => name, typeOf, read: (column) => column, misfits: () => no },
  limits: { nameBytes: Infinity, columns: Infinity },
  levelEnd: '',
  absence: byNull,
  query: (sql) => sql,
  hasBit: (integer, bit) => `((${integer} & ${bit}) <> 0)`,
  quotient: (dividend, divisor) => `(${dividend} // ${divisor})`,
  remainder: (dividend, divisor) => `(${dividend} % ${divisor})`,
  least: (values) => `least(${values.join(', ')})`,
  greatest: (values) => `greatest(${values.join(', ')})`,
  addMonths: (instant, months) =>
    `epoch_ms(make_timestamp_ms(${instant}) + to_months(CAST(${months} AS INTEGER)))`,
  lengthOf: (text) => `length(${text})`,
  matches: (text, pattern) =>
    `regexp_matches(${text}, ${textOf(pattern.replace(/\\u([0-9a-f]{4})/g, '\\x{$1}'))})`,
  isSame: (one, other) => `(${one} IS NOT DISTINCT FROM ${other})`,
  lists: {
    // An empty list of nothing goes with lists of any type.
    of: (items, type) => (type.kind === 'null' ? '[]' : `CAST([${items.join(', ')}] AS ${typeOf(type)}[])`),
    filter: (from, of, variable, body) =>
      unlessEmpty(from, listOf(from, of), `list_filter(${listOf(from, of)}, lambda ${variable}: ${body})`),
    map: (from, of, variable, body) => `list_transform(${listOf(from, of)}, lambda ${variable}: ${body})`,
    some: (from, of, variable, body) =>
      unlessEmpty(from, no, `(len(list_filter(${listOf(from, of)}, lambda ${variable}: ${body})) > 0)`),
    count: (from) => `len(${from})`,
    // NULL is found too, where it is one of the items.
    has: (from, item) => `(list_position(${from}, ${item}) IS NOT NULL)`,
    at: (from, place) => `list_extract(${from}, ${place})`,
    concatenate: (lists) => lists.reduce((one, other) => `list_concat(${one}, ${other})`),
    distinct: (from, of, variable) =>
      `list_filter(${listOf(from, of)}, lambda ${variable}, ${variable}_at: list_position(${from}, ${variable}) = ${variable}_at)`,
    sum: (from) => `coalesce(list_sum(${from}), 0)`,
    least: (from) => `list_min(${from})`,
    greatest: (from) => `list_max(${from})`,
  },
  record: (fields) => `{${fields.map(([name, value]) => `${nameOf(name)}: ${value}`).join(', ')}}`,
  field: (record, name) => `struct_extract(${record}, ${textOf(name)})`,
  values: valueRows,
};

/** What a function of a list comes to, without calling it where the list is empty: most are, and a call costs as much as ten comparisons. */
function unlessEmpty(from: Sql, empty: Sql, called: Sql): Sql {
  // A list that is long to say is not said once more.
  return from.length > longList
    ? called
    : `(CASE WHEN (len(${from}) > 0) THEN ${called} WHEN (${from} IS NOT NULL) THEN ${empty} END)`;
}

const longList = 1200;

/** A list of a type that DuckDB sees: it takes no function of the items of a list that is NULL, or of one of two lists of which one is empty. */
function listOf(from: Sql, of: Type): Sql {
  return /^"(?:[^"]|"")*"$/.test(from) || from.startsWith('list_')
    ? from
    : `CAST(${from} AS ${typeOf(of)}[])`;
}

function typeOf(type: Type): Sql {
  switch (type.kind) {
    case 'boolean':
      return 'BOOLEAN';
    case 'text':
      return 'VARCHAR';
    case 'null':
      return 'INTEGER';
    case 'list':
      return `${typeOf(type.of)}[]`;
    case 'record':
      return `STRUCT(${Object.entries(type.fields)
        .map(([name, field]) => `${nameOf(name)} ${typeOf(field)}`)
        .join(', ')})`;
    default:
      return 'BIGINT';
  }
}
