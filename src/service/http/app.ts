import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { makeDecideTogether, type Decide } from '../../decide/decide.js';
import { openApiRoutes } from '../openapi/openapi-routes.js';
import { entriesOf } from '../events/registry-entries.js';
import { readVerifyingKeys } from '../../audit/chain/signing-key.js';
import { makeReleaseContents } from '../../audit/receipt/release-contents.js';
import { makeReceipts } from '../../decide/record/receipts.js';
import { makeRecorded } from '../../decide/record/recorded.js';
import { makeBookFiles } from '../book/book-files.js';
import { bookRoutes } from '../book/book-routes.js';
import { checkpointRoutes } from './routes/checkpoint-routes.js';
import { decideRoutes } from './decide/decide-routes.js';
import { makeChoose } from '../../decide/record/choosing.js';
import { choiceRoutes } from './routes/choice-routes.js';
import { decisionRoutes } from './routes/decision-routes.js';
import { draftShadowRoutes } from './routes/draft-shadow-routes.js';
import { makeLate } from '../../language/late.js';
import { searchableOf } from './request/searchable.js';
import type { RequestLimits } from './request/request-limits.js';
import type { ServiceParts } from '../start/service-parts.js';
import { clauseRoutes } from './routes/clause-routes.js';
import { eventRoutes } from './routes/event-routes.js';
import { editionRoutes } from './routes/edition-routes.js';
import { erasureRoutes } from './routes/erasure-routes.js';
import { healthRoutes } from './routes/health-routes.js';
import { legalContextRoutes } from './routes/legal-context-routes.js';
import { metricsRoutes } from './routes/metrics-routes.js';
import { productVersion } from '../monitoring/product-build.js';
import { validityRoutes } from './routes/validity-routes.js';
import { setCommonHeaders } from './routes/replies.js';
import { makeAnswerDefect, sendProblem } from './send.js';

/** What the application is made of besides. */
export interface AppParts extends ServiceParts {
  readonly limits: RequestLimits;
  readonly decide: Decide;
  /** Whether the service no longer takes new connections. */
  readonly isStopping: () => boolean;
  /** Aborted when the service stops: streams end by it. */
  readonly stopping: AbortSignal;
}

/** The service as an Express application. */
export const makeApp = ({ limits, decide, isStopping, stopping, ...parts }: AppParts): Express => {
  const { editions, log, clock, reportDefect } = parts;
  const bodyLimits = { limitBytes: limits.bodyLimitBytes, timeoutMs: limits.bodyTimeoutMs };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');

  app.use(setCommonHeaders);
  app.use(compression({ threshold: compressedBytes, filter: isCompressed }));
  const untraced = makeDecideTogether(parts);
  const decideTogether = parts.tracing?.decideTogether(untraced) ?? untraced;
  app.use(decideRoutes({ ...limits, reportDefect, decide, decideTogether }));
  const ownKeys = () => (parts.signing === undefined ? [] : readVerifyingKeys(parts.signing.published.pem));
  const findReceipt = makeReceipts({
    log,
    contents: makeReleaseContents(log),
    keys: ownKeys,
    thorough: false,
    due: parts.signing?.due,
    timeStampOf: parts.witnesses?.timeStampOf,
  });
  const recorded = makeRecorded(parts);
  const searching = { limits: bodyLimits, reportDefect, searchable: searchableOf(parts) };
  app.use(decisionRoutes(recorded, findReceipt, searching));
  app.use(choiceRoutes({ choose: makeChoose(parts), limits: bodyLimits, reportDefect }));
  app.use(eventRoutes({ log, reportDefect, stopping, entries: () => entriesOf(parts.published) }));
  app.use(checkpointRoutes(log, parts.signing));
  app.use(erasureRoutes({ ...parts, limits: bodyLimits }));
  app.use(editionRoutes(editions, clock, parts.published));
  app.use(
    validityRoutes({ changeValidity: parts.releasing?.changeValidity, limits: bodyLimits, reportDefect }),
  );
  app.use(clauseRoutes(editions, clock));
  app.use(draftShadowRoutes(parts.draftShadow === undefined ? [] : [parts.draftShadow]));
  app.use(healthRoutes(log, isStopping, parts));
  if (parts.metrics !== undefined) app.use(metricsRoutes(parts.metrics));
  app.use(legalContextRoutes(editions, clock, parts.mcp !== undefined));
  app.use(openApiRoutes(editions, parts.searchableMetadata));
  const bookData = makeLate(async () =>
    (await import('../book/book-data-app.js')).bookDataApp(parts, limits),
  );
  // Few services are asked for what only people look at; it takes as long to load, and as much memory, as all the rest.
  app.use(async (request, response, next) => {
    if (!request.path.startsWith('/book-data/')) {
      next();
      return;
    }
    const routes = bookData.now ?? (await bookData.load());
    // Whoever asked may be gone: nothing is read of a request that nobody waits for.
    if (!response.destroyed) routes(request, response, next);
  });
  if (parts.mcp !== undefined) {
    const offered = parts.mcp.allowDecide ? decide : undefined;
    // Few services are asked by agents, and what speaks with them takes long to load.
    const mcp = makeLate(async () => {
      const { mcpRoutes } = await import('../mcp/mcp-routes.js');
      const version = await productVersion();
      const ways = { recorded, decide: offered, findReceipt, keys: ownKeys };
      return mcpRoutes({ ...parts, ...ways, version, limits });
    });
    app.use(async (request, response, next) => {
      if (/^\/mcp\/?$/.test(request.path)) (mcp.now ?? (await mcp.load()))(request, response, next);
      else next();
    });
  }
  if (parts.book !== undefined)
    app.use(bookRoutes({ files: makeBookFiles(parts.book.directory), newNonce: parts.newId }));
  app.use((request, response) => {
    sendProblem(response, { code: 'not-found', what: 'address', name: request.path });
  });
  app.use(answerError(reportDefect));
  return app;
};

/** Answers are compressed from so many bytes on; what is decided, only where that is a long list. */
const compressedBytes = 8 * 1024;
const compressedListBytes = 64 * 1024;

const isCompressed: compression.CompressionFilter = (request, response) => {
  const type = String(response.getHeader('Content-Type') ?? '');
  // Each line of a stream is sent at once.
  if (/^(?:application\/x-ndjson|text\/event-stream)/.test(type) || response.hasHeader('Content-Encoding'))
    return false;
  if (request.path === '/decide' && Number(response.getHeader('Content-Length')) < compressedListBytes)
    return false;
  return compression.filter(request, response);
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
