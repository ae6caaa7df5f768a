import type { Group } from '../sql/group.js';
import type { Seat, Written } from '../sql/recorder.js';
import { rows, runAwaited, type Run } from '../sql/statement.js';
import type { ChainSession } from './chain-session.js';
import { isConnectionFailure, isToBeTriedAgain, sqlState } from './failures.js';
import type { KeptSession } from './kept-session.js';

/**
 * Writes to the chain that is held, over whatever becomes of the connection. What was not sent yet waits so long for a connection before it is
 * refused; what was sent waits as long for one that tells what became of it.
 */
export const makeSeat = (kept: KeptSession, patienceMs: number): Seat => {
  const giveUpAt = performance.now() + patienceMs;
  let writing: ChainSession | undefined;

  const session = async (until: number): Promise<ChainSession> => {
    const current = await kept.current(until - performance.now());
    if (current === undefined)
      throw new Error('There is no connection to the database.', { cause: kept.problem });
    return current;
  };
  const runUntil =
    (until: number): Run =>
    (steps) =>
      runAwaited(steps, async (statement) => {
        for (;;) {
          const current = await session(until);
          try {
            return await current.run(statement);
          } catch (cause) {
            if (!isConnectionFailure(cause)) throw cause;
            kept.discard(current);
          }
        }
      });

  /** What an unknown group came to: a later session proves that the one that sent it has ended. */
  const settle = async ({ rows: [first] }: Group, cause: unknown): Promise<Written> => {
    if (first === undefined) return { code: 'written' };
    try {
      // A group is there whole or not at all, so its first record stands for it.
      const found = await runUntil(performance.now() + patienceMs)(
        rows('SELECT 1 FROM record WHERE id = ? AND place = ?', first.id, first.place),
      );
      if (found.length > 0) return { code: 'written' };
      return performance.now() > giveUpAt ? { code: 'not-recorded', cause } : { code: 'again' };
    } catch (later) {
      return { code: 'in-doubt', cause: later };
    }
  };

  return {
    run: runUntil(giveUpAt),
    chain: async () => {
      writing = await session(giveUpAt);
      return { ...writing.chain, end: writing.end };
    },
    write: async (group, kinds) => {
      if (writing === undefined)
        throw new RangeError('A group comes after the end of its chain was asked for.');
      const written = await writing.write(group, kinds);
      switch (written.code) {
        case 'written':
        case 'conflict':
          return written;
        case 'not-ours':
          kept.discard(writing);
          return { code: 'again' };
        case 'unknown':
          kept.discard(writing);
          return settle(group, written.cause);
        case 'refused':
          return isToBeTriedAgain(sqlState(written.cause) ?? '') && performance.now() <= giveUpAt
            ? { code: 'again' }
            : { code: 'not-recorded', cause: written.cause };
      }
    },
  };
};
