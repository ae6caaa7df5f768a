import { countCompared, type Tally } from '../../../analysis/impact/tally.js';
import type { Cohort } from '../../../analysis/impact/cohorts.js';
import { within } from '../../../analysis/impact/map-counts.js';
import { judgedBy, type Judged } from '../../../analysis/impact/judge-case.js';
import type { ClauseId } from '../../../contract/contract.js';
import { isRecord } from '../../../language/values.js';
import type { ComparisonQuery } from './comparison-query.js';

/** A row that may be among the largest of its unit. */
export interface LargeRow {
  readonly unit: string;
  /** What is gained or lost, without its sign. */
  readonly size: bigint;
  /** Place of its chain among the chains. */
  readonly chain: number;
  readonly sequence: number;
}

/** What groups of cases came to. */
export interface Counted {
  /** Cases that are the evaluator's. */
  readonly left: number;
  readonly large: readonly LargeRow[];
}

/** What is counted besides. */
export interface Counting {
  readonly decision: string;
  readonly query: Pick<ComparisonQuery, 'effects' | 'moves'>;
  readonly cohorts: readonly Cohort[];
  /** The clauses that a decision cites when these rules fired. */
  readonly clausesOf: (fired: bigint) => readonly ClauseId[];
  /** What a cohort is told from, of a value that the query gave. */
  readonly caseOf: (cohort: number, value: unknown) => Parameters<Cohort['valueOf']>[0];
}

/** Counts the rows of a comparison: each is so many cases that are alike but for their amounts. */
export const countGroups = (
  tally: Tally,
  rows: readonly Readonly<Record<string, unknown>>[],
  { decision, query, cohorts, clausesOf, caseOf }: Counting,
): Counted => {
  let left = 0;
  const large: LargeRow[] = [];
  for (const row of rows) {
    const cases = Number(row['cases']);
    if (row['is left'] === true) {
      left += cases;
      continue;
    }
    const outcomes = [String(row['before']), String(row['after'])] as const;
    const judged = judgedOf(row, outcomes, clausesOf(BigInt(String(row['fired']))), query);
    const one = {
      ...{ decision, outcomes, judged },
      cohorts: cohorts.map(
        ({ name, valueOf }, at) => [name, valueOf(caseOf(at, row[`cohort ${at}`]))] as const,
      ),
    };
    countCompared(tally, { ...one, asOf: Number(row['earliest']) }, cases);
    tally.latest = Math.max(tally.latest, Number(row['latest']));
    if (judged.verdict === 'changed') large.push(...largeOf(row, query));
  }
  return { left, large };
};

const judgedOf = (
  row: Readonly<Record<string, unknown>>,
  [before, after]: readonly [string, string],
  now: readonly ClauseId[],
  { effects, moves }: Counting['query'],
): Judged => {
  const then = row['clauses before'] as readonly ClauseId[]; // as the product wrote them
  const differing = effects.filter(({ same }) => row[same] === false).map(({ name }) => name);
  const isChanged = before !== after || differing.length > 0 || row['same discretion'] === false;
  const judged = judgedBy(isChanged, [then, now]);
  if (judged.verdict !== 'changed') return { ...judged, effects: [], movements: [] };
  const movements = moves.flatMap(({ stake, unit, sum }) => {
    const change = BigInt(String(row[sum]));
    return change === 0n
      ? []
      : [
          {
            ...{ effect: stake.effect, customer: stake.customer, change },
            unit: String(row[unit]),
            isMoney: stake.unit === null,
          },
        ];
  });
  return { ...judged, effects: differing, movements: differing.length === 0 ? [] : movements };
};

const largeOf = (row: Readonly<Record<string, unknown>>, { moves }: Counting['query']): readonly LargeRow[] =>
  moves.flatMap(({ unit, largest }) => {
    const found = largest === null ? null : row[largest];
    if (!Array.isArray(found)) return [];
    return found.flatMap((one: unknown): readonly LargeRow[] => {
      if (!isRecord(one) || !isRecord(one['place'])) return [];
      const { chain, sequence } = one['place'];
      return [
        {
          unit: String(row[unit]),
          size: -BigInt(String(one['size'])),
          ...{ chain: Number(chain), sequence: Number(sequence) },
        },
      ];
    });
  });

const mostLarge = 10;

/** The largest rows of each unit; of equal ones, those that came first. */
export const foremost = <Row extends LargeRow>(rows: readonly Row[]): readonly Row[] => {
  const byUnit = new Map<string, Row[]>();
  for (const row of rows) within(byUnit, row.unit, (): Row[] => []).push(row);
  return [...byUnit.values()].flatMap((of) =>
    of
      .toSorted((a, b) => Number(b.size - a.size) || a.chain - b.chain || a.sequence - b.sequence)
      .slice(0, mostLarge),
  );
};
