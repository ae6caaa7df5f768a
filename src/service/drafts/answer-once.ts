import type { Response } from 'express';
import { callerOf } from '../http/gated-response.js';
import { sendProblem } from '../http/send.js';
import { stoppedFailure } from '../work-limits.js';
import type { Draft } from './draft.js';
import type { DraftNews, DraftTask } from './trial/draft-task.js';
import type { DraftWork } from './trial/draft-work.js';

/** What answering with the work on a draft needs. */
export interface AnsweringParts {
  readonly work: DraftWork;
}

/** Answers with the one thing that a task tells; whether it was worked on, and no problem was answered. */
export const answerOnce = async (
  { work }: AnsweringParts,
  response: Response,
  { id }: Draft,
  task: DraftTask,
  answer: (news: DraftNews) => void,
): Promise<boolean> => {
  const { signal, done } = signalOf(response);
  const author = callerOf(response)?.id ?? null;
  const taken = work.take(task, { draft: id, author, signal, told: answer });
  if (taken.code !== 'taken') {
    sendProblem(response, taken);
    return false;
  }
  try {
    await taken.done;
    return true;
  } catch (error) {
    if (!signal.aborted) sendProblem(response, stoppedFailure(error));
    return false;
  } finally {
    done();
  }
};

/**
 * Aborted when the receiver of an answer goes away before the whole of it was given. An answer that was given is closed, too: its work is about to
 * end by itself, and the thread that does it is there for the next.
 */
export const signalOf = (response: Response): { readonly signal: AbortSignal; readonly done: () => void } => {
  const controller = new AbortController();
  const abort = (): void => {
    if (!response.writableEnded) controller.abort();
  };
  response.once('close', abort);
  if (response.destroyed) abort();
  return { signal: controller.signal, done: () => response.removeListener('close', abort) };
};
