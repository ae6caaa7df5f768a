import pg from 'pg';
import { isConnectionFailure } from './failures.js';

/** Runs statements that may run twice, on one of a few connections. */
export interface Reader {
  /** Tried once more where the connection was lost. */
  readonly rows: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

/** Opens connections as they are needed. */
export const makeReader = (config: pg.PoolConfig): Reader => {
  const pool = new pg.Pool(config);
  // A connection that breaks while idle is dropped from the pool; the next statement opens another.
  pool.on('error', () => undefined);
  return {
    rows: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const run = () => pool.query<Row>(text, [...values]);
      try {
        return (await run()).rows;
      } catch (cause) {
        if (!isConnectionFailure(cause)) throw cause;
        return (await run()).rows;
      }
    },
    close: () => pool.end(),
  };
};
