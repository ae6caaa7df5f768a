import { loadReplayed } from '../../audit/replay/replay-log.js';
import { makeOwnPool, makePool, threadScript, type Pool } from '../../workers/pool.js';
import type { LogToRead } from '../arguments/open.js';
import { makeRowsOfLines, type LinesOfChain, type RowsOfLines, type RowsPlan } from './rows-of-lines.js';

/** Makes rows in this thread, or in others. */
export const makeRowsPool = (
  log: Pick<LogToRead, 'release'>,
  plan: RowsPlan,
  workers: number,
): Pool<LinesOfChain, RowsOfLines> => {
  const filesOf = async (digest: string): Promise<ReadonlyMap<string, string> | undefined> =>
    (await log.release(digest))?.files;
  if (workers === 0)
    return makeOwnPool(makeRowsOfLines(plan, async (digest) => loadReplayed(digest, await filesOf(digest))));
  return makePool(threadScript('rows-worker', import.meta.url), {
    width: workers,
    data: plan,
    answer: filesOf,
  });
};
