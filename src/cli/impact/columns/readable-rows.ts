import type { Edition } from '../../../edition/model/edition.js';
import type { SqlDecision } from '../../../sql/compile-to-sql.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import { relationOf, UnreadableColumn } from '../../../sql/duckdb/relation-of-files.js';
import { nameOf, type Sql } from '../../../sql/values/sql-text.js';
import { CouldNot } from '../../shell/command.js';
import { effectColumns } from './translate-comparison.js';

/** A relation with a column for each effect, also of those that no record has. */
export const withEffects = async (
  { ask }: Pick<DuckDb, 'ask'>,
  relation: Sql,
  edition: Edition,
  decision: string,
): Promise<Sql> => {
  const there = new Set((await ask(`DESCRIBE SELECT * FROM ${relation}`)).map((row) => row['column_name']));
  const missing = effectColumns(edition, decision).filter(([name]) => !there.has(name));
  return missing.length === 0
    ? relation
    : `(SELECT *, ${missing.map(([name, type]) => `CAST(NULL AS ${type}) AS ${nameOf(name)}`).join(', ')} FROM ${relation})`;
};

/** What of the record is handed through the query. */
export const keysOf = (edition: Edition, decision: string): readonly string[] => [
  ...['id', 'asOf', 'decided.chain', 'decided.sequence', 'decided.document', 'decided.revision'],
  ...['decided.release', 'decided.outcome', 'decided.clauses', 'decided.discretion', 'decided.facts'],
  'to evaluate',
  ...effectColumns(edition, decision).map(([name]) => name),
];

/** A relation with the columns that a query reads, of the types that it reads. Throws {@link CouldNot}. */
export const readable = async (
  duckdb: Pick<DuckDb, 'ask'>,
  from: Sql,
  sql: SqlDecision,
  decision: string,
): Promise<Sql> => {
  try {
    // The keys are there: only what is converted is asked for.
    return (await relationOf(duckdb, from, decision, sql.columns, await namesIn(duckdb, from))).from;
  } catch (error) {
    if (error instanceof UnreadableColumn) throw new CouldNot(error.message, { cause: error });
    throw error;
  }
};

/** The names of a relation's columns. */
export const namesIn = async ({ ask }: Pick<DuckDb, 'ask'>, relation: Sql): Promise<readonly string[]> =>
  (await ask(`DESCRIBE SELECT * FROM ${relation}`)).map((row) => String(row['column_name']));
