import { noDigest, type Digest } from '../../../language/canonical.js';
import type { ChainHead } from '../../chain/checkpoint.js';
import { bytesOf, digestOfBytes, leafOf, pathIn, treeOver, type TreeHash } from '../../tree/merkle.js';
import { statedLink } from '../../tree/stated-link.js';
import type { TreeNode } from '../../tree/covered.js';
import { BrokenChainError } from '../failures.js';
import { placeName, placeOf } from './record/place.js';
import { rows, textOf, type Steps } from './statement.js';

/** So many nodes are under one that is kept: a node of level n is over `256 ** n` records. */
export const fan = 256;

/** The tree is not made as far as is asked for. */
export class TreeUnbuiltError extends Error {
  override readonly name = 'TreeUnbuiltError';
}

/** What of a tree is read: the first records of a chain. */
export interface TreeExtent {
  /** The chain's number, and its name. */
  readonly chain: number;
  readonly name: string;
  readonly size: number;
  /** Whether nodes that are not kept yet are made of the records, however many these are. */
  readonly thorough: boolean;
}

/** Nodes are made of so many runs of records by one step, so that others come between. */
const runsAtOnce = 16;

/** How many whole runs of records a chain's tree has nodes for. */
function* builtRuns(chain: number): Steps<number> {
  const [row] = yield* rows(
    'SELECT coalesce(max(number) + 1, 0) FROM node WHERE chain = ? AND level = 1',
    chain,
  );
  return Number(row?.[0]);
}

/** Whether the tree over a chain is made of its first records: so many, a multiple of whole runs. */
export function* isMadeUpTo(chain: number, records: number): Steps<boolean> {
  if (records === 0) return true;
  const last = records / fan - 1;
  const found = yield* rows('SELECT 1 FROM node WHERE chain = ? AND level = 1 AND number = ?', chain, last);
  return found.length > 0;
}

/** The next nodes of a chain's tree; none where it is made as far as whole runs go. Throws `BrokenChainError` where the records are no chain. */
export function* nextNodes({ chain, name, size }: TreeExtent): Steps<readonly TreeNode[]> {
  const first = yield* builtRuns(chain);
  const end = Math.min(Math.floor(size / fan), first + runsAtOnce);
  const made: TreeNode[] = [];
  for (let run = first; run < end; run += 1) {
    const leaves = yield* leavesOf({ chain, name }, run * fan, (run + 1) * fan);
    made.push(...(yield* nodesOfRun(leaves, { chain, run, made })));
  }
  return made;
}

/**
 * The node over a whole run of records, and those of the next levels that it completes: the last one under each.
 * @param made the nodes of the runs right before that are not kept yet
 */
export function* nodesOfRun(
  leaves: readonly TreeHash[],
  { chain, run, made }: { readonly chain: number; readonly run: number; readonly made: readonly TreeNode[] },
): Steps<readonly TreeNode[]> {
  const nodes: TreeNode[] = [{ chain, level: 1, number: run, hash: digestOfBytes(treeOver(leaves)) }];
  let [level, number] = [1, run];
  while (number % fan === fan - 1) {
    const first = number - (fan - 1);
    const unkept = [...made, ...nodes].filter((node) => node.level === level && node.number >= first);
    const kept = yield* keptNodes(chain, level, first, number + 1 - unkept.length);
    const under = [...kept, ...unkept.map(({ hash }) => bytesOf(hash))];
    if (under.length < fan) break;
    [level, number] = [level + 1, Math.floor(number / fan)];
    nodes.push({ chain, level, number, hash: digestOfBytes(treeOver(under)) });
  }
  return nodes;
}

/** Keeps nodes; those of another process are the same. */
export function* keepNodes(nodes: readonly TreeNode[]): Steps<void> {
  for (const { chain, level, number, hash } of nodes)
    yield* rows(
      'INSERT INTO node (chain, level, number, hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      chain,
      level,
      number,
      hash,
    );
}

/** The root of the tree up to a head. Throws `BrokenChainError` where the records do not end in it, `TreeUnbuiltError` where nodes are missing. */
export function* treeRoot(extent: TreeExtent, head: ChainHead): Steps<Digest> {
  const { chain, name, size } = extent;
  const { hash } = yield* linkAt(extent, size);
  if (hash !== head.hash)
    throw new BrokenChainError({
      at: placeName(name, size),
      problem: { code: 'hash-mismatch', found: hash, expected: head.hash },
    });
  let level = 0;
  while (size > fan ** level) level += 1;
  return digestOfBytes(yield* nodeAt({ ...extent, chain }, level, 0));
}

