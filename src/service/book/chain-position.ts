import type { DecisionLog } from '../../audit/store/decision-log.js';
import { BrokenChainError } from '../../audit/store/failures.js';
import { formatInstant } from '../../language/instants.js';
import { noDigest } from '../../language/canonical.js';
import { chainPlaceOf } from '../../audit/record/log-line.js';
import type { ChainPosition } from '../../wire/book/log.js';
import type { Failure } from '../http/failure.js';

type Found = Extract<ChainPosition, { readonly code: 'found' }>;
type Log = Pick<DecisionLog, 'get' | 'around' | 'heads' | 'checkpoints'>;

/**
 * The place of a record in the chain. Its own hash is verified as it is read, as are those of its two neighbours; that the whole chain
 * holds, `clausebook verify` tells.
 * @param due when the next checkpoint is made by itself, at the latest, in epoch milliseconds; left out where nothing signs the log
 */
export const chainPosition = async (
  log: Log,
  id: string,
  due?: () => number,
): Promise<ChainPosition | Extract<Failure, { readonly code: 'not-found' }>> => {
  try {
    const record = await log.get(id);
    const around = record === undefined ? undefined : await log.around(id);
    if (record === undefined || around === undefined)
      return { code: 'not-found', what: 'decision', name: id };
    const own = chainPlaceOf(record);
    const head = (await log.heads()).find(({ chain }) => chain === own.chain);
    const before = around.before === undefined ? undefined : chainPlaceOf(around.before);
    const after = around.after === undefined ? undefined : chainPlaceOf(around.after);
    const covering = (await log.checkpoints()).flatMap(({ at, heads }) => {
      const covers = heads.find(({ chain, sequence }) => chain === own.chain && sequence >= own.sequence);
      return covers === undefined ? [] : [{ at, root: covers.root }];
    });
    return {
      code: 'found',
      id,
      chain: own.chain,
      sequence: own.sequence,
      records: head?.sequence ?? own.sequence,
      hash: own.hash,
      previous: own.previous,
      before: beforeOf(own, before),
      after: afterOf(own, after, head?.sequence),
      checkpoint: covering[0]?.at ?? null,
      hasReceipt: covering.some(({ root }) => root !== undefined),
      due: due === undefined ? null : formatInstant(due()),
    };
  } catch (error) {
    if (!(error instanceof BrokenChainError)) throw error;
    return { code: 'broken', id, at: error.at, problem: error.problem.code };
  }
};

type Place = ReturnType<typeof chainPlaceOf>;

const beforeOf = (own: Place, before: Place | undefined): Found['before'] => {
  if (own.sequence === 1) return own.previous === noDigest ? 'first' : 'differs';
  if (before === undefined) return 'not-told';
  return before.sequence === own.sequence - 1 && before.hash === own.previous ? 'holds' : 'differs';
};

const afterOf = (own: Place, after: Place | undefined, last: number | undefined): Found['after'] => {
  if (after !== undefined)
    return after.sequence === own.sequence + 1 && after.previous === own.hash ? 'holds' : 'differs';
  return own.sequence === last ? 'last' : 'not-told';
};
