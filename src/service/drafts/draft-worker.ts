import { parentPort } from 'node:worker_threads';
import { makeWorkOn, type DraftNews, type DraftTask } from './draft-task.js';

/** What the thread says: news of its task, then that it is over. */
export type FromDraftWorker =
  | { readonly kind: 'news'; readonly news: DraftNews }
  | { readonly kind: 'over' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A thread that works on drafts, one task at a time. */
const workOn = makeWorkOn();
const say = (said: FromDraftWorker): void => parentPort?.postMessage(said);

const answer = async (task: DraftTask): Promise<void> => {
  try {
    for await (const news of workOn(task)) say({ kind: 'news', news });
    say({ kind: 'over' });
  } catch (error) {
    say({ kind: 'failed', error });
  }
};

parentPort?.on('message', (task: DraftTask) => void answer(task));
