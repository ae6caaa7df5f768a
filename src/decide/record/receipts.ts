import type { DecisionLog } from '../../audit/store/decision-log.js';
import { BrokenChainError, NotRecordedError } from '../../audit/store/failures.js';
import type { Checkpoint } from '../../audit/chain/checkpoint.js';
import { checkSignature } from '../../audit/chain/checkpoint-verification.js';
import type { VerifyingKey } from '../../audit/chain/signing-key.js';
import { receiptOf, type Receipt } from '../../audit/receipt/receipt.js';
import type { ReleaseContents } from '../../audit/receipt/release-contents.js';
import { AlteredReleaseError } from '../editions/genuine-release.js';
import type { Failure } from '../failure.js';

type ReceiptFailure = Extract<
  Failure,
  { readonly code: 'not-found' | 'dropped' | 'altered-record' | 'receipt-not-yet' | NotRecordedError['code'] }
>;

/** The receipt of a decision, or why there is none; rejects with `AlteredReleaseError`. */
export type FindReceipt = (
  id: string,
) => Promise<{ readonly code: 'found'; readonly receipt: Receipt } | ReceiptFailure>;

/** Makes receipts of what a log has. */
export const makeReceipts = (parts: {
  readonly log: Pick<DecisionLog, 'covered' | 'dropped'>;
  readonly contents: Pick<ReleaseContents, 'of'>;
  /** Those that sign now; what another key signed is for whoever verifies. */
  readonly keys: () => readonly VerifyingKey[];
  /** Whether the tree is made of the records where it is not kept: long where there are many. */
  readonly thorough: boolean;
  /** The time stamp of a checkpoint; left out where there are none. */
  readonly timeStampOf?: ((checkpoint: Checkpoint) => Promise<string | undefined>) | undefined;
  /** When the next checkpoint is made by itself, at the latest; epoch milliseconds. */
  readonly due?: (() => number) | undefined;
}): FindReceipt => {
  const { log, contents, keys, thorough } = parts;
  const find: FindReceipt = async (id) => {
    const found = await log.covered(id, thorough);
    if (found === null) {
      const stub = await log.dropped(id);
      return stub === undefined
        ? { code: 'not-found', what: 'decision', name: id }
        : { code: 'dropped', id, event: stub.dropped };
    }
    const { record, cover } = found;
    if (typeof cover === 'string')
      return {
        code: 'receipt-not-yet',
        id,
        why: cover,
        due: cover === 'unbuilt' ? null : (parts.due?.() ?? null),
      };
    if (checkSignature(cover.checkpoint, keys())?.code === 'bad-signature')
      return { code: 'altered-record', at: `the checkpoint of ${cover.checkpoint.at}` };
    const { digest } = record.body.inputs.edition;
    const release = await contents.of(digest);
    if (release === undefined) throw new AlteredReleaseError(digest);
    return {
      code: 'found',
      receipt: receiptOf(record, cover, release, await parts.timeStampOf?.(cover.checkpoint)),
    };
  };
  return async (id) => {
    try {
      return await find(id);
    } catch (error) {
      if (error instanceof NotRecordedError) return { code: error.code };
      if (error instanceof BrokenChainError) return { code: 'altered-record', at: error.at };
      throw error;
    }
  };
};
