import type { ClauseId } from '../contract/contract.js';
import type { Edition } from '../edition/model/edition.js';
import type { Rule } from '../edition/model/rule-set.js';
import type { Decision } from './evaluation.js';
import { clausesNotInForce, type InvalidClause } from './severability.js';
import { tablesOfRule } from './tables-rested-on.js';

/** A clause that a row of a table cites, by which a rule is cited too that reads the table. */
export interface ClauseOfRow {
  readonly rule: Rule;
  readonly clause: ClauseId;
  readonly table: string;
  /** From 1. */
  readonly row: number;
}

/**
 * The clauses of the rows that apply, of the tables that a decision rests on: under each standing rule that reads the table, or under the first
 * where an effect that no rule gives does. Clauses that are held invalid are left out.
 */
export const clausesOfRows = (
  edition: Edition,
  decision: Pick<Decision, 'decision' | 'standing' | 'tables'>,
  invalid: readonly InvalidClause[],
): readonly ClauseOfRow[] => {
  const { tables = [] } = decision;
  const ruleSet = edition.decisions.get(decision.decision);
  if (tables.length === 0 || ruleSet === undefined) return [];
  const standing = ruleSet.rules.filter(({ id }) => decision.standing.includes(id));
  const notInForce = new Set(invalid.length === 0 ? [] : clausesNotInForce(edition, invalid));
  const reads = new Map(standing.map((rule) => [rule, tablesOfRule(ruleSet, rule)]));
  return tables.flatMap(({ table, rows }) => {
    const words = edition.definitions.get(table)?.table;
    const readers = standing.filter((rule) => reads.get(rule)?.has(table) === true);
    return (readers.length === 0 ? standing.slice(0, 1) : readers).flatMap((rule) =>
      rows.flatMap((row) =>
        (words?.rows[row - 1]?.clauses ?? [])
          .filter((clause) => !notInForce.has(clause))
          .map((clause) => ({ rule, clause, table, row })),
      ),
    );
  });
};
