import type { Failure } from '../../service/http/failure.js';
import { makePreview, makePreviewTogether, type DecideParts } from '../../decide/decide.js';
import { readBatchItem, readDecideRequest } from '../../decide/request/decide-request.js';
import { problemOf } from '../../service/http/problems.js';
import { answerOnLine, failureOnLine } from '../../service/http/decide/line-answers.js';
import { isBlank, parseBody } from '../../service/http/request/read-json.js';
import { linesIn } from '../../workers/lines.js';
import type { AskedOfAll, ChunkAnswer, ChunkLines, RefusedLine } from './messages.js';

/** The most bytes of a line: as many as the service takes of a single request. */
export const maximumLineBytes = 128 * 1024;

/** Answers a chunk of lines. */
export type AnswerChunk = (chunk: ChunkLines) => Promise<ChunkAnswer>;

/**
 * Answers lines as `POST /decide` does, `{ line, status, answer }` or `{ line, status, problem }` for each, but records nothing. Blank
 * lines count, and are passed over.
 */
export const makeAnswerChunk = (
  parts: Pick<DecideParts, 'editions' | 'evaluators' | 'clock'>,
  asked: AskedOfAll,
): AnswerChunk => {
  const decide = makePreview(parts);
  const decideTogether = makePreviewTogether(parts);

  const resultOf = (line: Buffer): Result | Promise<Result> => {
    if (line.length > maximumLineBytes) return { code: 'body-too-large', limitBytes: maximumLineBytes };
    const body = parseBody(line);
    if (body.code !== 'read') return body;
    const item = withAsked(body.value, asked);
    if (asked.decision !== null) {
      const read = readDecideRequest(item);
      return read.code === 'read' ? decide(asked.decision, read.value) : read;
    }
    const read = readBatchItem(item);
    if (read.code !== 'read') return read;
    const request = read.value;
    return 'decisions' in request
      ? decideTogether(request.decisions, request)
      : decide(request.decision, request);
  };

  return async ({ bytes, firstLine }) => {
    const told: string[] = [];
    const defects: string[] = [];
    let decided = 0;
    let firstRefused: RefusedLine | null = null;
    const refuse = (failure: Failure, number: number): void => {
      firstRefused ??= { line: number, code: failure.code };
      const problem = problemOf(failureOnLine(failure, number));
      told.push(answerOnLine(JSON.stringify({ status: problem.status, problem }), number));
    };
    let number = firstLine - 1;
    for (const line of linesIn(bytes)) {
      number += 1;
      if (isBlank(line)) continue;
      try {
        const coming = resultOf(line);
        // Most are there at once, and a turn of the event loop would cost as much as a decision.
        const result = coming instanceof Promise ? await coming : coming;
        if (result.code !== 'decided') {
          refuse(result, number);
          continue;
        }
        told.push(answerOnLine(`{"status":200,"answer":${JSON.stringify(result.answer)}}`, number));
        decided += 1;
      } catch (error) {
        defects.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        refuse({ code: 'internal' }, number);
      }
    }
    const refused = told.length - decided;
    return { bytes: new TextEncoder().encode(told.join('')), decided, refused, firstRefused, defects };
  };
};

type Result = { readonly code: 'decided'; readonly answer: object } | Failure;

/** What the call says wins over what the line says. */
const withAsked = (item: unknown, { asOf, edition }: AskedOfAll): unknown =>
  (asOf === null && edition === null) || typeof item !== 'object' || item === null || Array.isArray(item)
    ? item
    : { ...item, ...(asOf === null ? {} : { asOf }), ...(edition === null ? {} : { edition }) };
