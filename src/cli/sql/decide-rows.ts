import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { compileToSql, type SqlDecision } from '../../sql/compile-to-sql.js';
import { answerColumns, type AnswerColumns } from '../../sql/columns/answer-columns.js';
import { factColumns } from '../../sql/columns/facts-of-columns.js';
import { dialects } from '../../sql/dialects/dialects.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import {
  relationOfFiles,
  UnreadableColumn,
  type RelationOfFiles,
  type WantedColumn,
} from '../../sql/duckdb/relation-of-files.js';
import { factsOf } from '../../sql/facts/facts-of.js';
import { Untranslatable } from '../../sql/untranslatable.js';
import { nameOf, textOf, type Sql } from '../../sql/values/sql-text.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { evaluateRows, factsAsJson } from './evaluate-rows.js';

/** A batch in columns. */
export interface ColumnBatch {
  readonly duckdb: DuckDb;
  /** A Parquet or CSV file, or a folder of Parquet files. */
  readonly file: string;
  readonly edition: Edition;
  readonly decision: string;
  /** How the answers are written: `parquet` or `csv`. */
  readonly format: string;
  readonly tell: (line: string) => void;
  /** Told how many rows evaluators have decided. */
  readonly told: (rows: number) => void;
  /** Throws where the batch is to stop. */
  readonly unlessStopped: () => void;
}

/** Files that a batch writes: the answers, and two that whoever calls takes away. */
export interface BatchFiles {
  readonly answers: string;
  readonly byQuery: string;
  readonly lines: string;
}

/** How many rows came to what. */
export interface BatchCounts {
  readonly rows: number;
  readonly refused: number;
  /** So many of them were decided by evaluators. */
  readonly evaluated: number;
}

/** The column that is handed through. */
const keys = ['id'];

/** The column of a row's place in a file; no fact has such a name. */
const placeName = ':place';
const place = nameOf(placeName);

/** Decides the rows of a file into a file of answers, by a query where the decision can be said in SQL, else by evaluators. */
export const decideBatch = async (batch: ColumnBatch, files: BatchFiles): Promise<BatchCounts> => {
  const { edition, decision, tell } = batch;
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new WrongUse(`There is no decision \`${decision}\`.`);
  const sql = translated(edition, ruleSet);
  if (!(sql instanceof Untranslatable)) return decideByQuery(batch, ruleSet, sql, files);
  tell(`\`${decision}\` can not be said in SQL exactly: ${sql.message}. Evaluators decide its rows.`);
  return decideByEvaluators(batch, ruleSet, files);
};

const translated = (edition: Edition, ruleSet: RuleSet): SqlDecision | Untranslatable => {
  try {
    return compileToSql(edition, ruleSet, dialects.duckdb);
  } catch (error) {
    if (error instanceof Untranslatable) return error;
    throw error;
  }
};

const decideByQuery = async (
  batch: ColumnBatch,
  ruleSet: RuleSet,
  sql: SqlDecision,
  { answers, byQuery, lines }: BatchFiles,
): Promise<BatchCounts> => {
  const { duckdb, format, unlessStopped } = batch;
  const from = await relationOf(batch, sql.columns);
  const sets = (await duckdb.ask(sql.setsIn({ from, keys }))).map(({ fired }) => BigInt(String(fired)));
  unlessStopped();
  await duckdb.run(copy(sql.deciding({ from, keys }, sets), answers, format));
  const counts = await countsOf(duckdb, answers, format);
  if (counts.left === 0) return { rows: counts.rows, refused: counts.refused, evaluated: 0 };
  // What is left is decided by its place: an id may stand in several rows. Few batches leave a row, and to number them costs a query up to a
  // fifth more: it is asked once more where it is needed.
  const placed = (relation: Sql): Sql => `(SELECT *, row_number() OVER () AS ${place} FROM ${relation})`;
  const placedKeys = [...keys, placeName];
  await duckdb.run(copy(sql.deciding({ from: placed(from), keys: placedKeys }, sets), byQuery, 'parquet'));
  const decided = `read_parquet(${textOf(byQuery)})`;
  const columns = columnsOfFacts(batch.edition, ruleSet);
  const all = await relationOf(batch, columns, false);
  const evaluated = await evaluateRows(
    duckdb,
    `SELECT CAST(${place} AS VARCHAR) AS "key", ${factsAsJson(columns)} AS "facts" FROM ${placed(all)} WHERE ${place} IN (SELECT ${place} FROM ${decided} WHERE "left" IS NOT NULL)`,
    planOf(batch),
    lines,
    batch.told,
  );
  if (evaluated.rows !== counts.left)
    throw new Error(`${counts.left} rows were left, and ${evaluated.rows} of them decided`);
  const { types } = answerColumns(batch.edition, ruleSet);
  const merged = sql.outputs.map(({ name, type }) => {
    const other = `CAST("e".${nameOf(name)} AS ${dialects.duckdb.typeOf(type)})`;
    return `CASE WHEN "s"."left" IS NULL THEN "s".${nameOf(name)} ELSE ${other} END AS ${nameOf(name)}`;
  });
  await duckdb.run(
    copy(
      `SELECT "s"."id", ${merged.join(', ')} FROM ${decided} AS "s" LEFT JOIN ${readAnswers(lines, types)} AS "e" ON "s".${place} = CAST("e"."key" AS BIGINT) ORDER BY "s".${place}`,
      answers,
      format,
    ),
  );
  return {
    rows: counts.rows,
    refused: counts.refused + evaluated.refused,
    evaluated: evaluated.rows,
  };
};

