import { decidedBetween } from '../../columns/decided-between.js';
import type { ReplayPlan, ReplayProblem } from '../../../audit/replay/replay-batch.js';
import type { Replay, ReplayFinding } from '../../../audit/replay/replay-log.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import { differingPaths } from '../../../engine/differing-paths.js';
import { engines, type EngineName } from '../../../engine/engines.js';
import type { Decision, Evaluator } from '../../../engine/evaluation.js';
import type { DecidedCase } from '../../../analysis/impact/weigh-cases.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import { placeName } from '../../../audit/store/sql/record/place.js';
import { textOf, type Sql } from '../../../sql/values/sql-text.js';
import { CouldNot } from '../../shell/command.js';
import { caseOf, casesOf, chainPlace } from '../../impact/columns/record-rows.js';
import { personalLeftOut } from '../../impact/columns/translate-comparison.js';
import { personalFactRead } from '../../impact/columns/unseen-facts.js';
import type { ColumnsReplaying } from './columns-replaying.js';
import { judgeRows } from './judge-rows.js';

/** What came of it: as {@link Replay}, but that a query decides most records. */
export interface ColumnsReplay extends Omit<Replay, 'evaluated'> {
  readonly evaluated: Replay['evaluated'] & { readonly sql: number };
}

/** A finding, and where it stands in the log. */
interface Placed {
  readonly finding: ReplayFinding;
  readonly order: readonly [chain: number, sequence: number];
}

const mostFindings = 100;
const mostClosed = 10;

/**
 * Decides recorded decisions in columns again: outcome, rules, readings, effects and what is left to discretion. Throws {@link CouldNot} where what a
 * decision reads was left out, and where the query and the evaluator differ.
 */
export const replayColumns = async (replaying: ColumnsReplaying): Promise<ColumnsReplay> => {
  const { duckdb, plan, decisions, chains } = replaying;
  const evaluated = { sql: 0, compiled: 0, reference: 0 };
  const findings: Placed[] = [];
  const closedRows: Readonly<Record<string, unknown>>[] = [];
  let [lines, chosen, closed, found] = [0, 0, 0, 0];
  for (const [decision, files] of decisions) {
    lines += await countOf(duckdb, files);
    if (plan.decision !== undefined && plan.decision !== decision) continue;
    const own = `(SELECT * FROM ${files} WHERE ${isChosen(plan)})`;
    const shut = `(SELECT * FROM ${own} WHERE ${isClosed})`;
    const shutCount = await countOf(duckdb, shut);
    closed += shutCount;
    if (shutCount > 0)
      closedRows.push(
        ...(await duckdb.ask(
          `SELECT id, "decided.chain" AS chain, "decided.sequence" AS sequence, ${chainPlace(chains)} AS place FROM ${shut} ORDER BY place, sequence LIMIT ${mostClosed}`,
        )),
      );
    const kinds = await duckdb.ask(
      `SELECT "decided.release" AS release, count(*) AS "rows", bool_or("decided.personal" IS NOT DISTINCT FROM 'left-out') AS "left out" FROM ${own} WHERE NOT ${isClosed} GROUP BY ALL ORDER BY release`,
    );
    chosen += shutCount;
    for (const { release, rows, 'left out': isLeftOut } of kinds) {
      chosen += Number(rows);
      const digest = String(release);
      const relation = `(SELECT * FROM ${own} WHERE NOT ${isClosed} AND "decided.release" = ${textOf(digest)})`;
      const came = await replayRelease(replaying, decision, digest, relation, {
        rows: Number(rows),
        isLeftOut: isLeftOut === true,
      });
      for (const name of ['sql', 'compiled', 'reference'] as const) evaluated[name] += came.evaluated[name];
      found += came.found;
      findings.push(...came.findings);
    }
  }
  const told = findings.toSorted(byOrder).slice(0, mostFindings);
  return {
    ...{ lines, chosen, evaluated, closed, dropped: 0 },
    closedFirst: closedRows
      .toSorted(
        (a, b) => Number(a['place']) - Number(b['place']) || Number(a['sequence']) - Number(b['sequence']),
      )
      .slice(0, mostClosed)
      .map(({ id, chain, sequence }) => ({
        at: placeName(typeof chain === 'string' ? chain : '', Number(sequence)),
        id: String(id),
      })),
    findings: told.map(({ finding }) => finding),
    untold: found - told.length,
  };
};

