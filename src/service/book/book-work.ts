import { makePool, threadScript, type PoolOptions } from '../../workers/pool.js';
import { workLimits } from '../work-limits.js';
import type { BookResults, BookTask } from './book-task.js';

/** Works on a task for the book. Throws `WorkStopped` where it comes to its limits. */
export type BookWork = <Kind extends BookTask['kind']>(
  task: Extract<BookTask, { readonly kind: Kind }>,
) => Promise<BookResults[Kind]>;

/** Works in threads beside the service, which takes as long as it takes to begin. */
export const makeBookWork = (limits: PoolOptions = workLimits): BookWork => {
  const pool = makePool<BookTask, BookResults[BookTask['kind']]>(
    threadScript('book-worker', import.meta.url),
    limits,
  );
  // A task of a kind has the result of its kind.
  return <Kind extends BookTask['kind']>(task: Extract<BookTask, { readonly kind: Kind }>) =>
    pool.run(task) as Promise<BookResults[Kind]>;
};
