import type { Response } from 'express';
import type { Failure } from '../http/failure.js';
import { failureOfError, isDefect } from '../http/failure-of-error.js';
import { problemOf } from '../http/problems.js';
import { sendProblem } from '../http/send.js';
import { stoppedFailure } from '../work-limits.js';
import { signalOf } from './answer-once.js';

/** Work that is under way, or why it is not begun. */
export type Begun = { readonly code: 'taken'; readonly done: Promise<void> } | Failure;

/**
 * Answers in lines of JSON as the news of some work come; it is stopped when the receiver goes away. Work that gives up is told as a last
 * line, with its problem; work that is not begun is answered as a problem.
 */
export const streamLines = async (
  response: Response,
  reportDefect: (error: unknown) => void,
  begin: (told: (news: object) => void, signal: AbortSignal) => Begun | Promise<Begun>,
): Promise<void> => {
  const { signal, done } = signalOf(response);
  const open = (): void => {
    if (!response.headersSent) response.status(200).type('application/x-ndjson').flushHeaders();
  };
  const told = (news: object): void => {
    open();
    response.write(`${JSON.stringify(news)}\n`);
  };
  const begun = await begin(told, signal);
  if (begun.code !== 'taken') {
    done();
    sendProblem(response, begun);
    return;
  }
  open();
  try {
    await begun.done;
  } catch (error) {
    // Whoever went away has stopped it.
    if (!signal.aborted) told({ kind: 'gave-up', problem: problemOf(failureOf(error, reportDefect)) });
  } finally {
    done();
    response.end();
  }
};

/** Why work gave up: at a limit, by what is kept, or for a defect, which is reported. */
const failureOf = (error: unknown, reportDefect: (error: unknown) => void): Failure => {
  try {
    return stoppedFailure(error);
  } catch (cause) {
    const failure = failureOfError(cause);
    if (isDefect(failure)) reportDefect(cause);
    return failure;
  }
};
