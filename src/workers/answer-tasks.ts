import { parentPort } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './worker-pool.js';

/** Asks the thread that gave the work. */
export type Ask = (question: string) => Promise<unknown>;

/** Works on one task. */
export type Work<Task, Result> = (task: Task, ask: Ask) => Result | Promise<Result>;

/** In a thread of a pool: works on each task that comes. */
export const answerTasks = <Task, Result>(work: Work<Task, Result>): void => {
  const port = parentPort;
  if (port === null) throw new TypeError('This module runs in a thread of its own.');
  const send = (message: FromWorker<Result>): void => {
    port.postMessage(message);
  };
  const asked = new Map<string, (value: unknown) => void>();
  const ask: Ask = (question) =>
    new Promise((resolve) => {
      asked.set(question, resolve);
      send({ kind: 'question', question });
    });
  const answer = async (task: Task): Promise<void> => {
    try {
      send({ kind: 'result', result: await work(task, ask) });
    } catch (error) {
      send({ kind: 'failed', error });
    }
  };
  port.on('message', (message: ToWorker<Task>) => {
    if (message.kind === 'task') void answer(message.task);
    else {
      asked.get(message.question)?.(message.value);
      asked.delete(message.question);
    }
  });
};
