import { makeWorkerPool } from '../../workers/worker-pool.js';
import type { BookResults, BookTask } from './book-task.js';

/** Works on a task for the book. */
export type BookWork = <Kind extends BookTask['kind']>(
  task: Extract<BookTask, { readonly kind: Kind }>,
) => Promise<BookResults[Kind]>;

// Run from its source, a module's neighbours are sources too.
const script = new URL(`./book-worker${import.meta.url.slice(-3)}`, import.meta.url);

/** Each task in a thread of its own, which ends with it; one after the other, so that the machine stays the service's. */
export const makeBookWork = (): BookWork => {
  let last: Promise<unknown> = Promise.resolve();
  return <Kind extends BookTask['kind']>(task: Extract<BookTask, { readonly kind: Kind }>) => {
    const work = last.then(async () => {
      const pool = makeWorkerPool<typeof task, BookResults[Kind]>(script, {
        width: 1,
        data: null,
      });
      try {
        return await pool.run(task);
      } finally {
        await pool.close();
      }
    });
    last = work.catch(() => undefined);
    return work;
  };
};
