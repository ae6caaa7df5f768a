import { rm, writeFile } from 'node:fs/promises';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import type { Sql } from '../../sql/values/sql-text.js';

/**
 * Makes the table `part`, which belongs to its connection, of lines of JSON; false where something in them is in no usual form.
 * @param source a file for the lines, gone when it is read
 * @param query reads that file
 */
export const makePartTable = async (
  { run }: Pick<DuckDb, 'run'>,
  source: string,
  pieces: readonly Uint8Array[],
  query: Sql,
): Promise<boolean> => {
  await writeFile(source, pieces);
  try {
    await run(`CREATE OR REPLACE TEMP TABLE part AS ${query}`);
    return true;
  } catch (error) {
    if (error instanceof Error && /^(?:Invalid Input|Conversion) Error: /.test(error.message)) return false;
    throw error;
  } finally {
    await rm(source, { force: true });
  }
};
