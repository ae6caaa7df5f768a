import type { Database } from './database.js';

const tries = 100;
const pauseMs = 100;

/**
 * Makes what takes content that was removed out of the write-ahead file; who reads from it meanwhile is waited for. It resolves to what kept it
 * from that.
 */
export const clearWriteAhead =
  (database: Database, pause: (ms: number) => Promise<void>): (() => Promise<unknown>) =>
  async () => {
    let cause: unknown = new Error('a reader holds it');
    for (let nth = 0; nth < tries; nth += 1) {
      try {
        if (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()[0]?.[0] === 0) return undefined;
      } catch (error) {
        cause = error;
      }
      await pause(pauseMs);
    }
    return cause;
  };
