import { offerLargest, type Largest, type LargeCase } from '../../../analysis/impact/largest.js';
import { stakesOf } from '../../../analysis/impact/stakes.js';
import {
  countNotCompared,
  emptyTally,
  type NotCompared,
  type Tally,
} from '../../../analysis/impact/tally.js';
import { makeWeighCase } from '../../../analysis/impact/weigh-cases.js';
import type { Edition } from '../../../edition/model/edition.js';
import { engines } from '../../../engine/engines.js';
import type { ColumnsWeighing } from './columns-weighing.js';
import type { Reading } from '../../../sql/query/write-query.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import { nameOf, textOf, type Sql } from '../../../sql/values/sql-text.js';
import { byNumbers } from '../../../language/text-order.js';
import { cohortsOf } from '../impact-batch.js';
import type { ImpactRun } from '../run-impact.js';
import { decidedBetween } from '../../columns/decided-between.js';
import { ofRelease } from '../../columns/of-release.js';
import { caseOfCohort } from './cohort-columns.js';
import { countGroups, foremost, type Counted, type LargeRow } from './count-groups.js';
import { caseOf, casesOf, chainPlace } from './record-rows.js';
import { keysOf, namesIn, readable, withEffects } from './readable-rows.js';
import { mustBeSameTally } from './same-tally.js';
import { translateComparison } from './translate-comparison.js';

/** Weighs recorded decisions in columns: by one query for each decision, and by the evaluator where the query leaves a row to it. */
export const weighColumns = async (weighing: ColumnsWeighing): Promise<ImpactRun> => {
  const tally = emptyTally();
  const large: LargeCase[] = [];
  for (const [decision, files] of weighing.decisions) {
    const [all] = await weighing.duckdb.ask(`SELECT count(*) AS "rows" FROM ${files}`);
    tally.read += Number(all?.['rows']);
    const { decision: only } = weighing.plan.choice;
    if (only === undefined || only === decision) await weighDecision(weighing, decision, files, tally, large);
  }
  // Of equal ones those count that came first, whatever they were decided by.
  const largest: Largest = new Map();
  for (const one of large.toSorted((a, b) => byNumbers(a.at, b.at))) offerLargest(largest, one);
  return { tally, largest };
};

