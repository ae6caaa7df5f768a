import type { IRoute, Router } from 'express';
import type { Failure } from '../failure.js';
import { unknownParameters } from '../request/request-head.js';
import { sendProblem } from '../send.js';

/** What an address takes besides what stands in it, and what it answers. */
export interface Takes {
  /** Its query parameters; one that ends with a full stop stands for all that begin so. Default: none. */
  readonly query?: readonly string[];
  /** Media types of its answers, or their short names. Default: JSON. */
  readonly types?: readonly string[];
}

const json = ['json'];

/** The route of an address, which refuses parameters that it does not take, and who accepts no type that it answers in. */
export const routeOn = (router: Router, path: string, { query = [], types = json }: Takes = {}): IRoute => {
  const notAcceptable: Failure = { code: 'not-acceptable', types };
  return router.route(path).all((request, response, next) => {
    const failure =
      unknownParameters(Object.keys(request.query), query) ??
      (request.accepts([...types]) === false ? notAcceptable : undefined);
    if (failure === undefined) next();
    else sendProblem(response, failure);
  });
};
