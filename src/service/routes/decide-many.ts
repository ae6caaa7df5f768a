import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { DecisionAnswer } from '../answer.js';
import type { Decide, DecideTogether, TogetherAnswer } from '../decide.js';
import { readBatchItem } from '../decide-request.js';
import type { Failure } from '../failure.js';
import { problemOf, type Problem } from '../problems.js';
import { inOrder } from './in-order.js';
import { isBlank, parseBody } from './read-body.js';
import { readLines, type Line } from './read-lines.js';

/** What answering many requests needs. */
export interface DecideManyParts {
  readonly decide: Decide;
  readonly decideTogether: DecideTogether;
  /** The most bytes of a single request. */
  readonly bodyLimitBytes: number;
  /** Told of each defect that one of the requests met. */
  readonly reportDefect: (error: unknown) => void;
}

/** One of many requests, answered: as if it had been asked alone. */
export interface ItemAnswer {
  readonly status: number;
  readonly answer?: DecisionAnswer | TogetherAnswer;
  readonly problem?: Problem;
}

/** Lines of a stream that are worked on at once; they share the writes of the log. */
const linesAtOnce = 64;

/** Answers an item of a batch; never rejects, since the other items are recorded and must be answered. */
export const makeAnswerItem = (parts: DecideManyParts): ((item: unknown) => Promise<ItemAnswer>) => {
  const { decide, decideTogether, reportDefect } = parts;
  return async (item) => {
    const read = readBatchItem(item);
    if (read.code !== 'read') return refused(read);
    const request = read.value;
    try {
      const result = await ('decisions' in request
        ? decideTogether(request.decisions, request)
        : decide(request.decision, request));
      return result.code === 'decided' ? { status: 200, answer: result.answer } : refused(result);
    } catch (error) {
      reportDefect(error);
      return refused({ code: 'internal' });
    }
  };
};

/**
 * Answers a stream of lines, each a request, with a line for each, in their order and as they are decided. Nothing is read
 * ahead of what the receiver takes, apart from {@link linesAtOnce} lines.
 */
export const answerLines = async (
  request: Request,
  response: Response,
  parts: DecideManyParts,
): Promise<void> => {
  const { bodyLimitBytes } = parts;
  const answerItem = makeAnswerItem(parts);
  const answerLine = async (line: Line): Promise<string> => {
    const body =
      line.code === 'line'
        ? parseBody(line.bytes)
        : ({ code: 'body-too-large', limitBytes: bodyLimitBytes } as const);
    const answer = body.code === 'read' ? await answerItem(body.value) : refused(body);
    return `${JSON.stringify(answer)}\n`;
  };
  response.status(200).type('application/x-ndjson');
  response.flushHeaders();
  try {
    await pipeline(
      inOrder(withoutBlank(readLines(request, bodyLimitBytes)), linesAtOnce, answerLine),
      response,
    );
  } catch (error) {
    // The sender is gone: nobody reads the rest.
    if (!isConnectionLost(error)) throw error;
  }
};

async function* withoutBlank(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  for await (const line of lines) if (line.code === 'too-long' || !isBlank(line.bytes)) yield line;
}

const lost = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && lost.has(error.code);

const refused = (failure: Failure): ItemAnswer => {
  const problem = problemOf(failure);
  return { status: problem.status, problem };
};
