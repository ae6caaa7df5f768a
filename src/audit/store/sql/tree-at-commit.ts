import type { Digest } from '../../../language/canonical.js';
import type { TreeNode } from '../../tree/covered.js';
import { leafOf, type TreeHash } from '../../tree/merkle.js';
import type { ChainEnd, Group } from './group.js';
import type { Steps } from './statement.js';
import { fan, isMadeUpTo, nodesOfRun } from './tree.js';

/** The leaves of a run of records that is not whole yet, up to the end of its chain. */
interface OpenRun {
  readonly chain: number;
  readonly end: ChainEnd;
  readonly leaves: readonly TreeHash[];
}

/**
 * Has the writer of a chain make the tree over its records as it adds them, of the hashes that it has at hand: whoever makes a checkpoint would have
 * to read them again. It begins with a run of records that it adds whole, behind one that has its node; what stands before is left to checkpoints.
 */
export class TreeAtCommit {
  #open: OpenRun | undefined;

  /**
   * The nodes that a group makes whole, to be kept with it, and what is to be called once both are there.
   * @param hashes of the group's records, in their order
   */
  *nodesOf(
    { chain, before, after }: Pick<Group, 'chain' | 'before' | 'after'>,
    hashes: readonly Digest[],
  ): Steps<{ readonly nodes: readonly TreeNode[]; readonly written: () => void }> {
    const nodes: TreeNode[] = [];
    const open = this.#open;
    let leaves =
      open?.chain === chain && open.end.sequence === before.sequence && open.end.hash === before.hash
        ? [...open.leaves]
        : undefined;
    let { sequence } = before;
    for (const hash of hashes) {
      if (leaves === undefined && sequence % fan === 0 && (yield* isMadeUpTo(chain, sequence))) leaves = [];
      leaves?.push(leafOf(hash));
      sequence += 1;
      if (leaves === undefined || sequence % fan !== 0) continue;
      nodes.push(...(yield* nodesOfRun(leaves, { chain, run: sequence / fan - 1, made: nodes })));
      leaves = [];
    }
    const written = (): void => {
      this.#open = leaves === undefined ? undefined : { chain, end: after, leaves };
    };
    return { nodes, written };
  }
}
