import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { compileToSql } from '../../../sql/compile-to-sql.js';
import { dialects } from '../../../sql/dialects/dialects.js';
import { relationOf, UnreadableColumn } from '../../../sql/duckdb/relation-of-files.js';
import { Untranslatable } from '../../../sql/untranslatable.js';
import { type Sql } from '../../../sql/values/sql-text.js';
import { ofRelease } from '../../columns/of-release.js';
import { withEffects } from '../../impact/columns/readable-rows.js';
import { effectColumns } from '../../impact/columns/translate-comparison.js';
import type { ColumnsReplaying } from './columns-replaying.js';
import { verdictOf } from './replay-query.js';

/** Records of one decision that one release decided. */
interface OfRelease {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly relation: Sql;
  readonly rows: number;
}

/** What a query made of them. */
interface Judged {
  /**
   * The rows that an evaluator is asked of: `verdict`, what the query says; `compiled too` and `reference too`, by which evaluators. All others come
   * out as they were recorded.
   */
  readonly judged: Sql;
  /** So many rows the query decided by itself. */
  readonly sql: number;
}

/** Decides rows by one query, and compares with what was recorded. */
export const judgeRows = async (
  { duckdb, plan, sample, tell }: Pick<ColumnsReplaying, 'duckdb' | 'plan' | 'sample' | 'tell'>,
  { edition, ruleSet, relation, rows }: OfRelease,
): Promise<Judged> => {
  const isReference = isOfShare(plan.shares.reference);
  const byEvaluators = (isCompiled: Sql): Judged => ({
    judged: `(SELECT *, 'left' AS "verdict", ${isCompiled} AS "compiled too", ${isReference} AS "reference too" FROM ${relation})`,
    sql: 0,
  });
  if (plan.shares.compiled === 0) return byEvaluators('FALSE');
  const { decision } = ruleSet;
  try {
    const sql = compileToSql(edition, ruleSet, dialects.duckdb);
    const complete = await withEffects(
      duckdb,
      await ofRelease(duckdb, relation, edition, ruleSet),
      edition,
      decision,
    );
    const found = await duckdb.ask(`DESCRIBE SELECT * FROM ${complete}`);
    const names = found.map((row) => String(row['column_name']));
    const { from } = await relationOf(duckdb, complete, decision, sql.columns, names);
    const reading = {
      from,
      keys: [
        ...['id', 'decided.outcome', 'decided.rules', 'decided.readings', 'decided.discretion'],
        ...['decided.invalid', 'decided.document', 'decided.revision', 'decided.release'],
        ...effectColumns(edition, decision).map(([name]) => name),
      ],
    };
    const sets = (await duckdb.ask(sql.setsIn(reading))).map(({ fired }) => BigInt(String(fired)));
    const verdict = verdictOf(edition, ruleSet, sets);
    const isSampled = `hash(id) % ${Math.max(1, Math.floor(rows / Math.max(1, sample)))} = 0`;
    await duckdb.run(
      [
        'CREATE OR REPLACE TEMP TABLE verdicts AS',
        `SELECT id AS "of", "verdict", ("verdict" <> 'same' OR ${isSampled}) AS "compiled too", ${isReference} AS "reference too"`,
        `FROM (SELECT id, ${verdict} AS "verdict" FROM (${sql.deciding(reading, sets)}) AS decided)`,
        `WHERE "verdict" <> 'same' OR ${isSampled} OR ${isReference}`,
      ].join('\n'),
    );
    const [left] = await duckdb.ask(`SELECT count(*) AS "rows" FROM verdicts WHERE "verdict" = 'left'`);
    return {
      judged: `(SELECT * FROM ${relation} JOIN verdicts ON id = "of")`,
      sql: rows - Number(left?.['rows']),
    };
  } catch (error) {
    if (!(error instanceof Untranslatable || error instanceof UnreadableColumn)) throw error;
    const why = error instanceof Untranslatable ? `SQL can't say exactly ${error.message}` : error.message;
    tell(`${decision}: the evaluator decides all ${rows} records: ${why.replace(/\.$/, '')}.`);
    return byEvaluators('TRUE');
  }
};

/** The records that `replay` of a log chooses of a share: by the last 32 bits of the SHA-256 of their ids. */
const isOfShare = (share: number): Sql => {
  if (share >= 1) return 'TRUE';
  if (share <= 0) return 'FALSE';
  const below = Math.ceil(share * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
  return `right(sha256(id), 8) < '${below}'`;
};
