import { makePool, threadScript, type PoolOptions } from '../../../workers/pool.js';
import { workLimits } from '../../work-limits.js';
import type { DraftNews, DraftTask } from './draft-task.js';

/** Works on drafts in threads beside the service, so that decisions do not wait for them. */
export interface DraftWork {
  /**
   * Takes a task, as long as not too many wait already, of its author or of all, and tells its news as they come. Of one author, or of one draft
   * where nobody has to say who asks, one task is worked on at a time, and after it others have their turn. Aborting
   * stops the work. `done` rejects with what the work throws, and with `WorkStopped` where it comes to its limits.
   */
  readonly take: (
    task: DraftTask,
    how: {
      readonly draft: string;
      readonly author: string | null;
      readonly signal: AbortSignal;
      readonly told: (news: DraftNews) => void;
    },
  ) => { readonly code: 'taken'; readonly done: Promise<void> } | { readonly code: 'drafts-busy' };
}

/** How much is worked on at a time, and waits besides. */
export interface DraftWorkLimits extends PoolOptions {
  readonly waiting: number;
  /** Tasks of one author that run or wait. */
  readonly ofOne?: number;
}

const defaultLimits: DraftWorkLimits = { ...workLimits, waiting: 8, ofOne: 4 };

/** Works on drafts within these limits. */
export const makeDraftWork = (limits: DraftWorkLimits = defaultLimits): DraftWork => {
  const pool = makePool<DraftTask, undefined, DraftNews>(
    threadScript('draft-worker', import.meta.url),
    limits,
  );
  const authors: string[] = [];
  return {
    take: (task, { draft, author, signal, told }) => {
      const own = authors.filter((one) => one === author).length;
      if (pool.load() >= limits.width + limits.waiting || own >= (limits.ofOne ?? Infinity))
        return { code: 'drafts-busy' };
      // Whoever fills a form while scenarios run is not to wait for them.
      const part = task.kind === 'form' || task.kind === 'edit' ? 'form of ' : '';
      const lane = author === null ? `${part}draft ${draft}` : `${part}author ${author}`;
      if (author !== null) authors.push(author);
      const done = pool.run(task, { lane, signal, told }).finally(() => {
        if (author !== null) authors.splice(authors.indexOf(author), 1);
      });
      return { code: 'taken', done };
    },
  };
};
