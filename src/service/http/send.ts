import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Answered } from '../../decide/decide.js';
import type { Failure } from './failure.js';
import { failureOfError, isDefect } from './failure-of-error.js';
import type { RawHeaders } from './gate.js';
import { admissionOf } from './gated-response.js';
import { problemOf } from './problems.js';

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
const jsonHeaders = [...common, 'Content-Type', 'application/json; charset=utf-8'];
const replayedHeaders = ['Idempotency-Replayed', 'true', ...jsonHeaders];
const problemHeaders = [...common, 'Content-Type', 'application/problem+json; charset=utf-8'];

const writeHead = (response: ServerResponse, status: number, headers: RawHeaders, bytes: number): void => {
  const { headers: gateHeaders = [] } = admissionOf(response);
  response.writeHead(status, [...headers, 'Content-Length', String(bytes), ...gateHeaders]);
};

/** Answers 200 with a JSON text that comes in parts of UTF-8. */
export const sendJson = (response: ServerResponse, parts: readonly Buffer[]): void => {
  writeHead(
    response,
    200,
    jsonHeaders,
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  for (const part of parts) response.write(part);
  response.end();
};

/** Answers 200 with what was decided; a header tells where that was before, when the same request came. */
export const sendDecided = (response: ServerResponse, { answer, replayed }: Answered<object>): void => {
  const text = JSON.stringify(answer);
  writeHead(response, 200, replayed === true ? replayedHeaders : jsonHeaders, Buffer.byteLength(text));
  response.end(text);
};

/** Answers 200 with a preview, which may be kept for so many seconds; 0 where it may not. */
export const sendPreview = (response: ServerResponse, answer: object, keptSeconds: number): void => {
  const text = JSON.stringify(answer);
  const headers =
    keptSeconds === 0
      ? jsonHeaders
      : ['Cache-Control', `private, max-age=${keptSeconds}`, ...jsonHeaders.slice(2)];
  writeHead(response, 200, headers, Buffer.byteLength(text));
  response.end(text);
};

/** Answers with the problem details of a failure. */
export const sendProblem = (response: ServerResponse, failure: Failure): void => {
  const problem = problemOf(failure);
  const { requestId } = admissionOf(response);
  const text = JSON.stringify(
    requestId === undefined ? problem : { ...problem, instance: `urn:clausebook:request:${requestId}` },
  );
  const { retryAfterSeconds } = problem;
  const headers = [
    ...problemHeaders,
    ...(retryAfterSeconds === undefined ? [] : ['Retry-After', String(retryAfterSeconds)]),
    ...(failure.code === 'method-not-allowed' ? ['Allow', failure.allowed.join(', ')] : []),
  ];
  writeHead(response, problem.status, headers, Buffer.byteLength(text));
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
    const failure = failureOfError(error);
    if (isDefect(failure)) reportDefect(error);
    sendProblem(response, failure);
  };
