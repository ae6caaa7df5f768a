import type { DecisionLog } from '../../../audit/store/decision-log.js';
import type { Tally, TallyQuery } from '../../../audit/store/query.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import { textOf, type Sql } from '../../../sql/values/sql-text.js';
import type { LogColumns } from '../../columns/read-columns.js';

/** Counts recorded decisions in columns as a log counts them; by a subject they are not found here. */
export const tallyOfColumns =
  (duckdb: Pick<DuckDb, 'ask'>, { decisions }: Pick<LogColumns, 'decisions'>): DecisionLog['tally'] =>
  async (query) => {
    const counted: Tally[] = [];
    for (const [decision, files] of decisions) {
      if (query.decision !== undefined && query.decision !== decision) continue;
      const found = await duckdb.ask(
        `SELECT "decided.document" AS document, "decided.revision" AS revision, "decided.outcome" AS outcome, "decided.rules" AS rules, "decided.clauses" AS clauses, ${slotOf(query)} AS slot, count(*) AS records FROM ${files} WHERE ${isMeant(query)} GROUP BY ALL`,
      );
      for (const { document, revision, outcome, rules, clauses, slot, records } of found)
        counted.push({
          ...{ decision, document: String(document), revision: String(revision), outcome: String(outcome) },
          // As the export wrote them.
          ...{ rules: rules as readonly string[], clauses: clauses as readonly string[] },
          ...{ slot: Number(slot), records: Number(records) },
        });
    }
    return counted;
  };

const at: Sql = 'epoch_ms("decided.at")';

/** Division of integers goes towards zero, slots go down. */
const slotOf = ({ widthMs }: TallyQuery): Sql => `${at} - ((${at} % ${widthMs}) + ${widthMs}) % ${widthMs}`;

const isMeant = ({ document, revision, outcome, rule, clause, from, to }: TallyQuery): Sql =>
  [
    'TRUE',
    ...(document === undefined ? [] : [`"decided.document" = ${textOf(document)}`]),
    ...(revision === undefined ? [] : [`"decided.revision" = ${textOf(revision)}`]),
    ...(outcome === undefined ? [] : [`"decided.outcome" = ${textOf(outcome)}`]),
    ...(rule === undefined ? [] : [`list_contains("decided.rules", ${textOf(rule)})`]),
    ...(clause === undefined ? [] : [`list_contains("decided.clauses", ${textOf(clause)})`]),
    ...(from === undefined ? [] : [`${at} >= ${from}`]),
    ...(to === undefined ? [] : [`${at} < ${to}`]),
  ].join(' AND ');
