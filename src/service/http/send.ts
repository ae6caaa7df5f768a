import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Answered } from '../../decide/decide.js';
import type { Failure } from '../../decide/failure.js';
import type { RawHeaders } from './gate.js';
import { admissionOf } from './message-classes.js';
import { problemKinds, problemOf } from './problems.js';

/** Headers that hold for every answer: none is kept, framed, sniffed or run. */
export const commonHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const satisfies OutgoingHttpHeaders;

const common = Object.entries(commonHeaders).flat();
const jsonStart = [...common, 'Content-Type', 'application/json; charset=utf-8', 'Content-Length'];
const replayedStart = ['Idempotency-Replayed', 'true', ...jsonStart];
const problemStart = [...common, 'Content-Type', 'application/problem+json; charset=utf-8', 'Content-Length'];

/** Answers 200 with a JSON text that comes in parts of UTF-8. */
export const sendJson = (response: ServerResponse, parts: readonly Buffer[]): void => {
  const bytes = parts.reduce((sum, { length }) => sum + length, 0);
  response.writeHead(200, [...jsonStart, String(bytes)]);
  for (const part of parts) response.write(part);
  response.end();
};

/** Answers 200 with what was decided; a header tells where that was before, when the same request came. */
export const sendDecided = (response: ServerResponse, decided: Answered<unknown>): void => {
  sendText(response, startOf(decided), decided.text());
};

const startOf = ({ replayed }: Answered<unknown>): RawHeaders =>
  replayed === true ? replayedStart : jsonStart;

const sendText = (response: ServerResponse, start: RawHeaders, text: string): void => {
  response.writeHead(200, [...start, String(Buffer.byteLength(text))]);
  response.end(text);
};

/** Sends answers in common. */
export interface SendingTogether {
  /** Tells what was decided now, and sends it a little later, as `sendDecided` would. */
  readonly sendDecided: (response: ServerResponse, decided: Answered<unknown>) => void;
}

/**
 * Answers that become ready in one turn of the event loop are sent one right after the other, when all of them are told. An answer that is
 * sent by itself wakes its receiver by itself, which costs the system more than the answer.
 * @param answerDefect takes what goes wrong with one of them; the others are sent
 */
export const makeSendingTogether = (
  answerDefect: (error: unknown, response: ServerResponse) => void,
): SendingTogether => {
  let ready: { readonly response: ServerResponse; readonly start: RawHeaders; readonly text: string }[] = [];
  const sendAll = (): void => {
    const all = ready;
    ready = [];
    for (const { response, start, text } of all)
      try {
        sendText(response, start, text);
      } catch (error) {
        answerDefect(error, response);
      }
  };
  return {
    sendDecided: (response, decided) => {
      ready.push({ response, start: startOf(decided), text: decided.text() });
      if (ready.length === 1) setImmediate(sendAll);
    },
  };
};

/** Answers with the problem details of a failure. */
export const sendProblem = (response: ServerResponse, failure: Failure): void => {
  const problem = problemOf(failure);
  const requestId = admissionOf(response)?.requestId;
  const text = JSON.stringify(
    requestId === undefined ? problem : { ...problem, instance: `urn:clausebook:request:${requestId}` },
  );
  const { retryAfterSeconds } = problemKinds[failure.code];
  response.writeHead(problem.status, [
    ...problemStart,
    String(Buffer.byteLength(text)),
    ...(retryAfterSeconds === undefined ? [] : ['Retry-After', String(retryAfterSeconds)]),
    ...(failure.code === 'method-not-allowed' ? ['Allow', failure.allowed.join(', ')] : []),
  ]);
  response.end(text);
};

/** Answers a defect, and tells of it; where the answer has begun it is cut, and where the sender is gone nobody reads one. */
export const makeAnswerDefect =
  (reportDefect: (error: unknown) => void) =>
  (error: unknown, response: ServerResponse): void => {
    if (response.headersSent) {
      reportDefect(error);
      response.destroy();
      return;
    }
    if (response.req.destroyed && !response.req.complete) return;
    reportDefect(error);
    sendProblem(response, { code: 'internal' });
  };
