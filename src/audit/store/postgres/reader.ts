import pg from 'pg';
import type { Dialect, Run, SqlRow, Statement } from '../sql/statement.js';
import { runAwaited } from '../sql/statement.js';
import { StoreUnavailableError } from '../failures.js';
import type { DecisionLog } from '../decision-log.js';
import { endOf } from './connection.js';
import { copyLines } from './copy-lines.js';
import { isConnectionFailure, isTimeout } from './failures.js';

/** How PostgreSQL says it. */
export const postgres: Dialect = {
  amongTexts: '= ANY (?)',
  amongIntegers: '= ANY (?)',
  asOf: `substr(line, strpos(line, '"inputs":{"asOf":"') + 18, 24) COLLATE "C"`,
  lineValue: (line) => line,
  joined: "string_agg(line, E'\\n' ORDER BY place)",
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

/**
 * Runs statements that may run twice, on one of a few connections: each is tried once more where the connection was lost. Rejects with
 * `StoreUnavailableError` where there is none, and where the server does not answer in time.
 */
export interface Reader {
  readonly run: Run;
  /** Lines of a chain as one text, by a connection that is tried once. */
  readonly copied: DecisionLog['linesJoined'];
  readonly close: () => Promise<void>;
}

/** Opens connections as they are needed. */
export const makeReader = (config: pg.PoolConfig): Reader => {
  const open = (): pg.Pool => {
    const opened = new pg.Pool(config);
    // A connection that breaks while idle is dropped from the pool; the next statement opens another.
    opened.on('error', () => undefined);
    return opened;
  };
  let pool = open();
  /** Where one connection does not answer, the others that idle may not either. */
  const renew = (silent: pg.Pool): void => {
    if (pool !== silent) return;
    pool = open();
    void endOf(silent);
  };
  const runOne = async (statement: Statement, isAgain = false): Promise<readonly SqlRow[]> => {
    const on = pool;
    try {
      return await runOn(on, statement);
    } catch (cause) {
      if (isTimeout(cause)) renew(on);
      else if (!isConnectionFailure(cause)) throw cause;
      else if (!isAgain) return runOne(statement, true);
      throw new StoreUnavailableError(cause);
    }
  };
  return {
    run: (steps) => runAwaited(steps, (statement) => runOne(statement)),
    copied: (...asked) => copyLines(pool, ...asked),
    close: () => endOf(pool),
  };
};
