import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { WantedColumn } from '../../sql/duckdb/relation-of-files.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { nameOf, textOf, type Sql } from '../../sql/values/sql-text.js';
import { inOrder } from '../../workers/in-order.js';
import { makePool, threadScript } from '../../workers/pool.js';
import type { RowsToDecide, SomeAnswers, SomeRows } from './answer-rows.js';

/** Rows that a thread has at a time. */
const rowsAtOnce = 1000;
/** Pieces that a thread has or has answered, which are not written yet. */
const piecesAhead = 3;

/** Columns of facts as one text of JSON. */
export const factsAsJson = (columns: readonly Pick<WantedColumn, 'name'>[]): Sql =>
  `CAST(to_json({${columns.map(({ name }) => `${textOf(name)}: ${nameOf(name)}`).join(', ')}}) AS VARCHAR)`;

/**
 * Decides rows with compiled evaluators over all cores, and writes their answers into a file: a line of JSON each, in the order of the rows.
 * @param query gives a column `key`, a text, and a column `facts` ({@link factsAsJson})
 * @param told told how many rows are decided so far
 * @returns how many rows there are, and how many of them are refused
 */
export const evaluateRows = async (
  { rows }: Pick<DuckDb, 'rows'>,
  query: Sql,
  plan: RowsToDecide,
  file: string,
  told: (rows: number) => void,
): Promise<{ readonly rows: number; readonly refused: number }> => {
  const width = availableParallelism();
  const pool = makePool<SomeRows, SomeAnswers>(threadScript('answer-worker', import.meta.url), {
    width,
    data: plan,
  });
  const output = await open(file, 'wx');
  try {
    let [count, refused] = [0, 0];
    const answered = inOrder(pieces(rows(query)), width * piecesAhead, async (some) => ({
      ...(await pool.run(some)),
      rows: some.length,
    }));
    for await (const one of answered) {
      await output.writeFile(one.lines);
      count += one.rows;
      refused += one.refused;
      told(count);
    }
    return { rows: count, refused };
  } finally {
    await output.close();
    await pool.close();
  }
};

async function* pieces(
  rows: AsyncIterable<Readonly<Record<string, unknown>>>,
): AsyncGenerator<SomeRows, void, undefined> {
  let some: { readonly key: string | null; readonly facts: string }[] = [];
  for await (const { key, facts } of rows) {
    // Both are texts; a key may be NULL.
    some.push({ key: typeof key === 'string' ? key : null, facts: String(facts) });
    if (some.length < rowsAtOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
