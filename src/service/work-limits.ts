import type { Failure } from './http/failure.js';
import { WorkStopped } from '../workers/work-stopped.js';

/** How much a thread beside the service may take for a task that somebody's text asks for. */
export const workLimits = {
  /** Tasks at a time, of different editions or drafts: one that takes long keeps nobody else waiting. */
  width: 2,
  /** Far more than the largest takes on a slow machine. */
  deadlineMs: 120_000,
  heapMb: 512,
  /** Beginning takes longer than most tasks, so that a thread waits a while for the next one. */
  idleMs: 60_000,
} as const;

/** After which a task that took too long may be tried again: what else the machine had to do may be done. More memory there never is. */
const retryAfterSeconds = 60;

/** What is answered for a task that came to its limits; throws what is no limit. */
export const stoppedFailure = (error: unknown): Extract<Failure, { readonly code: 'work-stopped' }> => {
  if (!(error instanceof WorkStopped) || error.reason === 'ended') throw error;
  return error.reason === 'too-long'
    ? { code: 'work-stopped', reason: 'too-long', retryAfterSeconds }
    : { code: 'work-stopped', reason: 'out-of-memory' };
};
