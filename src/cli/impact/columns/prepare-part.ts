import type { ClauseId } from '../../../contract/contract.js';
import type { SqlDecision } from '../../../sql/compile-to-sql.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import type { Reading } from '../../../sql/query/write-query.js';
import { nameOf, type Sql } from '../../../sql/values/sql-text.js';
import type { ComparisonQuery } from './comparison-query.js';
import { leanRows, type LeanRows } from './lean-rows.js';
import type { LogPart } from './log-parts.js';
import { holdsName } from '../../columns/plain-rows.js';
import { keysOf, readable } from './readable-rows.js';
import { dialects } from '../../../sql/dialects/dialects.js';
import type { ColumnsWeighing } from './columns-weighing.js';
import { decidedBetween } from '../../columns/decided-between.js';
import { hasSameEffects, translateComparison } from './translate-comparison.js';

/** How parts of a decision under a release are read and compared. */
export interface PreparedPart {
  readonly lean: LeanRows;
  readonly sql: SqlDecision;
  readonly query: ComparisonQuery;
  readonly clausesOf: (fired: bigint) => readonly ClauseId[];
  /** What the query reads of a part's table, or of some of its rows. */
  readonly reading: (relation: Sql) => Promise<Reading>;
}

/** Makes what a part is read and compared by, or tells why SQL does not compare it. */
export const preparePart = async (
  {
    duckdb,
    plan,
    edition,
    before,
  }: Pick<ColumnsWeighing, 'plan' | 'edition' | 'before'> & {
    readonly duckdb: Pick<DuckDb, 'ask'>;
  },
  { chain, decision, release }: Pick<LogPart, 'chain' | 'decision' | 'release'>,
): Promise<PreparedPart | string> => {
  const from = await before(release);
  const ruleSet = from?.decisions.get(decision);
  if (from === undefined || ruleSet === undefined) return 'the release is not kept as it was';
  if (from.identity.document !== edition.identity.document) return 'it is of another document';
  const toRuleSet = edition.decisions.get(decision);
  if (toRuleSet !== undefined && !hasSameEffects(ruleSet.effects, toRuleSet.effects))
    return 'its effects are others';
  const made = translateComparison(
    { edition, plan, chains: [chain.name] },
    decision,
    new Map([[release, from]]),
    false,
  );
  if (typeof made === 'string') return made;
  const { sql, query, clausesOf, unseen } = made;
  const read = new Map(sql.columns.map(({ name, type }) => [name, dialects.duckdb.typeOf(type)]));
  const lean = leanRows(from, ruleSet, {
    isRead: (column) => read.has(column),
    isLookedFor: (fact) => unseen.some(({ path }) => path.join('.') === fact),
    needsFacts: plan.cohorts.length > 0 || unseen.some(({ mayHaveNoColumn }) => mayHaveNoColumn),
  });
  const toEvaluate = made.toEvaluate(lean.types.map(([name]) => name));
  const other = lean.types.find(([name, type]) => read.has(name) && read.get(name) !== type);
  if (other !== undefined) return `\`${other[0]}\` is of another type there`;
  const there = new Set(['to evaluate', ...lean.types.map(([name]) => name)]);
  const keys = keysOf(edition, decision).filter((key) => there.has(key));
  return {
    ...{ lean, sql, query, clausesOf },
    reading: async (relation) => {
      const rows = `(SELECT *, (${toEvaluate} OR NOT ${nameOf(holdsName)}) AS "to evaluate" FROM ${relation} WHERE ${decidedBetween(plan.choice.from, plan.choice.until)})`;
      return { from: await readable(duckdb, rows, sql, decision), keys };
    },
  };
};
