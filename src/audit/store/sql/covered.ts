import { readCheckpoint, type Checkpoint } from '../../chain/checkpoint.js';
import type { Digest } from '../../../language/canonical.js';
import { bytesOf, leafOf, rootBy } from '../../tree/merkle.js';
import type { Covered, Uncovered } from '../../tree/covered.js';
import { BrokenChainError } from '../failures.js';
import { placeName } from './record/place.js';
import { rows, textOf, type Steps } from './statement.js';
import { treePath, TreeUnbuiltError } from './tree.js';

/** A record in the tree of its chain. */
export interface TreePlace {
  /** The chain's number in the store, and its name. */
  readonly chain: number;
  readonly name: string;
  readonly sequence: number;
  readonly hash: Digest;
}

/** The head of a chain in a checkpoint, where it has a root and goes as far as a record. */
const coveringHead = (checkpoint: Checkpoint | undefined, { name, sequence }: TreePlace) =>
  checkpoint?.heads.find(
    (head) => (head.chain ?? '') === name && head.root !== undefined && head.sequence >= sequence,
  );

/** The first checkpoint that covers a record. They are looked through by halves: each goes at least as far as the one before it. */
function* firstCovering(place: TreePlace): Steps<Checkpoint | undefined> {
  const [bounds] = yield* rows('SELECT min(number), max(number) FROM checkpoint');
  let [from, to] = [Number(bounds?.[0]), Number(bounds?.[1])];
  let first = (yield* checkpointFrom(to)).checkpoint;
  if (coveringHead(first, place) === undefined) return undefined;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const { number, checkpoint } = yield* checkpointFrom(middle);
    if (coveringHead(checkpoint, place) === undefined) from = number + 1;
    else [first, to] = [checkpoint, middle];
  }
  return first;
}

/** The first checkpoint whose number is not below another. */
function* checkpointFrom(
  least: number,
): Steps<{ readonly number: number; readonly checkpoint: Checkpoint | undefined }> {
  const [row] = yield* rows(
    'SELECT number, checkpoint FROM checkpoint WHERE number >= ? ORDER BY number LIMIT 1',
    least,
  );
  return row === undefined
    ? { number: least, checkpoint: undefined }
    : { number: Number(row[0]), checkpoint: readCheckpoint(textOf(row[1])) };
}

/**
 * How a record is covered. Throws `BrokenChainError` where its path does not lead to the root that was signed: a node of the tree, the record or
 * the checkpoint was altered. @param thorough whether nodes that are not kept are made of the records
 */
export function* coverOf(place: TreePlace, thorough: boolean): Steps<Covered | Uncovered> {
  const checkpoint = yield* firstCovering(place);
  const head = coveringHead(checkpoint, place);
  if (checkpoint === undefined || head === undefined) return 'uncovered';
  const { chain, name, sequence, hash } = place;
  const size = head.sequence;
  let path: readonly Digest[];
  try {
    path = yield* treePath({ chain, name, size, thorough }, sequence);
  } catch (error) {
    if (error instanceof TreeUnbuiltError) return 'unbuilt';
    throw error;
  }
  const index = sequence - 1;
  const root = rootBy(leafOf(hash), { index, size, path: path.map(bytesOf) });
  const expected = bytesOf(head.root ?? '');
  if (root?.equals(expected) !== true)
    throw new BrokenChainError({
      at: `the tree over ${placeName(name, sequence)} and the checkpoint of ${checkpoint.at}`,
      problem: { code: 'hash-mismatch', found: String(root?.toString('hex')), expected: head.root ?? '' },
    });
  return { checkpoint, index, size, path };
}
