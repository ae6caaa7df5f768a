import type { Digest } from '../../../language/canonical.js';
import { KeyInUseError, NotRecordedError } from '../failures.js';

/** They are recorded: the chain, `null` in a store that has one; the sequence number of the first, and the hash of each. */
export interface Recorded {
  readonly code: 'recorded';
  readonly chain: string | null;
  readonly first: number;
  readonly hashes: readonly Digest[];
}

/** What came of entries that are recorded together or not at all. */
export type Outcome =
  | Recorded
  | { readonly code: 'id-taken'; readonly id: string }
  | { readonly code: 'key-in-use'; readonly key: Digest }
  | { readonly code: 'no-release'; readonly digest: string }
  | { readonly code: 'not-recorded' | 'in-doubt'; readonly because: string }
  /** They are none that can be recorded, which is a defect of who made them. */
  | { readonly code: 'defect'; readonly name: string; readonly message: string };

/** The error that an outcome stands for. */
export const errorOf = (outcome: Exclude<Outcome, { readonly code: 'recorded' }>): Error => {
  switch (outcome.code) {
    case 'id-taken':
      return new NotRecordedError(`A record with the id ${outcome.id} exists.`);
    case 'key-in-use':
      return new KeyInUseError(outcome.key);
    case 'no-release':
      return new NotRecordedError(`The release ${outcome.digest} is not kept.`);
    case 'not-recorded':
      return new NotRecordedError('The record could not be written.', { cause: new Error(outcome.because) });
    case 'in-doubt':
      return new NotRecordedError('Whether the record is there is not known: the store does not answer.', {
        code: 'in-doubt',
        cause: new Error(outcome.because),
      });
    case 'defect':
      return outcome.name === 'RangeError' ? new RangeError(outcome.message) : new TypeError(outcome.message);
  }
};
