import pg from 'pg';
import type { Dialect, Run, SqlRow, Statement } from '../sql/statement.js';
import { runAwaited } from '../sql/statement.js';
import { isConnectionFailure } from './failures.js';

/** How PostgreSQL says it. */
export const postgres: Dialect = {
  amongTexts: '= ANY (?)',
  amongIntegers: '= ANY (?)',
  lineValue: (line) => line,
};

/** Runs a statement on a connection, or on one of several. */
export const runOn = async (
  client: pg.ClientBase | pg.Pool,
  { text, values }: Statement,
): Promise<readonly SqlRow[]> => {
  let nth = 0;
  const numbered = text.replaceAll('?', () => `$${(nth += 1)}`);
  return (await client.query<unknown[]>({ text: numbered, values: [...values], rowMode: 'array' })).rows;
};

/** Runs statements that may run twice, on one of a few connections: each is tried once more where the connection was lost. */
export interface Reader {
  readonly run: Run;
  readonly close: () => Promise<void>;
}

/** Opens connections as they are needed. */
export const makeReader = (config: pg.PoolConfig): Reader => {
  const pool = new pg.Pool(config);
  // A connection that breaks while idle is dropped from the pool; the next statement opens another.
  pool.on('error', () => undefined);
  const runOne = async (statement: Statement): Promise<readonly SqlRow[]> => {
    try {
      return await runOn(pool, statement);
    } catch (cause) {
      if (!isConnectionFailure(cause)) throw cause;
      return runOn(pool, statement);
    }
  };
  return { run: (steps) => runAwaited(steps, runOne), close: () => pool.end() };
};
