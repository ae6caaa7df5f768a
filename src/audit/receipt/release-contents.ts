import type { Clause, ClauseId } from '../../contract/contract.js';
import { sha256, type Digest } from '../../language/canonical.js';
import { makePool, threadScript, type Pool } from '../../workers/pool.js';
import type { DecisionLog } from '../store/decision-log.js';
import { clausesIn } from './receipt.js';

/** A release as receipts have it. */
export interface ReleaseContent {
  readonly content: string;
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
}

/** Reads what releases hold; `undefined` of one that is not kept, or not as it was. */
export interface ReleaseContents {
  readonly of: (digest: Digest) => Promise<ReleaseContent | undefined>;
  readonly close: () => Promise<void>;
}

/** So many are remembered: receipts are mostly of the newest. */
const mostRemembered = 4;
const idleMs = 10_000;

/** Reads the files of releases in a thread of its own, and remembers the last few. */
export const makeReleaseContents = (
  log: Pick<DecisionLog, 'release'>,
  pool: Pool<ReadonlyMap<string, string>, string> = makePool(
    threadScript('content-worker', import.meta.url),
    {
      width: 1,
      idleMs,
    },
  ),
): ReleaseContents => {
  const remembered = new Map<Digest, Promise<ReleaseContent | undefined>>();
  const read = async (digest: Digest): Promise<ReleaseContent | undefined> => {
    const files = (await log.release(digest))?.files;
    const content = files === undefined ? '' : await pool.run(files);
    const clauses = sha256(content) === digest ? clausesIn(content) : undefined;
    return clauses === undefined ? undefined : { content, clauses };
  };
  return {
    of: (digest) => {
      const reading = remembered.get(digest) ?? read(digest);
      // What was asked for last is forgotten last.
      remembered.delete(digest);
      remembered.set(digest, reading);
      const forget = (): void => {
        if (remembered.get(digest) === reading) remembered.delete(digest);
      };
      reading.then((found) => {
        if (found === undefined) forget();
      }, forget);
      const [oldest] = remembered.keys();
      if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
      return reading;
    },
    close: pool.close,
  };
};
