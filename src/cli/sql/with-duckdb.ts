import { availableParallelism } from 'node:os';
import { openDuckDb, type DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { CouldNot } from '../shell/command.js';

/** What DuckDB may take of memory beside this process, in MB. */
const memoryMb = 1400;

/** Does something with DuckDB, which is closed afterwards; what it can't do is told as it says it. */
export const withDuckDb = async <Result>(use: (duckdb: DuckDb) => Promise<Result>): Promise<Result> => {
  const duckdb = await openDuckDb({ threads: availableParallelism(), memoryMb });
  if (duckdb === undefined)
    throw new CouldNot('There is no DuckDB. Install it: `npm install --save-dev @duckdb/node-api`.');
  try {
    return await use(duckdb);
  } catch (error) {
    if (error instanceof Error && /^[A-Z][A-Za-z ]* Error: /.test(error.message))
      throw new CouldNot(`DuckDB could not do it: ${error.message}`, { cause: error });
    throw error;
  } finally {
    await duckdb.close();
  }
};
