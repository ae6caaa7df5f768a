/** How columns are taken by DuckDB from what a record keeps as JSON: what `typed-value.ts` does with a value, done to all rows at once. */
import { lastInstantMs, never } from '../../language/instants.js';
import type { Type } from '../../language/types/types.js';
import { nameOf, textOf, type Sql } from '../values/sql-text.js';
import { columnType, type Known } from './typed-value.js';

/** A column, and how it is taken from what `form` made. */
export interface JsonColumn {
  readonly name: string;
  readonly type: Sql;
  readonly sql: Sql;
}

/** A value as DuckDB takes it from JSON. */
export interface JsonColumns {
  /** What `json_transform` makes of it: a type as JSON. */
  readonly form: unknown;
  readonly columns: readonly JsonColumn[];
  /** Each holds where the columns are what `typed-value.ts` makes; where one does not, nothing is said of the row. */
  readonly holds: readonly Sql[];
}

/** The columns of a value by their names. @param at what `json_transform` made of it */
export const jsonColumns = (name: string, known: Known, at: Sql): JsonColumns => {
  if (known.kind !== 'record') {
    const { form, sql, holds } = cell(known, at);
    return { form, columns: [{ name, type: columnType(known), sql }], holds: holds === null ? [] : [holds] };
  }
  const fields = known.fields.map(
    ([field, of]) => [field, jsonColumns(`${name}.${field}`, of, `${at}.${nameOf(field)}`)] as const,
  );
  const { form, sql } = isThere(fields.length, at);
  return {
    form: form ?? Object.fromEntries(fields.map(([field, made]) => [field, made.form])),
    columns: [
      ...(known.isMoney ? [] : [{ name, type: 'BOOLEAN', sql }]),
      ...fields.flatMap(([, { columns }]) => columns),
    ],
    holds: fields.flatMap(([, { holds }]) => holds),
  };
};

interface Cell {
  readonly form: unknown;
  readonly sql: Sql;
  readonly holds: Sql | null;
}

/** Whether a record is there; of one without fields the JSON is looked at. */
const isThere = (fields: number, at: Sql): { readonly form: unknown; readonly sql: Sql } =>
  fields === 0
    ? { form: 'JSON', sql: `CASE WHEN json_type(${at}) = 'OBJECT' THEN TRUE END` }
    : { form: undefined, sql: `CASE WHEN ${at} IS NOT NULL THEN TRUE END` };

const cell = (known: Known, at: Sql, depth = 0): Cell => {
  switch (known.kind) {
    case 'scalar':
      return scalar(known.of, at);
    case 'list': {
      const item = `item${depth}`;
      const { form, sql, holds } = cell(known.of, item, depth + 1);
      return {
        form: [form],
        sql: sql === item ? at : `list_transform(${at}, lambda ${item}: ${sql})`,
        holds:
          holds === null ? null : `coalesce(len(list_filter(${at}, lambda ${item}: NOT ${holds})), 0) = 0`,
      };
    }
    case 'record': {
      const fields = known.fields.map(
        ([name, field]) => [name, cell(field, `${at}.${nameOf(name)}`, depth)] as const,
      );
      if (fields.length === 0) return { ...isThere(0, at), holds: null };
      const isPlain = fields.every(([name, { sql }]) => sql === `${at}.${nameOf(name)}`);
      const holds = fields.flatMap(([, one]) => one.holds ?? []);
      return {
        form: Object.fromEntries(fields.map(([name, { form }]) => [name, form])),
        sql: isPlain
          ? at
          : `CASE WHEN ${at} IS NOT NULL THEN {${fields.map(([name, { sql }]) => `${textOf(name)}: ${sql}`).join(', ')}} END`,
        holds: holds.length === 0 ? null : `(${holds.join(' AND ')})`,
      };
    }
  }
};

const scalar = (kind: Type['kind'], at: Sql): Cell => {
  switch (kind) {
    case 'boolean':
      return { form: 'BOOLEAN', sql: at, holds: null };
    case 'integer':
      return { form: 'BIGINT', sql: at, holds: null };
    case 'text':
      return { form: 'VARCHAR', sql: at, holds: null };
    case 'number':
      return {
        form: 'JSON',
        sql: `CASE WHEN json_type(${at}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN CAST(${at} AS DOUBLE) END`,
        holds: null,
      };
    case 'percent':
      return {
        form: 'JSON',
        sql: `CASE WHEN json_type(${at}) = 'VARCHAR' THEN json_extract_string(${at}, '$') END`,
        holds: null,
      };
    case 'instant': {
      const sql = instantMs(at);
      return { form: 'VARCHAR', sql, holds: `(${at} IS NULL OR ${sql} IS NOT NULL)` };
    }
    case 'date': {
      const sql = `CASE WHEN ${at} = ${textOf(never)} THEN ${lastInstantMs} WHEN regexp_full_match(${at}, ${textOf(`${year}-\\d\\d-\\d\\d`)}) THEN epoch_ms(TRY_CAST(TRY_CAST(${at} AS DATE) AS TIMESTAMP)) END`;
      return { form: 'VARCHAR', sql, holds: `(${at} IS NULL OR ${sql} IS NOT NULL)` };
    }
    default:
      // Times of the day, lengths of time: they are many forms, and rare among facts.
      return { form: 'VARCHAR', sql: 'CAST(NULL AS BIGINT)', holds: `(${at} IS NULL)` };
  }
};

/** Far from both ends of the calendar, so that no offset leads beyond. */
const year = '([1-8]\\d|9[0-8])\\d\\d';

/** Milliseconds of an instant in the forms that are usual; NULL for others, though they may be right. */
export const instantMs = (at: Sql): Sql =>
  `CASE WHEN ${at} = ${textOf(never)} THEN ${lastInstantMs} WHEN regexp_full_match(${at}, ${textOf(`${year}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,3})?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)`)}) THEN epoch_ms(TRY_CAST(${at} AS TIMESTAMPTZ)) END`;
