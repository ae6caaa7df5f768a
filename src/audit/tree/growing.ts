import { setTimeout as wait } from 'node:timers/promises';
import type { ChainHead } from '../chain/checkpoint.js';
import { BrokenChainError } from '../store/failures.js';
import type { DecisionLog } from '../store/decision-log.js';

/** The log whose tree grows. */
export type GrowingLog = Pick<DecisionLog, 'nextNodes' | 'keepNodes' | 'treeRoot'>;

/** So many steps are made for a checkpoint that somebody waits for: some 100,000 records. */
const stepsForOne = 25;
/** Between the steps of what nobody waits for. */
const pauseMs = 5;

/** Grows the trees of some chains, as far as `goOn` allows; whether they are as far as the heads. A chain that is broken grows no further. */
const grow = async (
  log: GrowingLog,
  heads: readonly ChainHead[],
  goOn: () => boolean | Promise<boolean>,
): Promise<boolean> => {
  for (const head of heads)
    try {
      for (;;) {
        if (!(await goOn())) return false;
        const nodes = await log.nextNodes(head);
        if (nodes.length === 0) break;
        await log.keepNodes(nodes);
      }
    } catch (error) {
      // The log told where it was altered; its other chains have their trees all the same.
      if (!(error instanceof BrokenChainError)) throw error;
    }
  return true;
};

/** The heads with the roots of their trees, and whether these are made as far; a head whose tree is not, or whose chain is broken, has none. */
export const withRoots = async (
  log: GrowingLog,
  heads: readonly ChainHead[],
): Promise<{ readonly heads: readonly ChainHead[]; readonly isWhole: boolean }> => {
  let steps = 0;
  const isWhole = await grow(log, heads, () => (steps += 1) <= stepsForOne);
  const rooted = await Promise.all(
    heads.map(async (head) => {
      try {
        const root = await log.treeRoot(head);
        return root === null ? head : { ...head, root };
      } catch (error) {
        if (error instanceof BrokenChainError) return head;
        throw error;
      }
    }),
  );
  return { heads: rooted, isWhole };
};

/** Makes the trees of what was recorded before, in steps with pauses. @param isOver whether to leave the rest to another time */
export const catchUp = async (
  log: GrowingLog & Pick<DecisionLog, 'heads'>,
  isOver: () => boolean,
): Promise<boolean> =>
  grow(log, await log.heads(), async () => {
    await wait(pauseMs, undefined, { ref: false });
    return !isOver();
  });
