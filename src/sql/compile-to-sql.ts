import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { concludeRows } from './decision/conclude-rows.js';
import { decideRows } from './decision/decide-rows.js';
import { planOf } from './decision/plans.js';
import type { Dialect } from './dialects/dialect.js';
import type { GivenColumn } from './facts/given-facts.js';
import { decidingQuery, examplesQuery, setsQuery, type Reading } from './query/write-query.js';
import { outputsOf, type Output } from './query/outputs.js';
import { holdToLimits } from './query/within-limits.js';

/** A decision in SQL. */
export interface SqlDecision {
  /** The columns that the relation of facts must have. */
  readonly columns: readonly GivenColumn[];
  readonly outputs: readonly Output[];
  /** The query that finds the sets of fired rules that occur in a relation. */
  readonly setsIn: (reading: Reading) => string;
  /** The same with the smallest value of a column among the rows of each set. */
  readonly examplesIn: (reading: Pick<Reading, 'from'>, key: string) => string;
  /** The query that decides a relation, by the sets of fired rules for which it has a plan. */
  readonly deciding: (reading: Reading, sets: readonly bigint[]) => string;
}

/** Translates a decision. Throws `Untranslatable`, with what it is that can't be said exactly. */
export const compileToSql = (edition: Edition, ruleSet: RuleSet, dialect: Dialect): SqlDecision => {
  const rows = decideRows(edition, ruleSet, dialect);
  const decided = concludeRows(rows);
  const outputs = outputsOf(decided);
  holdToLimits(rows, decided, outputs);
  return {
    columns: decided.given.columns,
    outputs,
    setsIn: (reading) => setsQuery(rows, decided, reading),
    examplesIn: (reading, key) => examplesQuery(rows, decided, reading, key),
    deciding: (reading, sets) =>
      decidingQuery(
        rows,
        decided,
        sets.map((fired) => planOf(edition, ruleSet, fired)),
        reading,
      ),
  };
};