interface Came {
  readonly evaluated: ColumnsReplay['evaluated'];
  readonly found: number;
  /** The first of them. */
  readonly findings: readonly Placed[];
}

const replayRelease = async (
  replaying: ColumnsReplaying,
  decision: string,
  digest: string,
  relation: Sql,
  { rows, isLeftOut }: { readonly rows: number; readonly isLeftOut: boolean },
): Promise<Came> => {
  const { duckdb, plan, chains, editionOf, tell } = replaying;
  const evaluated = { sql: 0, compiled: 0, reference: 0 };
  const findings: Placed[] = [];
  let found = 0;
  const add = (row: Readonly<Record<string, unknown>>, problem: ReplayProblem): void => {
    found += 1;
    if (findings.length >= mostFindings) return;
    const { at, id } = caseOf(row);
    const chain = row['decided.chain'];
    findings.push({
      finding: { ...problem, at, id },
      order: [chains.indexOf(typeof chain === 'string' ? chain : ''), Number(row['decided.sequence'])],
    });
  };
  const edition = await editionOf(digest);
  const ruleSet = edition?.decisions.get(decision);
  if (edition === undefined || ruleSet === undefined) {
    tell(`${decision}: \`--editions\` has no edition ${digest}: ${rows} records of it can't be replayed.`);
    for await (const row of duckdb.rows(`${casesOf(relation, 'TRUE', chains)} LIMIT ${mostFindings}`))
      add(row, { code: 'release-unusable', digest });
    return { evaluated, found: rows, findings };
  }
  const read = isLeftOut ? personalFactRead(edition, ruleSet) : undefined;
  if (read !== undefined) throw personalLeftOut(decision, read);

  const { judged, sql } = await judgeRows(replaying, { edition, ruleSet, relation, rows });
  evaluated.sql = sql;
  const evaluators = { compiled: engines.compiled(edition), reference: engines.reference(edition) };
  const besides = ['verdict', 'compiled too', 'reference too'];
  for await (const row of duckdb.rows(casesOf(judged, 'TRUE', chains, besides))) {
    const one = caseOf(row);
    const verdict = row['verdict'];
    for (const engine of ['compiled', 'reference'] as const) {
      if (row[`${engine} too`] !== true) continue;
      evaluated[engine] += 1;
      const problem = await evaluateAgain(one, ruleSet, evaluators[engine]);
      if (engine === 'compiled' && plan.shares.compiled > 0 && verdict !== 'left')
        if ((problem === undefined) !== (verdict === 'same'))
          throw new CouldNot(
            `replay-differs: of ${one.at} (\`${decision}\`) the query comes to something else than the evaluator. Nothing of it can be told; take \`--data\` or \`--store\`, and report it.`,
          );
      if (problem !== undefined) add(row, problem);
    }
  }
  return { evaluated, found, findings };
};

const mostPaths = 20;

/** Of what the columns have of a decision. */
const told = ({ decision, outcome, effects, discretion, standing, readings }: Decision) => ({
  ...{ decision, outcome, effects, discretion, standing, readings },
});

const evaluateAgain = async (
  { facts, asOf, invalid, before }: DecidedCase,
  { decision }: RuleSet,
  evaluator: Evaluator,
): Promise<ReplayProblem | undefined> => {
  const engine: EngineName = evaluator.name;
  try {
    const answer = await evaluator.decide({
      ...{ decision, facts, asOf },
      ...(invalid === undefined ? {} : { invalid }),
    });
    if (answer.code !== 'decided')
      return { code: 'refused', engine, pointers: answer.errors.map(({ pointer }) => pointer) };
    const paths = differingPaths(told(before.decision), told(answer.decision), mostPaths);
    return paths.length === 0 ? undefined : { code: 'differs', engine, paths };
  } catch (cause) {
    return { code: 'failed', engine, message: cause instanceof Error ? cause.message : String(cause) };
  }
};

const isClosed = `coalesce("decided.personal" IN ('erased', 'masked', 'sealed'), FALSE)`;

const isChosen = ({ id, from, to }: ReplayPlan): Sql =>
  decidedBetween(from, to, ...(id === undefined ? [] : [`id = ${textOf(id)}`]));

const countOf = async ({ ask }: Pick<DuckDb, 'ask'>, relation: Sql): Promise<number> =>
  Number((await ask(`SELECT count(*) AS "rows" FROM ${relation}`))[0]?.['rows']);

const byOrder = ({ order: [chain, sequence] }: Placed, { order: [other, later] }: Placed): number =>
  chain - other || sequence - later;
