import { isDeepStrictEqual } from 'node:util';
import { within } from '../../../analysis/impact/map-counts.js';
import type { Tally } from '../../../analysis/impact/tally.js';
import type { Sql } from '../../../sql/values/sql-text.js';
import type { ImpactPlan } from '../impact-batch.js';
import type { LargeRow } from './count-groups.js';

/** Whether a record was decided in the time that is asked about. */
export const isChosen = ({ choice: { from, until } }: ImpactPlan): Sql =>
  [
    'TRUE',
    ...(from === undefined ? [] : [`epoch_ms("decided.at") >= ${from}`]),
    ...(until === undefined ? [] : [`epoch_ms("decided.at") < ${until}`]),
  ].join(' AND ');

/** Whether a query and the evaluator came to the same. */
export const isSameTally = (one: Tally, other: Tally): boolean =>
  isDeepStrictEqual(
    [one.decisions, one.cohorts, one.earliest, one.latest],
    [other.decisions, other.cohorts, other.earliest, other.latest],
  );

/** That they did not. */
export const differs = (decision: string): string =>
  `impact-differs: of a sample of \`${decision}\` the query comes to something else than the evaluator. Nothing of it can be told; take \`--data\` or \`--store\`, and report it.`;

/** By their numbers, where they have any: `line 9` is before `line 10`. */
export const compareTexts = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

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
