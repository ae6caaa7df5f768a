import { AlteredReleaseError } from '../../decide/editions/genuine-release.js';
import { BrokenChainError } from '../../audit/store/failures.js';
import type { Failure } from './failure.js';

/** What is answered in place of what was thrown: that what is kept was altered where that is why, else that the service failed. */
export const failureOfError = (error: unknown): Failure => {
  if (error instanceof AlteredReleaseError) return { code: 'altered-release', digest: error.digest };
  if (error instanceof BrokenChainError) return { code: 'altered-record', at: error.at };
  return { code: 'internal' };
};
