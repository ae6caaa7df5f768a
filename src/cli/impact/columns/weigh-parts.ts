import { join } from 'node:path';
import type { LargeCase } from '../../../analysis/impact/largest.js';
import { within } from '../../../analysis/impact/map-counts.js';
import { emptyTally, type Tally } from '../../../analysis/impact/tally.js';
import type { LineBatch } from '../../../audit/verify/line-batches.js';
import type { Edition } from '../../../edition/model/edition.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import type { Sql } from '../../../sql/values/sql-text.js';
import { makePartTable } from '../../columns/part-table.js';
import { cohortsOf, makeImpactBatch, type BatchImpact, type ImpactPlan } from '../impact-batch.js';
import { caseOfCohort } from './cohort-columns.js';
import { countGroups, foremost, type LargeRow } from './count-groups.js';
import { batchOf, linesAt, type LogPart } from './log-parts.js';
import { preparePart, type PreparedPart } from './prepare-part.js';
import { mustBeSameTally } from './same-tally.js';

/** What parts of a log are weighed with. */
export interface PartsWeighing {
  readonly duckdb: Pick<DuckDb, 'ask' | 'run'>;
  readonly plan: ImpactPlan;
  /** The one that is asked about. */
  readonly edition: Edition;
  /** A release that decided before, by its digest. */
  readonly before: (digest: string) => Promise<Edition | undefined>;
  /** A folder for files that are gone once they are read. */
  readonly folder: string;
  /** So many cases of a part that is sampled are decided by the evaluator too, and compared. */
  readonly sample: number;
  /** Weighs lines one by one. */
  readonly oneByOne: (batch: LineBatch) => Promise<void>;
  readonly tell: (message: string) => void;
}

/** What came of the parts of a log. */
export interface PartsWeighed {
  readonly tally: Tally;
  /** Those that may be among the largest. */
  readonly large: readonly LargeCase[];
}

/** Weighs parts of a log, one after the other. */
export interface WeighParts {
  readonly weigh: (part: LogPart) => Promise<void>;
  /** What all of them came to. */
  readonly end: () => Promise<PartsWeighed>;
}

/** A row that may be among the largest, with its line. */
interface LargeLine extends LargeRow {
  readonly chainName: string;
  readonly text: string;
}

/** What is known of the parts of one decision under one release. */
interface PartKind {
  /** How they are weighed, or why the evaluator decides them all. */
  readonly making: Promise<PreparedPart | string>;
  /** So many came. */
  parts: number;
  /** The sets of fired rules that are found so far. */
  readonly known: Set<bigint>;
}