const weighDecision = async (
  weighing: ColumnsWeighing,
  decision: string,
  files: Sql,
  tally: Tally,
  large: LargeCase[],
): Promise<void> => {
  const { duckdb, plan, edition, before, sample, tell } = weighing;
  const chosenOf = (relation: Sql): Sql =>
    `(SELECT * FROM ${relation} WHERE ${decidedBetween(plan.choice.from, plan.choice.until)})`;
  const chosen = chosenOf(files);
  const kinds = await duckdb.ask(
    `SELECT "decided.document" AS document, "decided.release" AS release, "decided.personal" AS personal, count(*) AS "rows" FROM ${chosen} GROUP BY ALL`,
  );
  const releases = new Map<string, Edition | undefined>();
  let rows = 0;
  let isLeftOut = false;
  for (const { document, release, personal, rows: count } of kinds) {
    const times = Number(count);
    if (personal === 'erased' || personal === 'masked' || personal === 'sealed') {
      countNotCompared(tally, personal satisfies NotCompared, [], times);
      continue;
    }
    tally.chosen += times;
    if (document !== edition.identity.document) countNotCompared(tally, 'other-document', [], times);
    else if (!edition.decisions.has(decision))
      countNotCompared(tally, 'no-such-decision', [`\`${decision}\``], times);
    else {
      rows += times;
      isLeftOut ||= personal === 'left-out';
      if (!releases.has(String(release))) releases.set(String(release), await before(String(release)));
    }
  }
  if (rows === 0) return;
  const ruleSet = edition.decisions.get(decision);
  const ownOf = async (relation: Sql): Promise<Sql> => {
    const typed = ruleSet === undefined ? relation : await ofRelease(duckdb, relation, edition, ruleSet);
    return `(SELECT * FROM ${chosenOf(typed)} WHERE "decided.document" = ${textOf(edition.identity.document)} AND coalesce("decided.personal", '') NOT IN ('erased', 'masked', 'sealed'))`;
  };
  const own = await ownOf(files);
  const evaluate = makeEvaluate(weighing, large);
  const made = translateComparison(weighing, decision, releases, isLeftOut);
  if (typeof made === 'string') {
    tell(`${decision}: the evaluator decides all ${rows} cases: ${made}.`);
    await evaluate(tally, own, 'TRUE');
    return;
  }
  const { sql, query, clausesOf } = made;
  const toEvaluate = made.toEvaluate(await namesIn(duckdb, own));
  const cohorts = cohortsOf(edition, plan.cohorts);
  const readingOf = async (relation: Sql): Promise<Reading> => {
    const from = `(SELECT *, ${toEvaluate} AS "to evaluate" FROM ${await withEffects(duckdb, relation, edition, decision)})`;
    return { from: await readable(duckdb, from, sql, decision), keys: keysOf(edition, decision) };
  };
  const count = (into: Tally, groups: Groups): Counted =>
    countGroups(into, groups, {
      ...{ decision, query, cohorts, clausesOf },
      caseOf: (at, value) => caseOfCohort(edition, plan.cohorts[at - 1], value),
    });

  // Each set of fired rules that a part of the log has is decided once; a case of each, and a sample, goes both ways before anything is told.
  const { relation: portion, size } = await portionOf(
    duckdb,
    own,
    { rows, few: weighing.fewRows ?? fewRows },
    weighing.portions?.get(decision),
    ownOf,
  );
  const found = await duckdb.ask(sql.examplesIn(await readingOf(portion), 'id'));
  const sets = found.map(({ fired }) => BigInt(String(fired)));
  const examples = found.map(({ example }) => textOf(String(example))).join(', ');
  const nth = Math.max(1, Math.floor(size / Math.max(1, sample)));
  await duckdb.run(
    `CREATE OR REPLACE TEMP TABLE sampled AS SELECT * FROM ${portion} WHERE hash(id) % ${nth} = 0${examples === '' ? '' : ` OR id IN (${examples})`}`,
  );
  const decidedSample = sql.deciding(await readingOf('sampled'), sets);
  const [byQuery, byEvaluator] = [emptyTally(), emptyTally()];
  count(byQuery, await duckdb.ask(query.sql(decidedSample, sets)));
  await makeEvaluate(weighing, [])(
    byEvaluator,
    'sampled',
    `id IN (SELECT id FROM (${decidedSample}) AS decided WHERE NOT ${query.isLeft})`,
  );
  mustBeSameTally(decision, byQuery, byEvaluator);

  // All are read once. What a set that the part did not have leaves open is the evaluator's.
  await duckdb.run(
    `CREATE OR REPLACE TEMP TABLE weighed AS ${query.sql(sql.deciding(await readingOf(own), sets), sets)}`,
  );
  const counted = count(tally, await duckdb.ask(`SELECT * EXCLUDE (${nameOf(query.left)}) FROM weighed`));
  if (counted.left > 0) {
    tell(`${decision}: ${counted.left} of ${rows} cases are decided by the evaluator.`);
    await duckdb.run(
      `CREATE OR REPLACE TEMP TABLE left_over AS SELECT DISTINCT place.chain AS chain, place.sequence AS sequence FROM (SELECT unnest(${nameOf(query.left)}) AS place FROM weighed)`,
    );
    await evaluate(
      tally,
      own,
      `(${chainPlace(weighing.chains)}, "decided.sequence") IN (SELECT (chain, sequence) FROM left_over)`,
    );
  }
  await makeEvaluate(weighing, large)(emptyTally(), own, placesOf(weighing.chains, foremost(counted.large)));
};

/** Decides the cases of a relation by the evaluator, and counts what comes of it; keeps those that are among the largest. */
const makeEvaluate = ({ duckdb, plan, edition, chains }: ColumnsWeighing, large: LargeCase[]) => {
  const weigh = makeWeighCase(
    {
      ...{ edition, overlook: plan.overlook, evaluator: engines.compiled(edition) },
      ...{ stakes: stakesOf(edition, plan.sides), cohorts: cohortsOf(edition, plan.cohorts) },
    },
    { large: (one) => large.push(one) },
  );
  return async (tally: Tally, relation: Sql, where: Sql): Promise<void> => {
    for await (const row of duckdb.rows(casesOf(relation, where, chains))) {
      const weighed = weigh(tally, caseOf(row));
      if (weighed !== undefined) await weighed;
    }
  };
};

/** The rows of a part of the files; all rows where there is no part, or it has few of those that are chosen. */
const portionOf = async (
  { ask }: Pick<DuckDb, 'ask'>,
  all: Sql,
  { rows, few }: { readonly rows: number; readonly few: number },
  part: Sql | undefined,
  ownOf: (relation: Sql) => Promise<Sql>,
): Promise<{ readonly relation: Sql; readonly size: number }> => {
  if (part === undefined) return { relation: all, size: rows };
  const relation = await ownOf(part);
  const [counted] = await ask(`SELECT count(*) AS "rows" FROM ${relation}`);
  const size = Number(counted?.['rows']);
  return size < Math.min(rows, few) ? { relation: all, size: rows } : { relation, size };
};

const fewRows = 50_000;

/** Rows of a comparison. */
type Groups = Awaited<ReturnType<DuckDb['ask']>>;

const placesOf = (chains: readonly string[], rows: readonly LargeRow[]): Sql =>
  rows.length === 0
    ? 'FALSE'
    : // What is far from these is not read.
      `"decided.sequence" IN (${rows.map(({ sequence }) => sequence).join(', ')}) AND (coalesce("decided.chain", ''), "decided.sequence") IN (${rows.map(({ chain, sequence }) => `(${textOf(chains[chain - 1] ?? '')}, ${sequence})`).join(', ')})`;
