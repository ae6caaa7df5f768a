import { noDigest, type Digest } from '../../language/canonical.js';
import { checkpointDigest, signedText, type Checkpoint } from './checkpoint.js';
import type { VerifyingKey } from './signing-key.js';

/** What is wrong with a checkpoint by itself, or after the one before it. */
export type CheckpointProblem =
  /** Signed by a key that is not among those given. */
  | { readonly code: 'unknown-key'; readonly key: Digest }
  /** The signature is not that key's, or the checkpoint was altered since. */
  | { readonly code: 'bad-signature' }
  /** It does not follow the checkpoint before it: one was altered, removed or put in. */
  | { readonly code: 'previous-mismatch'; readonly found: Digest; readonly expected: Digest }
  /** A chain ends earlier than at the checkpoint before. */
  | { readonly code: 'went-back'; readonly chain: string | null }
  /** The registry has fewer entries than at the checkpoint before. */
  | { readonly code: 'registry-went-back' };

/** Whether a known key signed a checkpoint. */
export const checkSignature = (
  checkpoint: Checkpoint,
  keys: readonly VerifyingKey[],
): CheckpointProblem | undefined => {
  const key = keys.find((each) => each.key === checkpoint.key);
  if (key === undefined) return { code: 'unknown-key', key: checkpoint.key };
  return key.verifies(signedText(checkpoint), checkpoint.signature) ? undefined : { code: 'bad-signature' };
};

/** A checkpoint, and the first thing that is wrong with it. */
export interface WrongCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly problem: CheckpointProblem;
}

/** Checks the checkpoints of a store, oldest first: each by its signature, and all as a chain. */
export const checkCheckpoints = (
  checkpoints: readonly Checkpoint[],
  keys: readonly VerifyingKey[],
): readonly WrongCheckpoint[] => {
  const outOfOrder = checkOrder(checkpoints);
  return checkpoints.flatMap((checkpoint) => {
    const problem =
      checkSignature(checkpoint, keys) ??
      outOfOrder.find((wrong) => wrong.checkpoint === checkpoint)?.problem;
    return problem === undefined ? [] : [{ checkpoint, problem }];
  });
};

/**
 * The checkpoints that were altered, as far as one of the keys signed them, or the one after them. Signatures are tried only where the chain of
 * checkpoints breaks.
 */
export const alteredCheckpoints = (
  checkpoints: readonly Checkpoint[],
  keys: readonly VerifyingKey[],
): readonly Checkpoint[] => {
  const suspects = new Set<Checkpoint>(checkpoints.slice(-1));
  /** By what follows them, and names another. */
  const denied = new Map<Checkpoint, Checkpoint>();
  let before: Checkpoint | undefined;
  for (const checkpoint of checkpoints) {
    if (checkpoint.previous !== (before === undefined ? noDigest : checkpointDigest(before))) {
      suspects.add(checkpoint);
      if (before !== undefined) {
        suspects.add(before);
        denied.set(before, checkpoint);
      }
    }
    before = checkpoint;
  }
  return [...suspects].filter((each) => {
    const problem = checkSignature(each, keys);
    const after = denied.get(each);
    return problem?.code === 'unknown-key'
      ? after !== undefined && checkSignature(after, keys) === undefined
      : problem !== undefined;
  });
};

/** Checks whether each checkpoint follows the one before it, and ends no earlier. */
export const checkOrder = (checkpoints: readonly Checkpoint[]): readonly WrongCheckpoint[] => {
  const ends = new Map<string | null, number>();
  let previous = noDigest;
  let entries = 0;
  return checkpoints.flatMap((checkpoint): readonly WrongCheckpoint[] => {
    const expected = previous;
    previous = checkpointDigest(checkpoint);
    const back = [...ends].find(
      ([chain, sequence]) =>
        (checkpoint.heads.find((head) => head.chain === chain)?.sequence ?? 0) < sequence,
    );
    for (const { chain, sequence } of checkpoint.heads) ends.set(chain, sequence);
    const before = entries;
    entries = checkpoint.registry?.entries ?? 0;
    if (checkpoint.previous !== expected)
      return [{ checkpoint, problem: { code: 'previous-mismatch', found: checkpoint.previous, expected } }];
    if (entries < before) return [{ checkpoint, problem: { code: 'registry-went-back' } }];
    return back === undefined ? [] : [{ checkpoint, problem: { code: 'went-back', chain: back[0] } }];
  });
};
