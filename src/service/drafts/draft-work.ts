import { makePool, threadScript, type PoolOptions } from '../../workers/pool.js';
import { workLimits } from '../work-limits.js';
import type { DraftNews, DraftTask } from './draft-task.js';

/** Works on drafts in threads beside the service, so that decisions do not wait for them. */
export interface DraftWork {
  /**
   * Takes a task, as long as not too many wait already, and tells its news as they come. Of one draft, one task is worked on at a time. Aborting
   * stops the work. `done` rejects with what the work throws, and with `WorkStopped` where it comes to its limits.
   */
  readonly take: (
    task: DraftTask,
    how: {
      readonly draft: string;
      readonly signal: AbortSignal;
      readonly told: (news: DraftNews) => void;
    },
  ) => { readonly code: 'taken'; readonly done: Promise<void> } | { readonly code: 'drafts-busy' };
}

/** How much is worked on at a time, and waits besides. */
export interface DraftWorkLimits extends PoolOptions {
  readonly waiting: number;
}

/** Works on drafts within these limits. */
export const makeDraftWork = (limits: DraftWorkLimits = { ...workLimits, waiting: 8 }): DraftWork => {
  const pool = makePool<DraftTask, undefined, DraftNews>(
    threadScript('draft-worker', import.meta.url),
    limits,
  );
  return {
    take: (task, { draft, signal, told }) =>
      pool.load() >= limits.width + limits.waiting
        ? { code: 'drafts-busy' }
        : { code: 'taken', done: pool.run(task, { lane: draft, signal, told }) },
  };
};
