import { hash } from 'node:crypto';
import type { Digest } from '../../language/canonical.js';

/** A hash in a tree: 32 bytes. */
export type TreeHash = Buffer;

const leafMark = Buffer.of(0);
const nodeMark = Buffer.of(1);

/** The hash of a digest as a digest's text has it. */
export const bytesOf = (digest: Digest): TreeHash => Buffer.from(digest.slice('sha256:'.length), 'hex');

/** The text of a hash. */
export const digestOfBytes = (bytes: TreeHash): Digest => `sha256:${bytes.toString('hex')}`;

const sha256Of = (...parts: readonly Buffer[]): TreeHash => hash('sha256', Buffer.concat(parts), 'buffer');

/** The leaf of a record, whose hash is the leaf's data (RFC 6962, 2.1). */
export const leafOf = (record: Digest): TreeHash => sha256Of(leafMark, bytesOf(record));

/** The node over two others (RFC 6962, 2.1). */
export const nodeOver = (left: TreeHash, right: TreeHash): TreeHash => sha256Of(nodeMark, left, right);

/** The largest power of two below a number of 2 or more. */
const splitOf = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/**
 * The hash of a tree over some nodes in a row (RFC 6962, 2.1): leaves, or trees of equal size that is a power of two, of which the last may be
 * smaller. At least one.
 */
export const treeOver = (nodes: readonly TreeHash[], from = 0, to = nodes.length): TreeHash => {
  const [first] = nodes.slice(from, from + 1);
  if (first === undefined || to <= from) throw new RangeError('A tree has at least one node.');
  if (to - from === 1) return first;
  const middle = from + splitOf(to - from);
  return nodeOver(treeOver(nodes, from, middle), treeOver(nodes, middle, to));
};

/** The path of one of some nodes up to the hash over all of them, lowest first (RFC 6962, 2.1.1). */
export const pathIn = (
  nodes: readonly TreeHash[],
  index: number,
  from = 0,
  to = nodes.length,
): readonly TreeHash[] => {
  if (to - from <= 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathIn(nodes, index, from, middle), treeOver(nodes, middle, to)]
    : [...pathIn(nodes, index, middle, to), treeOver(nodes, from, middle)];
};

/**
 * The hash of the tree of `size` leaves that a path leads to from the leaf at `index`, from 0 (RFC 9162, 2.1.3.2); `undefined` where the path
 * has another length than it has in such a tree.
 */
export const rootBy = (
  leaf: TreeHash,
  {
    index,
    size,
    path,
  }: { readonly index: number; readonly size: number; readonly path: readonly TreeHash[] },
): TreeHash | undefined => {
  if (index < 0 || index >= size) return undefined;
  // Numbers of records may be larger than the 32 bits of bitwise operators.
  let [place, last] = [index, size - 1];
  let root = leaf;
  for (const other of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      root = nodeOver(other, root);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else root = nodeOver(root, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
};