/** Makes what weighs parts: by a query where a decision translates, and by the evaluator what that leaves, and a sample. */
export const makeWeighParts = (weighing: PartsWeighing): WeighParts => {
  const { duckdb, plan, edition, folder, sample, oneByOne, tell } = weighing;
  const tally = emptyTally();
  const kinds = new Map<string, PartKind>();
  const left = new Map<string, number>();
  const own = makeImpactBatch(plan, edition, null);
  const cohorts = cohortsOf(edition, plan.cohorts);
  let large: readonly LargeLine[] = [];
  const source = join(folder, 'part.ndjson');

  const byEvaluator = async (part: LogPart, lines: ReturnType<typeof linesAt>): Promise<void> => {
    left.set(part.decision, (left.get(part.decision) ?? 0) + lines.length);
    for (let from = 0; from < lines.length; from += linesOfBatch)
      await oneByOne(batchOf(part.chain.name, lines.slice(from, from + linesOfBatch)));
  };

  /** Makes the table of a part; false where something in it is in no usual form. */
  const readPart = async (part: LogPart, { lean }: PreparedPart): Promise<boolean> => {
    const longest = part.lines.reduce((most, one) => Math.max(most, one.longest), 0);
    const pieces = part.lines.flatMap((one) => one.pieces);
    const query = lean.query(source, { ...part, longest });
    if (!(await makePartTable(duckdb, source, pieces, query))) return false;
    const [counted] = await duckdb.ask('SELECT count(*) AS "rows" FROM part');
    return Number(counted?.['rows']) === part.rows;
  };

  const groupsOf = async (
    made: PreparedPart,
    relation: Sql,
    known: readonly bigint[],
    into: Tally,
    decision: string,
  ): Promise<{
    readonly cases: number;
    readonly leftAt: ReadonlySet<number>;
    readonly large: readonly LargeRow[];
  }> => {
    const reading = await made.reading(relation);
    const groups = await duckdb.ask(made.query.sql(made.sql.deciding(reading, known), known));
    const counted = countGroups(into, groups, {
      ...{ decision, query: made.query, cohorts, clausesOf: made.clausesOf },
      caseOf: (at, value) => caseOfCohort(edition, plan.cohorts[at - 1], value),
    });
    const places = groups.flatMap(
      (group) => (group[made.query.left] ?? []) as readonly { readonly sequence: string }[],
    ); // as the query lists them
    return {
      cases: groups.reduce((sum, group) => sum + Number(group['cases']), 0),
      leftAt: new Set(places.map(({ sequence }) => Number(sequence))),
      large: counted.large,
    };
  };

  /** Finds the sets of fired rules of a part, and decides a sample of it both ways: of the first part, the second, the fourth, and so on. */
  const sampled = async (part: LogPart, made: PreparedPart, known: Set<bigint>): Promise<void> => {
    const found = await duckdb.ask(made.sql.examplesIn(await made.reading('part'), 'decided.sequence'));
    for (const { fired } of found) known.add(BigInt(String(fired)));
    const nth = Math.max(1, Math.floor(part.rows / Math.max(1, sample)));
    const some = await duckdb.ask(
      `SELECT "decided.sequence" AS sequence FROM part WHERE hash("decided.sequence") % ${nth} = 0`,
    );
    const places = new Set([
      ...found.map(({ example }) => Number(example)),
      ...some.map(({ sequence }) => Number(sequence)),
    ]);
    const byQuery = emptyTally();
    const relation = `(SELECT * FROM part WHERE "decided.sequence" IN (${[...places].join(', ')}))`;
    const { leftAt } = await groupsOf(made, relation, [...known], byQuery, part.decision);
    const lines = linesAt(part.lines, new Set([...places].filter((place) => !leftAt.has(place))));
    const { tally: wanted } = await own(batchOf(part.chain.name, lines));
    mustBeSameTally(part.decision, byQuery, wanted);
  };

  const keepLarge = (part: LogPart, rows: readonly LargeRow[]): void => {
    const chain = part.chain.number;
    const before = new Set(large.map(({ chain: of, sequence }) => `${of} ${sequence}`));
    const found = foremost([
      ...large,
      ...foremost(rows).map((row) => ({ ...row, chain, chainName: part.chain.name, text: '' })),
    ]);
    const fresh = new Set(
      found.filter((row) => !before.has(`${row.chain} ${row.sequence}`)).map(({ sequence }) => sequence),
    );
    const texts = new Map(linesAt(part.lines, fresh).map(({ sequence, text }) => [sequence, text]));
    large = found.map((row) => (row.text === '' ? { ...row, text: texts.get(row.sequence) ?? '' } : row));
  };

  return {
    weigh: async (part) => {
      const kind = within(kinds, `${part.decision} ${part.release}`, () => ({
        making: preparePart(weighing, part),
        parts: 0,
        known: new Set<bigint>(),
      }));
      const made = await kind.making;
      if (typeof made === 'string' && kind.parts === 0)
        tell(`${part.decision}: the evaluator decides all cases of ${part.release}: ${made}.`);
      kind.parts += 1;
      if (typeof made === 'string' || !(await readPart(part, made))) {
        for (const one of part.lines) await byEvaluator(part, linesAt([one], null));
        return;
      }
      const { known } = kind;
      if (isPowerOfTwo(kind.parts)) await sampled(part, made, known);
      const counted = await groupsOf(made, 'part', [...known], tally, part.decision);
      tally.read += part.rows - counted.leftAt.size;
      tally.chosen += counted.cases - counted.leftAt.size;
      await byEvaluator(part, linesAt(part.lines, counted.leftAt));
      keepLarge(part, counted.large);
    },
    end: async () => {
      for (const [decision, count] of left)
        if (count > 0) tell(`${decision}: ${count} cases are decided by the evaluator.`);
      const found: LargeCase[] = [];
      const again = makeImpactBatch(plan, edition, null);
      for (const { chainName, sequence, text } of large) {
        const { large: ofLine }: BatchImpact = await again(batchOf(chainName, [{ sequence, text }]));
        found.push(...ofLine);
      }
      return { tally, large: found };
    },
  };
};

const linesOfBatch = 500;

const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;
