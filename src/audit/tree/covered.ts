import type { Digest } from '../../language/canonical.js';
import type { Checkpoint } from '../chain/checkpoint.js';

/** How a record is covered by a checkpoint: `size` records of its chain stand under the root that the checkpoint signs. */
export interface Covered {
  readonly checkpoint: Checkpoint;
  /** From 0: the record's sequence less 1. */
  readonly index: number;
  readonly size: number;
  /** Lowest first. */
  readonly path: readonly Digest[];
}

/** Why a record has no path: no checkpoint with a root covers it yet, or the tree is being made. */
export type Uncovered = 'uncovered' | 'unbuilt';

/** A whole part of the tree over a chain's records, as a store keeps it. */
export interface TreeNode {
  /** The chain's number in the store. */
  readonly chain: number;
  /** A node of level n is over `256 ** n` records; 1 or more. */
  readonly level: number;
  /** Among those of its level, from 0. */
  readonly number: number;
  readonly hash: Digest;
}
