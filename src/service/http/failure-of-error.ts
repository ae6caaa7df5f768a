import { AlteredReleaseError } from '../../decide/editions/genuine-release.js';
import type { Failure } from './failure.js';

/** What is answered in place of what was thrown: that a kept release was altered where that is why, else that the service failed. */
export const failureOfError = (error: unknown): Failure =>
  error instanceof AlteredReleaseError
    ? { code: 'altered-release', digest: error.digest }
    : { code: 'internal' };
