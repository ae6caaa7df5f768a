import { parentPort, type Transferable } from 'node:worker_threads';
import type { FromThread, ToThread } from './pool.js';

/** What a task may do beside giving its result. */
export interface Giver<News> {
  /** Asks the thread that gave the work. */
  readonly ask: (question: string) => Promise<unknown>;
  /** Tells it how far the work is. */
  readonly tell: (news: News) => void;
}

/** Works on one task. */
export type Work<Task, Result, News = never> = (task: Task, giver: Giver<News>) => Result | Promise<Result>;

/**
 * In a thread of a pool: works on each task that comes.
 * @param given what of a result is given away and not copied
 */
export const answerTasks = <Task, Result, News = never>(
  work: Work<Task, Result, News>,
  given: (result: Result) => readonly Transferable[] = () => [],
): void => {
  const port = parentPort;
  if (port === null) throw new TypeError('This module runs in a thread of its own.');
  const send = (message: FromThread<Result, News>, transfer: readonly Transferable[] = []): void => {
    port.postMessage(message, transfer);
  };
  const asked = new Map<string, (value: unknown) => void>();
  const giver: Giver<News> = {
    ask: (question) =>
      new Promise((resolve) => {
        asked.set(question, resolve);
        send({ kind: 'question', question });
      }),
    tell: (news) => {
      send({ kind: 'news', news });
    },
  };
  const answer = async (task: Task): Promise<void> => {
    try {
      const result = await work(task, giver);
      send({ kind: 'result', result }, given(result));
    } catch (error) {
      send({ kind: 'failed', error });
    }
  };
  port.on('message', (message: ToThread<Task>) => {
    if (message.kind === 'task') void answer(message.task);
    else {
      asked.get(message.question)?.(message.value);
      asked.delete(message.question);
    }
  });
};