const decideByEvaluators = async (
  batch: ColumnBatch,
  ruleSet: RuleSet,
  { answers, lines }: BatchFiles,
): Promise<BatchCounts> => {
  const { duckdb, format, edition } = batch;
  const columns = columnsOfFacts(edition, ruleSet);
  const from = await relationOf(batch, columns);
  const { rows, refused } = await evaluateRows(
    duckdb,
    `SELECT CAST("id" AS VARCHAR) AS "key", ${factsAsJson(columns)} AS "facts" FROM ${from}`,
    planOf(batch),
    lines,
    batch.told,
  );
  batch.unlessStopped();
  const [id] = await duckdb.ask(`DESCRIBE SELECT "id" FROM ${from}`);
  const { types } = answerColumns(edition, ruleSet);
  await duckdb.run(
    copy(
      `SELECT CAST("key" AS ${String(id?.['column_type'])}) AS "id", ${types.map(([name]) => nameOf(name)).join(', ')} FROM ${readAnswers(lines, types)}`,
      answers,
      format,
    ),
  );
  return { rows, refused, evaluated: rows };
};

const columnsOfFacts = (edition: Edition, ruleSet: RuleSet): readonly WantedColumn[] => [
  { name: 'asOf', type: { kind: 'instant' } },
  ...factColumns(edition, factsOf(edition, ruleSet)).columns,
];

const planOf = ({ edition, decision }: ColumnBatch) => ({
  decision,
  digest: edition.identity.digest,
  files: edition.files,
});

const copy = (query: Sql, file: string, format: string): Sql =>
  `COPY (\n${query}\n) TO ${textOf(file)} (FORMAT ${format})`;

const readAnswers = (file: string, types: AnswerColumns['types']): Sql => {
  const columns = [['key', 'VARCHAR'] as const, ...types].map(
    ([name, type]) => `${textOf(name)}: ${textOf(type)}`,
  );
  return `read_json(${textOf(file)}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
};

const countsOf = async ({ ask }: Pick<DuckDb, 'ask'>, file: string, format: string) => {
  const [row] = await ask(
    `SELECT count(*) AS "rows", count("refused") AS "refused", count("left") AS "left" FROM read_${format}(${textOf(file)})`,
  );
  return { rows: Number(row?.['rows']), refused: Number(row?.['refused']), left: Number(row?.['left']) };
};

/** The file as a relation of facts. @param tells whether columns that nothing reads are told */
const relationOf = async (
  { duckdb, file, decision, tell }: ColumnBatch,
  columns: readonly WantedColumn[],
  tells = true,
): Promise<Sql> => {
  try {
    const { from, unread }: RelationOfFiles = await relationOfFiles(duckdb, file, columns, keys);
    if (tells && unread.length > 0) tell(`\`${decision}\` does not read the columns ${unread.join(', ')}.`);
    return from;
  } catch (error) {
    if (error instanceof UnreadableColumn) throw new CouldNot(error.message, { cause: error });
    throw error;
  }
};
