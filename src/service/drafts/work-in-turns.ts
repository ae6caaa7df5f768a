import { makePool, type PoolOptions } from '../../workers/pool.js';

/** Whose work it is, who hears of it, and how it is stopped. */
export interface TakenFor<News> {
  readonly draft: string;
  /** {@link Caller.id}; `null` where nobody has to say who asks. */
  readonly author: string | null;
  /** Aborting stops the work. */
  readonly signal: AbortSignal;
  readonly told: (news: News) => void;
}

/** Works on drafts in threads beside the service, so that decisions do not wait for it. */
export interface WorkInTurns<Task, Result, News> {
  /**
   * Takes a task, as long as not too many wait already, of its author or of all, and tells its news as they come. Of one author, or of one draft
   * where nobody has to say who asks, one task is worked on at a time, and after it others have their turn. `done` rejects with what the work
   * throws, and with `WorkStopped` where it comes to its limits.
   */
  readonly take: (
    task: Task,
    how: TakenFor<News>,
  ) => { readonly code: 'taken'; readonly done: Promise<Result> } | { readonly code: 'drafts-busy' };
}

/** How much is worked on at a time, and waits besides. */
export interface WorkLimits extends PoolOptions {
  readonly waiting: number;
  /** Tasks of one author that run or wait. */
  readonly ofOne?: number;
}

/**
 * Works within these limits.
 * @param script the module that each thread runs: it calls `answerTasks`
 * @param kindOf tasks of one author that are of different kinds do not wait for each other; by default all are of one
 */
export const makeWorkInTurns = <Task, Result, News>(
  script: URL,
  limits: WorkLimits,
  kindOf: (task: Task) => string = () => '',
): WorkInTurns<Task, Result, News> => {
  const pool = makePool<Task, Result, News>(script, limits);
  const authors: string[] = [];
  return {
    take: (task, { draft, author, signal, told }) => {
      const own = authors.filter((one) => one === author).length;
      if (pool.load() >= limits.width + limits.waiting || own >= (limits.ofOne ?? Infinity))
        return { code: 'drafts-busy' };
      const lane = `${kindOf(task)} ${author === null ? `draft ${draft}` : `author ${author}`}`;
      if (author !== null) authors.push(author);
      const done = pool.run(task, { lane, signal, told }).finally(() => {
        if (author !== null) authors.splice(authors.indexOf(author), 1);
      });
      return { code: 'taken', done };
    },
  };
};
