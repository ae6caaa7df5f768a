import type { Type } from '../../language/types/types.js';
import { duckdb } from '../dialects/duckdb.js';
import { nameOf, textOf, type Sql } from '../values/sql-text.js';
import type { DuckDb } from './open-duckdb.js';

/** A column that is read. */
export interface WantedColumn {
  readonly name: string;
  readonly type: Type;
  /** DuckDB's type of it, where that is another than the one that queries of decisions read. */
  readonly sql?: Sql;
}

/** A relation of facts in files. */
export interface RelationOfFiles {
  /** A `SELECT` in parentheses with the columns that a query reads, of the types that it reads. */
  readonly from: Sql;
  /** Columns of the files that no query reads. */
  readonly unread: readonly string[];
}

/** Thrown where a column of a file is of another type than its fact; the message says which. */
export class UnreadableColumn extends Error {
  override readonly name = 'UnreadableColumn';
}

/**
 * Reads Parquet files (`cases.parquet`, or a folder of them) or CSV files as a relation of facts: columns have the names of facts, what a file
 * lacks is left out, and instants and dates become milliseconds. Files with different columns are merged by name. Throws `UnreadableColumn`;
 * a value that can't be taken exactly fails the query, which names its column.
 */
export const relationOfFiles = (
  duckdb: Pick<DuckDb, 'ask'>,
  path: string,
  columns: readonly WantedColumn[],
  keys: readonly string[],
): Promise<RelationOfFiles> => relationOf(duckdb, filesOf(path), path, columns, keys);

/** The same of a relation that reads files. @param path what it reads, for a person */
export const relationOf = async (
  { ask }: Pick<DuckDb, 'ask'>,
  files: Sql,
  path: string,
  columns: readonly WantedColumn[],
  keys: readonly string[],
): Promise<RelationOfFiles> => {
  const found = new Map(
    (await ask(`DESCRIBE SELECT * FROM ${files}`)).map((row) => [
      String(row['column_name']),
      String(row['column_type']),
    ]),
  );
  const missing = keys.find((key) => !found.has(key));
  if (missing !== undefined) throw new UnreadableColumn(`There is no column \`${missing}\` in ${path}.`);
  const names = new Set(columns.map(({ name }) => name));
  const wanted = [
    ...keys.filter((key) => !names.has(key)).map(nameOf),
    ...columns.map(({ name, type, sql: wanted = duckdb.typeOf(type) }) => {
      const given = found.get(name);
      const value =
        given === undefined ? `CAST(NULL AS ${wanted})` : converted(name, nameOf(name), given, type, wanted);
      return value === nameOf(name) ? value : `${value} AS ${nameOf(name)}`;
    }),
  ];
  return {
    from: `(SELECT ${wanted.join(', ')} FROM ${files})`,
    unread: [...found.keys()].filter((name) => !names.has(name) && !keys.includes(name)),
  };
};

const filesOf = (path: string): Sql => {
  if (/\.csv(?:\.gz)?$/i.test(path))
    return `read_csv(${textOf(path)}, all_varchar = true, union_by_name = true)`;
  const parquet = /\.parquet$/i.test(path) ? path : `${path.replace(/\/$/, '')}/**/*.parquet`;
  return `read_parquet(${textOf(parquet)}, union_by_name = true)`;
};

