import express, { type ErrorRequestHandler, type Express } from 'express';
import type { DecisionLog } from '../audit/decision-log.js';
import { makeDecide, makeDecideTogether, makePreview, type Evaluators } from './decide.js';
import { makeDirectPath, type DirectPath } from './direct-path.js';
import type { Editions } from './editions.js';
import type { Metrics } from './metrics.js';
import { openApiOf } from './openapi.js';
import { makeRecorded } from './recorded.js';
import { makeBookData, type BookDataParts } from './book/book-data.js';
import { makeBookFiles } from './book/book-files.js';
import { logRoutes } from './book/log-routes.js';
import { emptyShelf, makeScenarioShelf } from './book/scenario-shelf.js';
import { tryRoutes } from './book/try-routes.js';
import type { DraftShadow } from './draft-shadow.js';
import { draftRoutes, type DraftRoutesParts } from './drafts/draft-routes.js';
import { makeAnswerOne } from './routes/answer-one.js';
import { bookDataRoutes } from './routes/book-data-routes.js';
import { bookRoutes } from './routes/book-routes.js';
import { checkpointRoutes, type Signing } from './routes/checkpoint-routes.js';
import { decideRoutes } from './routes/decide-routes.js';
import { decisionRoutes } from './routes/decision-routes.js';
import { draftShadowRoutes } from './routes/draft-shadow-routes.js';
import type { PublishedEditions } from './published-editions.js';
import { clauseRoutes } from './routes/clause-routes.js';
import { editionRoutes } from './routes/edition-routes.js';
import { erasureRoutes } from './routes/erasure-routes.js';
import { healthRoutes } from './routes/health-routes.js';
import { metricsRoutes } from './routes/metrics-routes.js';
import { refuseOtherMethods, setCommonHeaders } from './routes/replies.js';
import { makeAnswerDefect, sendProblem } from './routes/send.js';

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
  /** What signs checkpoints of the log; left out where nothing does. */
  readonly signing?: Signing | undefined;
  /** A draft of an edition that evaluates decisions too, and answers none. */
  readonly draftShadow?: DraftShadow;
  /** Left out where nobody may read them. */
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
  /** What the registry of releases says; left out where there is none. */
  readonly published?: Pick<PublishedEditions, 'registered' | 'failure'> | undefined;
  /** The book in the browser; left out where there is none. */
  readonly book?: BookServing | undefined;
  /** Drafts of editions; nothing is at their addresses where they are left out. */
  readonly drafts?: DraftServing | undefined;
}

/** Where the built book is, and what its data is worked out from. */
export interface BookServing extends Pick<BookDataParts, 'work' | 'featuresDirectory'> {
  readonly directory: string;
}

/** Where drafts are kept, what works on them, and where the scenarios are. */
export type DraftServing = Pick<DraftRoutesParts, 'store' | 'work' | 'featuresDirectory'>;

/** The limits of requests. */
export interface RequestLimits {
  /** The most bytes of a single request's body. */
  readonly bodyLimitBytes: number;
  /** The most bytes of a batch's body. */
  readonly batchLimitBytes: number;
  /** A body that is read as a whole must be here by then; a stream of lines may take longer. */
  readonly bodyTimeoutMs: number;
  /** The headers of a request must be here by then. */
  readonly headersTimeoutMs: number;
}

/** 256 kB for one request, 8 MB for a batch, 30 seconds for either; 10 seconds for the headers. */
export const defaultLimits: RequestLimits = {
  bodyLimitBytes: 256 * 1024,
  batchLimitBytes: 8 * 1024 * 1024,
  bodyTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
};

/** Both ways to the same answers. */
export interface ServiceApp {
  /** All of the service. */
  readonly app: Express;
  /** What may be asked before Express is. */
  readonly direct: DirectPath;
}

/**
 * The service as an Express application, and the direct path to what it is asked most.
 * @param isStopping whether the service no longer takes new connections
 */
export const makeApp = (
  parts: ServiceParts,
  limits: RequestLimits,
  isStopping: () => boolean,
): ServiceApp => {
  const { editions, log, clock, reportDefect } = parts;
  const decide = makeDecide(parts);
  const answerParts = {
    editions,
    limits: { limitBytes: limits.bodyLimitBytes, timeoutMs: limits.bodyTimeoutMs },
    reportDefect,
  };
  const answers = {
    decide: makeAnswerOne(decide, { ...answerParts, takesKeys: true }),
    preview: makeAnswerOne(makePreview(parts), { ...answerParts, takesKeys: false }),
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');

  app.use(setCommonHeaders);
  app.use(
    decideRoutes({ ...limits, reportDefect, answers, decide, decideTogether: makeDecideTogether(parts) }),
  );
  app.use(decisionRoutes(makeRecorded(parts)));
  app.use(checkpointRoutes(log, parts.signing));
  app.use(erasureRoutes({ ...parts, limits: answerParts.limits }));
  app.use(editionRoutes(editions, clock, parts.published));
  app.use(clauseRoutes(editions, clock));
  app.use(draftShadowRoutes(parts.draftShadow === undefined ? [] : [parts.draftShadow]));
  app.use(healthRoutes(log, isStopping));
  if (parts.metrics !== undefined) app.use(metricsRoutes(parts.metrics));
  app
    .route('/openapi.json')
    .get((_request, response) => void response.json(openApiOf(editions.all())))
    .all(refuseOtherMethods('GET'));
  const features = parts.drafts?.featuresDirectory ?? null;
  const scenarios = features === null ? emptyShelf : makeScenarioShelf(features);
  app.use(tryRoutes({ ...parts, limits: answerParts.limits, scenarios }));
  app.use(logRoutes(log));
  if (parts.drafts !== undefined)
    app.use(draftRoutes({ ...parts, ...parts.drafts, bodyTimeoutMs: limits.bodyTimeoutMs }));
  if (parts.book !== undefined) {
    app.use(bookDataRoutes(editions, makeBookData({ ...parts, ...parts.book })));
    app.use(bookRoutes({ files: makeBookFiles(parts.book.directory), newNonce: parts.newId }));
  }
  app.use((request, response) => {
    sendProblem(response, { code: 'not-found', what: 'address', name: request.path });
  });
  app.use(answerError(reportDefect));
  return { app, direct: makeDirectPath(answers) };
};

/** Express knows an error handler by its four parameters. What a client did wrong in its address is no defect. */
const answerError = (reportDefect: (error: unknown) => void): ErrorRequestHandler => {
  const answerDefect = makeAnswerDefect(reportDefect);
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      reportDefect(error);
      next(error);
    } else if (error instanceof URIError)
      sendProblem(response, { code: 'not-found', what: 'address', name: request.originalUrl });
    else answerDefect(error, response);
  };
};
