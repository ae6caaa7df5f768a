import type { ChainHead } from '../../chain/checkpoint.js';
import type { Digest } from '../../../language/canonical.js';
import type { TreeNode } from '../../tree/covered.js';
import { rows, textOf, type Steps } from './statement.js';
import { nextNodes, treeRoot, TreeUnbuiltError } from './tree.js';

/** What of a log's queries is about the tree over its records. */
export class TreeQueries {
  /** The next nodes of the tree over a chain's first records, to be kept; none where there are no more to make. */
  *nextNodes({ chain, sequence }: ChainHead): Steps<readonly TreeNode[]> {
    const found = yield* chainNamed(chain);
    return found === undefined ? [] : yield* nextNodes({ ...found, size: sequence, thorough: false });
  }

  /** The root of the tree over a chain up to a head; `null` where the tree is not made so far. */
  *treeRoot(head: ChainHead): Steps<Digest | null> {
    const found = yield* chainNamed(head.chain);
    if (found === undefined) return null;
    try {
      return yield* treeRoot({ ...found, size: head.sequence, thorough: false }, head);
    } catch (error) {
      if (error instanceof TreeUnbuiltError) return null;
      throw error;
    }
  }

  /** Nodes of the tree over a chain from one on, by level and number. */
  *nodesFrom(chain: string | null, level: number, from: number, most: number): Steps<readonly TreeNode[]> {
    const found = yield* chainNamed(chain);
    const nodes = yield* rows(
      'SELECT number, hash FROM node WHERE chain = ? AND level = ? AND number >= ? ORDER BY number LIMIT ?',
      found?.chain ?? 0,
      level,
      from,
      most,
    );
    return nodes.map(([number, hash]) => ({
      chain: found?.chain ?? 0,
      level,
      number: Number(number),
      hash: textOf(hash),
    }));
  }
}

/** The number and the name of a chain; `undefined` where there is none. */
export function* chainNamed(
  chain: string | null,
): Steps<{ readonly chain: number; readonly name: string } | undefined> {
  const name = chain ?? '';
  const [row] = yield* rows('SELECT number FROM chain WHERE name = ?', name);
  return row === undefined ? undefined : { chain: Number(row[0]), name };
}