/** A column as one of a fact's type; `column` is its value, or an item of it. */
const converted = (name: string, column: Sql, given: string, type: Type, wanted: Sql): Sql => {
  if (type.kind === 'list' && type.of.kind === 'number' && given.endsWith('[]')) {
    const item = converted(name, 'item', given.slice(0, -2), type.of, 'DOUBLE');
    return `list_transform(${column}, lambda item: ${item})`;
  }
  const where = (holds: Sql, value: Sql): Sql =>
    `CASE WHEN ${column} IS NULL THEN NULL WHEN ${holds} THEN ${value} ELSE error(${textOf(`a value of the column ${name} is none that its fact can have`)}) END`;
  const isMoment = type.kind === 'instant' || type.kind === 'date' || type.kind === 'local';
  // What is no number has no JSON.
  if (given === 'DOUBLE' && wanted === 'DOUBLE') return where(`isfinite(${column})`, column);
  if (given === wanted) return column;
  if (isMoment && /^TIMESTAMP/.test(given))
    return where(
      `epoch_us(${column}) % 1000 = 0`,
      // A cast of one with a zone would take it for the time of day where the session is.
      given === 'TIMESTAMP WITH TIME ZONE' ? `epoch_ms(${column})` : `epoch_ms(CAST(${column} AS TIMESTAMP))`,
    );
  if (type.kind === 'date' && given === 'VARCHAR')
    return where(
      `regexp_full_match(${column}, '\\d{4}-\\d\\d-\\d\\d') AND TRY_CAST(${column} AS DATE) IS NOT NULL`,
      `epoch_ms(CAST(TRY_CAST(${column} AS DATE) AS TIMESTAMP))`,
    );
  if (type.kind === 'date' && given === 'DATE') return `epoch_ms(CAST(${column} AS TIMESTAMP))`;
  if (type.kind === 'instant' && given === 'VARCHAR')
    return where(
      `regexp_full_match(${column}, '\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?([Zz]|[+-]\\d\\d:\\d\\d)') AND TRY_CAST(upper(${column}) AS TIMESTAMPTZ) IS NOT NULL`,
      `epoch_ms(TRY_CAST(upper(${column}) AS TIMESTAMPTZ))`,
    );
  if (wanted === 'BOOLEAN' && given === 'VARCHAR')
    return where(`lower(${column}) IN ('true', 'false')`, `(lower(${column}) = 'true')`);
  if (wanted === 'BIGINT') {
    if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(given))
      return where(`TRY_CAST(${column} AS BIGINT) IS NOT NULL`, `TRY_CAST(${column} AS BIGINT)`);
    if (given === 'VARCHAR')
      return where(`regexp_full_match(${column}, '-?\\d{1,18}')`, `TRY_CAST(${column} AS BIGINT)`);
    if (/^(?:DOUBLE|FLOAT|DECIMAL)/.test(given))
      return where(
        `abs(${column}) <= 9007199254740991 AND ${column} = trunc(${column})`,
        `TRY_CAST(${column} AS BIGINT)`,
      );
  }
  if (wanted === 'DOUBLE') {
    if (/^U?(?:TINYINT|SMALLINT|INTEGER)$/.test(given)) return `CAST(${column} AS DOUBLE)`;
    // Beyond these another integer would be read.
    if (/^DECIMAL\(\d+,\d+\)$/.test(given))
      return where(`abs(${column}) <= ${Number.MAX_SAFE_INTEGER}`, `CAST(${column} AS DOUBLE)`);
    if (/^U?(?:BIGINT|HUGEINT)$/.test(given))
      return where(
        `TRY_CAST(${column} AS BIGINT) BETWEEN -${Number.MAX_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`,
        `CAST(${column} AS DOUBLE)`,
      );
    if (given === 'FLOAT') return where(`isfinite(${column})`, `CAST(${column} AS DOUBLE)`);
    // A text that is no plain number would be taken otherwise than it is read.
    if (given === 'VARCHAR')
      return where(`regexp_full_match(${column}, '-?\\d{1,15}(\\.\\d{1,15})?')`, `CAST(${column} AS DOUBLE)`);
  }
  const widened = given.replace(/\b(?:INTEGER|SMALLINT|TINYINT)\b/g, 'BIGINT');
  if (type.kind === 'list' && sameType(widened, wanted)) return `CAST(${column} AS ${wanted})`;
  throw new UnreadableColumn(`The column \`${name}\` is ${given}; its fact is read from ${wanted}.`);
};

/** Types are told with names in quotes only where they need them. */
const sameType = (one: string, other: string): boolean =>
  one.replaceAll('"', '').toLowerCase() === other.replaceAll('"', '').toLowerCase();
