import { byNull, textOf, type Sql } from '../../values/sql-text.js';
import type { Dialect } from '../dialect.js';
import { escaped, inLiterals } from '../in-literals.js';
import { valueRows } from '../value-rows.js';
import { arrays, itemTypeOf } from './arrays.js';
import { givenColumns } from './given-columns.js';
import { fieldOfJson, jsonRecord } from './json.js';

/** PostgreSQL from version 13 on, in UTF-8: lists are arrays, records in them `jsonb`, integers beyond 64 bits `numeric`, which has no end. */
export const postgres: Dialect = {
  name: 'postgres',
  title: 'PostgreSQL',
  typeOf: (type) => (type.kind === 'list' ? `${itemTypeOf(type.of)}[]` : itemTypeOf(type)),
  narrow: 'BIGINT',
  wide: 'NUMERIC',
  given: givenColumns,
  limits: { nameBytes: 63, columns: 1600 },
  // What has an OFFSET is not written out into the levels that read it, and is no obstacle to workers in parallel.
  levelEnd: ' OFFSET 0',
  absence: byNull,
  // So that a backslash is one, whatever `standard_conforming_strings` says.
  query: (sql) =>
    inLiterals(
      sql,
      (text) => (text.includes('\\') ? ` E${escaped(text)}` : text),
      (name) => name,
    ),
  hasBit: (integer, bit) => `((${integer} & ${bit}) <> 0)`,
  quotient: (dividend, divisor, isNarrow) =>
    isNarrow
      ? `(CAST(${dividend} AS BIGINT) / ${divisorOf(divisor, 'BIGINT')})`
      : `div(CAST(${dividend} AS NUMERIC), ${divisorOf(divisor, 'NUMERIC')})`,
  remainder: (dividend, divisor, isNarrow) => {
    const type = isNarrow ? 'BIGINT' : 'NUMERIC';
    return `(CAST(${dividend} AS ${type}) % ${divisorOf(divisor, type)})`;
  },
  least: (values) => `least(${values.join(', ')})`,
  greatest: (values) => `greatest(${values.join(', ')})`,
  addMonths,
  lengthOf: (text) => `char_length(${text})`,
  matches: (text, pattern) => `(${text} ~ ${textOf(pattern)})`,
  isSame: (one, other) => `(${one} IS NOT DISTINCT FROM ${other})`,
  lists: arrays,
  record: jsonRecord,
  field: fieldOfJson,
  values: valueRows,
};

/** A divisor with which a division gives NULL instead of failing. */
function divisorOf(divisor: Sql, type: Sql): Sql {
  return /^\(?-?[1-9]\d*\)?$/.test(divisor)
    ? `CAST(${divisor} AS ${type})`
    : `NULLIF(CAST(${divisor} AS ${type}), 0)`;
}

/** Four hundred years, after which the calendar repeats, are so many months and days. */
const cycle = { months: 4800, days: 146_097 };
const dayMs = 86_400_000;

/** By the calendar's cycle, so that no date on the way lies before the first that PostgreSQL has. */
function addMonths(instant: Sql, months: Sql): Sql {
  const at = `CAST(${instant} AS BIGINT)`;
  const ofDay = `mod(mod(${at}, ${dayMs}) + ${dayMs}, ${dayMs})`;
  const later = `(DATE '1970-01-01' + day + make_interval(months => months % ${cycle.months}))`;
  const days = `CAST(CAST(${later} AS DATE) - DATE '1970-01-01' AS BIGINT) + months / ${cycle.months} * ${cycle.days}`;
  return `(SELECT (${days}) * ${dayMs} + of_day FROM (SELECT CAST((${at} - ${ofDay}) / ${dayMs} AS INTEGER) AS day, ${ofDay} AS of_day, CAST(${months} AS INTEGER) AS months OFFSET 0) AS moment)`;
}
