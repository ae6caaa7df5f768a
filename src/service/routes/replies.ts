import type { Request, RequestHandler, Response } from 'express';
import type { Failure } from '../failure.js';
import { problemKinds, problemOf } from '../problems.js';

/** Answers with the problem details of a failure. */
export const sendProblem = (response: Response, failure: Failure): void => {
  const problem = problemOf(failure);
  const { retryAfterSeconds } = problemKinds[failure.code];
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
  if (failure.code === 'method-not-allowed') response.set('Allow', failure.allowed.join(', '));
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
};

/** Refuses every method that a route does not take; to be the last handler of the route. */
export const refuseOtherMethods =
  (...taken: readonly ('GET' | 'POST')[]): RequestHandler =>
  (request: Request, response: Response) => {
    const allowed = taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    sendProblem(response, { code: 'method-not-allowed', method: request.method, allowed });
  };

/** What stands at a place of the address; Express gives a text for every plain `:name`. */
export const placeOf = (request: Request, name: string): string => {
  const given = request.params[name];
  return typeof given === 'string' ? given : '';
};

/** Headers that hold for every answer: none is kept, framed, sniffed or run. */
export const commonHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  });
  next();
};
