import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { Once } from '../../../audit/record/record.js';
import type { Decide, DecideTogether, TogetherAnswer } from '../../../decide/decide.js';
import type { DecisionAnswer } from '../../../wire/decision.js';
import { known, readBatchItem } from '../../../decide/request/decide-request.js';
import { failureOfError } from '../failure-of-error.js';
import type { Failure } from '../failure.js';
import type { NameQuestion } from '../request/idempotency-key.js';
import { quotaOf } from '../gated-response.js';
import { problemOf } from '../problems.js';
import { inOrder } from '../../../workers/in-order.js';
import { answerOnLine, failureOnLine } from './line-answers.js';
import { isBlank, parseBody } from '../request/read-body.js';
import { readLines, type Line } from '../../../workers/lines.js';

/** What answering many requests needs. */
export interface DecideManyParts {
  readonly decide: Decide;
  readonly decideTogether: DecideTogether;
  /** The most bytes of a single request. */
  readonly bodyLimitBytes: number;
  /** Told of each defect that one of the requests met. */
  readonly reportDefect: (error: unknown) => void;
}

/** Lines of a stream that are worked on at once; they share the writes of the log. */
const linesAtOnce = 64;

/**
 * Answers an item of a batch as if it had been asked alone, with the JSON text `{ status, answer }`, and `replayed` where it was decided
 * before, or `{ status, problem }`; never rejects, since the other items are recorded and must be answered.
 */
export type AnswerItem = (item: unknown, asked: AskedItem) => Promise<string>;

/** What goes with an item. */
export interface AskedItem {
  readonly charge: Charge;
  /** Names the question, where the request has a key. */
  readonly name?: (() => Once) | undefined;
  /** Told what is recorded of it. */
  readonly recorded?: (ids: readonly string[]) => void;
}

/** Counts decisions before they are made; a failure where they may not be. */
export type Charge = (decisions: number) => Failure | undefined;

/** Makes what answers items. */
export const makeAnswerItem = (parts: DecideManyParts): AnswerItem => {
  const { decide, decideTogether, reportDefect } = parts;
  return async (item, { charge, name, recorded }) => {
    try {
      const read = readBatchItem(item);
      // What can't be read was looked at like any other.
      const tooMuch = charge(
        read.code === 'read' && 'decisions' in read.value ? read.value.decisions.length : 1,
      );
      if (read.code !== 'read') return refused(tooMuch ?? read);
      if (tooMuch !== undefined) return refused(tooMuch);
      const request = known(read.value, name?.());
      const result = await ('decisions' in request
        ? decideTogether(request.decisions, request)
        : decide(request.decision, request));
      if (result.code !== 'decided') return refused(result);
      recorded?.(idsOf(result.answer));
      return `{"status":200,${result.replayed === true ? '"replayed":true,' : ''}"answer":${JSON.stringify(result.answer)}}`;
    } catch (error) {
      reportDefect(error);
      const failure = failureOfError(error);
      if (failure.code === 'recorded-unanswered') recorded?.(failure.ids);
      return refused(failure);
    }
  };
};

const idsOf = (answer: DecisionAnswer | TogetherAnswer): readonly string[] =>
  ('decisions' in answer ? answer.decisions : [answer]).flatMap(({ id }) => id ?? []);

/**
 * Answers a stream of lines, each a request, with a line for each that says which it is of, in their order and as they are decided.
 * Nothing is read ahead of what the receiver takes, apart from {@link linesAtOnce} lines.
 */
export const answerLines = async (
  request: Request,
  response: Response,
  parts: DecideManyParts,
  name?: NameQuestion,
): Promise<void> => {
  const { bodyLimitBytes } = parts;
  const answerItem = makeAnswerItem(parts);
  const quota = quotaOf(response);
  const charge: Charge = (decisions) => quota?.take(decisions);
  let requests = 0;
  const answerLine = async ({ line, number }: NumberedLine): Promise<string> => {
    const place = requests;
    requests += 1;
    const body =
      line.code === 'line'
        ? parseBody(line.bytes)
        : ({ code: 'body-too-large', limitBytes: bodyLimitBytes } as const);
    const answer =
      body.code === 'read'
        ? await answerItem(body.value, { charge, name: name && (() => name('/decide', body.value, place)) })
        : refused(charge(1) ?? failureOnLine(body, number));
    return answerOnLine(answer, number);
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

/** A line with its number in the stream, from 1. */
interface NumberedLine {
  readonly line: Line;
  readonly number: number;
}

/** Blank lines count, and are passed over. */
async function* withoutBlank(lines: AsyncIterable<Line>): AsyncGenerator<NumberedLine> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.code === 'too-long' || !isBlank(line.bytes)) yield { line, number };
  }
}

const lost = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && lost.has(error.code);

const refused = (failure: Failure): string => {
  const problem = problemOf(failure);
  return JSON.stringify({ status: problem.status, problem });
};
