import type { Request, RequestHandler, Response } from 'express';
import { commonHeaders, sendProblem } from '../send.js';

/** Refuses every method that a route does not take; to be the last handler of the route. */
export const refuseOtherMethods =
  (...taken: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[]): RequestHandler =>
  (request: Request, response: Response) => {
    const allowed = taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    sendProblem(response, { code: 'method-not-allowed', method: request.method, allowed });
  };

/** What stands at a place of the address; Express gives a text for every plain `:name`. */
export const placeOf = (request: Request, name: string): string => {
  const given = request.params[name];
  return typeof given === 'string' ? given : '';
};

/** Gives every answer of Express the headers that hold for all. */
export const setCommonHeaders: RequestHandler = (_request, response, next) => {
  response.set(commonHeaders);
  next();
};
