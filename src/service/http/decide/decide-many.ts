import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { Asked } from '../../../audit/record/asked.js';
import type { Once } from '../../../audit/record/record.js';
import type { Decide, DecideTogether, TogetherAnswer } from '../../../decide/decide.js';
import type { DecisionAnswer } from '../../../wire/decision.js';
import { known, readBatchItem } from '../../../decide/request/decide-request.js';
import { failureOfError, isDefect } from '../failure-of-error.js';
import type { Failure } from '../failure.js';
import type { NameQuestion } from '../request/request-head.js';
import { askedOf, quotaOf } from '../gated-response.js';
import { problemOf } from '../problems.js';
import { inOrder } from '../../../workers/in-order.js';
import { answerOnLine, failureOnLine } from './line-answers.js';
import { processBudget, type BodyBudget } from '../request/body-budget.js';
import { isBlank, parseBody } from '../request/read-json.js';
import { readLines, type Line } from '../../../workers/lines.js';
import { makePace } from '../../../workers/pace.js';

/** What answering many requests needs. */
export interface DecideManyParts {
  readonly decide: Decide;
  readonly decideTogether: DecideTogether;
  /** The most bytes of a single request. */
  readonly bodyLimitBytes: number;
  /** What lines that have not ended may take with all bodies of the process; default: that of the process. */
  readonly budget?: BodyBudget;
  /** Told of each defect that one of the requests met. */
  readonly reportDefect: (error: unknown) => void;
}

/** Lines of a stream that are worked on at once; they share the writes of the log. */
const linesAtOnce = 64;

/**
 * Answers an item of a list or stream as if it had been asked alone, with the JSON text `{ status, answer }`, and `replayed` where it was decided
 * before, or `{ status, problem }`; never rejects, since the other items are recorded and must be answered.
 * @param text JSON in UTF-8, or nothing where it is too long
 */
export type AnswerItem = (text: Buffer | undefined, asked: AskedItem) => Promise<string>;

/** What goes with an item. */
export interface AskedItem {
  readonly charge: Charge;
  /** Who asks. */
  readonly asked: Asked | undefined;
  /** Names the question, where the request has a key. */
  readonly name?: ((item: unknown) => Once) | undefined;
  /** Told what is recorded of it. */
  readonly recorded?: (ids: readonly string[]) => void;
  /** Its line in a stream, from 1. */
  readonly line?: number;
}

/** Counts decisions before they are made; a failure where they may not be. */
export type Charge = (decisions: number) => Failure | undefined;

/** What an item takes, as a pace counts it: deciding takes as long as reading so many bytes. */
export const workOfItem = (bytes: number): number => bytes + 2048;

/** Makes what answers items. */
export const makeAnswerItem = (parts: DecideManyParts): AnswerItem => {
  const { bodyLimitBytes, decide, decideTogether, reportDefect } = parts;
  const readItem = (text: Buffer | undefined) => {
    if (text === undefined || text.length > bodyLimitBytes)
      return { code: 'body-too-large', limitBytes: bodyLimitBytes } as const;
    const json = parseBody(text);
    if (json.code !== 'read') return json;
    const read = readBatchItem(json.value);
    return read.code === 'read' ? { ...read, item: json.value } : read;
  };
  return async (text, { charge, asked, name, recorded, line }) => {
    try {
      const read = readItem(text);
      // What can't be read was looked at like any other.
      const tooMuch = charge(
        read.code === 'read' && 'decisions' in read.value ? read.value.decisions.length : 1,
      );
      if (tooMuch !== undefined) return refused(tooMuch);
      if (read.code !== 'read') return refused(line === undefined ? read : failureOnLine(read, line));
      const request = known(read.value, asked, name?.(read.item));
      const result = await ('decisions' in request
        ? decideTogether(request.decisions, request)
        : decide(request.decision, request));
      if (result.code !== 'decided') return refused(result);
      recorded?.(idsOf(result.answer));
      return `{"status":200,${result.replayed === true ? '"replayed":true,' : ''}"answer":${JSON.stringify(result.answer)}}`;
    } catch (error) {
      const failure = failureOfError(error);
      if (isDefect(failure)) reportDefect(error);
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
  const { bodyLimitBytes, budget = processBudget } = parts;
  const answerItem = makeAnswerItem(parts);
  const quota = quotaOf(response);
  const asked = askedOf(response);
  const charge: Charge = (decisions) => quota?.take(decisions);
  let requests = 0;
  const answerLine = async ({ line, number }: NumberedLine): Promise<string> => {
    const place = requests;
    requests += 1;
    if (line.code === 'overloaded') return answerOnLine(refused({ code: 'overloaded' }), number);
    const answer = await answerItem(line.code === 'line' ? line.bytes : undefined, {
      charge,
      asked,
      name: name && ((item) => name('/decide', item, place)),
      line: number,
    });
    return answerOnLine(answer, number);
  };
  response.status(200).type('application/x-ndjson');
  response.flushHeaders();
  try {
    await pipeline(
      inOrder(withoutBlank(readLines(request, bodyLimitBytes, budget)), linesAtOnce, answerLine),
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

/** Blank lines count, and are passed over; others are answered in between. */
async function* withoutBlank(lines: AsyncIterable<Line>): AsyncGenerator<NumberedLine> {
  const pace = makePace();
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const isEmpty = line.code === 'line' && isBlank(line.bytes);
    await pace(isEmpty ? line.bytes.length + 64 : workOfItem(line.code === 'line' ? line.bytes.length : 0));
    if (!isEmpty) yield { line, number };
  }
}

const lost = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && lost.has(error.code);

/** A list or stream has many answers: of what is wrong with the facts of one only so much is told. */
const mostErrors = 10;

const fewer = (failure: Failure): Failure => {
  if (failure.code !== 'invalid-facts' || failure.errors.length <= mostErrors) return failure;
  const more = failure.errors.length - mostErrors;
  const message = `${more} more places are wrong, or more. Mend those that are named, or ask for this one alone.`;
  const errors = [
    ...failure.errors.slice(0, mostErrors),
    { pointer: '', code: 'more-errors' as const, message },
  ];
  return { ...failure, errors };
};

const refused = (failure: Failure): string => {
  const problem = problemOf(fewer(failure));
  return JSON.stringify({ status: problem.status, problem });
};
