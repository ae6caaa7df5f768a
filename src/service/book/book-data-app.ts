import { Router } from 'express';
import { searchableOf } from '../http/request/searchable.js';
import type { RequestLimits } from '../http/request/request-limits.js';
import { draftRoutes } from '../drafts/draft-routes.js';
import { bookDataRoutes } from './book-data-routes.js';
import type { ServiceParts } from '../start/service-parts.js';
import { makeBookData } from './book-data.js';
import { logRoutes } from './log-routes.js';
import { emptyShelf, makeScenarioShelf } from './scenario-shelf.js';
import { tryRoutes } from './try-routes.js';

/** What the book in the browser asks for beyond the API: all of `/book-data/`. */
export const bookDataApp = (parts: ServiceParts, limits: RequestLimits): Router => {
  const { editions, log, drafts, book } = parts;
  const bodyLimits = { limitBytes: limits.bodyLimitBytes, timeoutMs: limits.bodyTimeoutMs };
  const features = drafts?.featuresDirectory ?? null;
  const scenarios = features === null ? emptyShelf : makeScenarioShelf(features);
  const router = Router({ caseSensitive: true });
  router.use(tryRoutes({ ...parts, limits: bodyLimits, scenarios }));
  const searching = {
    limits: bodyLimits,
    reportDefect: parts.reportDefect,
    searchable: searchableOf(parts),
  };
  router.use(logRoutes(log, searching, parts.signing?.due));
  if (drafts !== undefined)
    router.use(draftRoutes({ ...parts, ...drafts, bodyTimeoutMs: limits.bodyTimeoutMs }));
  if (book !== undefined) router.use(bookDataRoutes(editions, makeBookData({ ...parts, ...book })));
  return router;
};
