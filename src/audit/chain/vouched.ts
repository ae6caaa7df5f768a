import type { DecisionLog } from '../store/decision-log.js';
import { BrokenChainError } from '../store/failures.js';
import type { Checkpoint } from './checkpoint.js';
import { checkSignature } from './checkpoint-verification.js';
import type { VerifyingKey } from './signing-key.js';

/**
 * The last checkpoint of a log that one of the keys signed, `undefined` where there is none. Throws `BrokenChainError` where a chain of the
 * log ends before what it vouches for: records that were acknowledged are gone.
 */
export const lastVouched = async (
  log: Pick<DecisionLog, 'checkpoints' | 'heads'>,
  keys: readonly VerifyingKey[],
): Promise<Checkpoint | undefined> => {
  // Before the ends: another process may record meanwhile.
  const last = (await log.checkpoints()).findLast((each) => checkSignature(each, keys) === undefined);
  const ends = new Map((await log.heads()).map((head) => [head.chain, head]));
  for (const { chain, sequence, hash } of last?.heads ?? []) {
    const end = ends.get(chain);
    const at = `record ${sequence}${chain === null ? '' : ` of the chain ${chain}`}, for which the checkpoint of ${last?.at ?? ''} vouches`;
    const found = end?.sequence ?? 0;
    if (end === undefined || found < sequence)
      throw new BrokenChainError({ at, problem: { code: 'sequence-mismatch', found, expected: sequence } });
    if (found === sequence && end.hash !== hash)
      throw new BrokenChainError({ at, problem: { code: 'hash-mismatch', found: end.hash, expected: hash } });
  }
  return last;
};
