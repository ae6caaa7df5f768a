import { nameOf, type Sql } from '../values/sql-text.js';

/** Rows that are written out, as standard SQL has them. */
export const valueRows = (
  rows: readonly (readonly Sql[])[],
  names: readonly string[],
  types: readonly Sql[],
): Sql =>
  rows.length === 0
    ? `SELECT ${names.map((name, at) => `CAST(NULL AS ${types[at] ?? 'TEXT'}) AS ${nameOf(name)}`).join(', ')} WHERE FALSE`
    : `SELECT * FROM (VALUES\n${rows.map((row) => `    (${row.join(', ')})`).join(',\n')}\n  ) AS given(${names.map(nameOf).join(', ')})`;