/** The path from a record, by its sequence, to the root. Throws as {@link treeRoot} does. */
export function* treePath(extent: TreeExtent, sequence: number): Steps<readonly Digest[]> {
  const path: Digest[] = [];
  let place = sequence - 1;
  for (let level = 0; extent.size > fan ** level; level += 1) {
    const group = yield* groupAt(extent, level, Math.floor(place / fan));
    path.push(...pathIn(group, place % fan).map(digestOfBytes));
    place = Math.floor(place / fan);
  }
  return path;
}

/** A node of a tree of some size: a whole one, or the last one of its level. */
function* nodeAt(extent: TreeExtent, level: number, number: number): Steps<TreeHash> {
  if (level === 0) {
    const [leaf] = yield* leavesOf(extent, number, number + 1);
    if (leaf !== undefined) return leaf;
  }
  return treeOver(yield* groupAt(extent, level - 1, number));
}

/** The nodes of a level under one of the next. */
function* groupAt(extent: TreeExtent, level: number, number: number): Steps<readonly TreeHash[]> {
  const { chain, size, thorough } = extent;
  const first = number * fan;
  const end = Math.min(first + fan, Math.ceil(size / fan ** level));
  if (level === 0) return yield* leavesOf(extent, first, end);
  const whole = Math.min(end, Math.floor(size / fan ** level));
  const nodes = [...(yield* keptNodes(chain, level, first, whole))];
  if (nodes.length < whole - first && !thorough)
    throw new TreeUnbuiltError(`The tree has no nodes yet for ${size} records.`);
  for (let at = first + nodes.length; at < end; at += 1) nodes.push(yield* nodeAt(extent, level, at));
  return nodes;
}

/** Nodes that are kept in a row from one on; as many as there are before the first that is missing. */
function* keptNodes(chain: number, level: number, from: number, to: number): Steps<readonly TreeHash[]> {
  if (to <= from) return [];
  const found = yield* rows(
    'SELECT number, hash FROM node WHERE chain = ? AND level = ? AND number >= ? AND number < ? ORDER BY number',
    chain,
    level,
    from,
    to,
  );
  const missing = found.findIndex(([number], nth) => Number(number) !== from + nth);
  return found.slice(0, missing === -1 ? found.length : missing).map(([, hash]) => bytesOf(textOf(hash)));
}

/** The leaves of the records behind the first `from`, up to the first `to`. Throws `BrokenChainError` where they are no chain. */
function* leavesOf(
  { chain, name }: Pick<TreeExtent, 'chain' | 'name'>,
  from: number,
  to: number,
): Steps<readonly TreeHash[]> {
  const found = yield* rows(
    'SELECT place, line FROM record WHERE place >= ? AND place <= ? ORDER BY place',
    placeOf(chain, Math.max(from, 1)),
    placeOf(chain, to),
  );
  const leaves: TreeHash[] = [];
  let sequence = Math.max(from, 1);
  let before = noDigest;
  for (const [place, line] of found) {
    const link = statedLink(textOf(line));
    const at = placeName(name, sequence);
    if (link === undefined) throw new BrokenChainError({ at, problem: { code: 'malformed' } });
    if (Number(place) !== placeOf(chain, sequence)) break;
    if (sequence > from) {
      if (link.previous !== before)
        throw new BrokenChainError({
          at,
          problem: { code: 'previous-mismatch', found: link.previous, expected: before },
        });
      leaves.push(leafOf(link.hash));
    }
    before = link.hash;
    sequence += 1;
  }
  if (leaves.length < to - from)
    throw new BrokenChainError({
      at: placeName(name, sequence),
      problem: { code: 'sequence-mismatch', found: sequence - 1, expected: sequence },
    });
  return leaves;
}

/** What the line of a record states of its place. */
function* linkAt({ chain, name }: TreeExtent, sequence: number): Steps<{ readonly hash: Digest }> {
  const [row] = yield* rows('SELECT line FROM record WHERE place = ?', placeOf(chain, sequence));
  const link = row === undefined ? undefined : statedLink(textOf(row[0]));
  if (link === undefined)
    throw new BrokenChainError({ at: placeName(name, sequence), problem: { code: 'malformed' } });
  return link;
}
