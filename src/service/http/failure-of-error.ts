import { AlteredReleaseError } from '../../decide/editions/genuine-release.js';
import {
  BrokenChainError,
  DirectoryUnusableError,
  LogDamagedError,
  StoreUnavailableError,
} from '../../audit/store/failures.js';
import { OtherSigningKeyError } from '../../audit/chain/other-signing-key.js';
import { UnansweredError } from '../../decide/answer/tell-recorded.js';
import { NotLoadableError } from '../../language/late.js';
import type { Failure } from './failure.js';

/** What is answered in place of what was thrown: that what is kept was altered, or can't be read now, where that is why, else that the service failed. */
export const failureOfError = (error: unknown): Failure => {
  if (error instanceof AlteredReleaseError) return { code: 'altered-release', digest: error.digest };
  if (error instanceof UnansweredError) return { code: 'recorded-unanswered', ids: error.ids };
  if (error instanceof BrokenChainError) return { code: 'altered-record', at: error.at };
  if (
    error instanceof StoreUnavailableError ||
    error instanceof DirectoryUnusableError ||
    error instanceof LogDamagedError ||
    isOfDisk(error)
  )
    return { code: 'store-unavailable' };
  if (error instanceof OtherSigningKeyError)
    return { code: 'signing-key-differs', key: error.key, own: error.own };
  if (error instanceof NotLoadableError) return { code: 'not-ready', reason: error.message };
  return { code: 'internal' };
};

/** Why a file can't be written or read now: the disk is full, read-only or gone, or no more files can be opened. */
const ofDisk = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE']);

const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && ofDisk.has(error.code);

const known = new Set<Failure['code']>([
  'altered-record',
  'altered-release',
  'store-unavailable',
  'not-ready',
  'signing-key-differs',
]);

/**
 * Whether a failure is a defect: the log tells by itself what it met that was altered, and its health that it does not answer. That files can't be
 * opened now is the machine's matter.
 */
export const isDefect = ({ code }: Failure): boolean => !known.has(code);
