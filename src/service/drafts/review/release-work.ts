import type { CheckProgress } from '../../../publishing/check-release.js';
import { makePool, threadScript, type PoolOptions } from '../../../workers/pool.js';
import type { Examined, ReleaseTask } from './release-task.js';

/** Examines drafts as releases in a thread beside the service, so that decisions do not wait for it. */
export interface ReleaseWork {
  /**
   * Takes a draft, as long as not too many wait already, and tells how far it is. Aborting stops the work. `done` rejects with what the work
   * throws, and with `WorkStopped` where it comes to its limits.
   */
  readonly examine: (
    task: ReleaseTask,
    how: { readonly signal: AbortSignal; readonly told: (progress: CheckProgress) => void },
  ) => { readonly code: 'taken'; readonly done: Promise<Examined> } | { readonly code: 'drafts-busy' };
}

/** One at a time, and so many wait besides. The checks of a long contract take a minute of a processor: on a slow machine many of the clock. */
const limits = { width: 1, waiting: 4, deadlineMs: 15 * 60_000, heapMb: 1_024, idleMs: 60_000 };

/** Works within these limits. */
export const makeReleaseWork = ({
  waiting,
  ...options
}: PoolOptions & { waiting: number } = limits): ReleaseWork => {
  const pool = makePool<ReleaseTask, Examined, CheckProgress>(
    threadScript('release-worker', import.meta.url),
    options,
  );
  return {
    examine: (task, { signal, told }) =>
      pool.load() >= options.width + waiting
        ? { code: 'drafts-busy' }
        : { code: 'taken', done: pool.run(task, { signal, told }) },
  };
};
