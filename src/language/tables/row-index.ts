import type { TableExpression } from '../syntax/expression.js';
import type { Computed } from '../types/types.js';
import { dropsOut } from './table-value.js';
import { isAmong, makeColumn, type Column, type Stretch } from './column.js';

/** Finds the rows of a table that apply. */
export interface RowIndex {
  /**
   * The numbers of the rows whose tests hold, from 1, in order; of a table that takes the first, that one alone.
   * @param values by column, the value of its input
   * @param notInForce clauses that are held invalid, with which rows drop out
   * @param holds whether a test holds that the input's value alone does not decide; row and column count from 0
   */
  readonly rowsFor: (
    values: readonly Computed[],
    holds: (row: number, column: number) => boolean,
    notInForce?: readonly string[],
  ) => readonly number[];
}

/** Rows in one region of a column, or rows that are looked at one by one. */
type Node = readonly number[] | { readonly column: number; readonly regions: readonly Node[] };

/** So few rows are looked at one by one. */
const fewRows = 8;

/** So many entries an index may have, so that rows which apply to many regions each do not fill the memory. */
const mostEntries = 200_000;

/**
 * The index of a table: the rows are divided by the column that tells most apart, those of each region by the next one, and so on. So of a
 * thousand rows that share a column few are looked at.
 */
export const makeRowIndex = ({ inputs, rows, hit }: TableExpression): RowIndex => {
  const columns = inputs.map((input, at) =>
    makeColumn(
      input,
      rows.map(({ tests }) => tests[at] ?? null),
    ),
  );
  const admitted = rows.map(({ tests }) => columns.map((column, at) => column.admitted(tests[at] ?? null)));
  let entries = 0;
  const divide = (among: readonly number[], left: readonly number[]): Node => {
    if (among.length <= fewRows) return among;
    const divided = left
      .map((at) => ({ at, regions: byRegion(among, at, columns, admitted) }))
      .map((one) => ({ ...one, most: Math.max(...one.regions.map((list) => list.length)) }))
      .toSorted((a, b) => a.most - b.most)[0];
    if (divided === undefined || divided.most === among.length) return among;
    const size = divided.regions.reduce((sum, list) => sum + list.length, 0);
    if (entries + size > mostEntries) return among;
    entries += size;
    const others = left.filter((at) => at !== divided.at);
    return { column: divided.at, regions: divided.regions.map((list) => divide(list, others)) };
  };
  const root = divide(
    rows.map((_, row) => row),
    inputs.map((_, at) => at),
  );
  return {
    rowsFor: (values, holds, notInForce = []) => {
      const regions = columns.map((column, at) => column.regionOf(values[at] ?? null));
      let node = root;
      while ('column' in node) node = node.regions[regions[node.column] ?? 0] ?? [];
      const found: number[] = [];
      for (const row of node) {
        const own = rows[row];
        if (own !== undefined && dropsOut(own, notInForce)) continue;
        const sets = admitted[row] ?? [];
        const isIn = sets.every((set, at) => set === undefined || isAmong(regions[at] ?? 0, set));
        if (!isIn || !sets.every((set, at) => set !== undefined || holds(row, at))) continue;
        found.push(row + 1);
        if (hit === 'first') break;
      }
      return found;
    },
  };
};

/** By region of a column, the rows that may apply there. */
export const byRegion = (
  rows: readonly number[],
  at: number,
  columns: readonly Column[],
  admitted: readonly (readonly (readonly Stretch[] | undefined)[])[],
): readonly (readonly number[])[] => {
  const count = columns[at]?.count ?? 0;
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (const row of rows)
    for (const [from, to] of admitted[row]?.[at] ?? [[0, count - 1] as const])
      for (let region = from; region <= to; region += 1) lists[region]?.push(row);
  return lists;
};
