import express, { type ErrorRequestHandler, type Express } from 'express';
import type { DecisionLog } from '../audit/decision-log.js';
import { makeDecide, makeDecideTogether, makePreview, type Evaluators } from './decide.js';
import type { Editions } from './editions.js';
import { openApiOf } from './openapi.js';
import { makeRecorded } from './recorded.js';
import { decideRoutes } from './routes/decide-routes.js';
import { decisionRoutes } from './routes/decision-routes.js';
import { editionRoutes } from './routes/edition-routes.js';
import { healthRoutes } from './routes/health-routes.js';
import { commonHeaders, refuseOtherMethods, sendProblem } from './routes/replies.js';

/** What the service is made of. */
export interface ServiceParts {
  readonly editions: Editions;
  readonly log: DecisionLog;
  readonly evaluators: Evaluators;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
}

/** The limits of requests. */
export interface RequestLimits {
  /** The most bytes of a single request's body. */
  readonly bodyLimitBytes: number;
  /** The most bytes of a batch's body. */
  readonly batchLimitBytes: number;
}

/** 256 kB for one request, 8 MB for a batch. */
export const defaultLimits: RequestLimits = { bodyLimitBytes: 256 * 1024, batchLimitBytes: 8 * 1024 * 1024 };

/**
 * The service as an Express application.
 * @param isStopping whether the service no longer takes new connections
 */
export const makeApp = (parts: ServiceParts, limits: RequestLimits, isStopping: () => boolean): Express => {
  const { editions, log, clock } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');

  app.use(commonHeaders);
  app.use(
    decideRoutes({
      ...parts,
      ...limits,
      decide: makeDecide(parts),
      decideTogether: makeDecideTogether(parts),
      preview: makePreview(parts),
    }),
  );
  app.use(decisionRoutes(makeRecorded(parts)));
  app.use(editionRoutes(editions, clock));
  app.use(healthRoutes(log, isStopping));
  app
    .route('/openapi.json')
    .get((_request, response) => void response.json(openApiOf(editions.all())))
    .all(refuseOtherMethods('GET'));
  app.use((request, response) => {
    sendProblem(response, { code: 'not-found', what: 'address', name: request.path });
  });
  app.use(answerDefect(parts.reportDefect));
  return app;
};

/** Express knows an error handler by its four parameters. What a client did wrong in its address is no defect. */
const answerDefect =
  (reportDefect: (error: unknown) => void): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      reportDefect(error);
      next(error);
      return;
    }
    if (error instanceof URIError) {
      sendProblem(response, { code: 'not-found', what: 'address', name: request.originalUrl });
      return;
    }
    // The sender is gone: nobody reads an answer.
    if (request.destroyed && !request.complete) return;
    reportDefect(error);
    sendProblem(response, { code: 'internal' });
  };
