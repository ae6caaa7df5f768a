import { Router, type Response } from 'express';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { Query } from '../../audit/store/query.js';
import { openFacts } from '../../audit/record/opening.js';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { sendProblem } from '../http/send.js';
import { searchParameters, searchPrefixes } from '../../wire/search-parameters.js';
import { readSearchQuery } from '../http/request/search-query.js';
import { makeTakeSearch, type TakeSearchParts } from '../http/routes/take-search.js';
import { chainPosition } from './chain-position.js';
import { countLog } from './log-counts.js';

/**
 * What the book shows of the log besides its decisions: `GET /book-data/log/counts`, as `POST` with the search as its body, and of one record `/book-data/log/facts/{id}`, as they were
 * given, and `/book-data/log/places/{id}`.
 */
export const logRoutes = (
  log: Pick<DecisionLog, 'tally' | 'get' | 'around' | 'heads' | 'checkpoints'>,
  searching: TakeSearchParts,
  due?: () => number,
): Router => {
  const router = Router({ caseSensitive: true });
  const { searchable } = searching;
  const count = async (query: Query, response: Response): Promise<void> => {
    response.json({
      ...(await countLog(log, query)),
      searchable: searchable.metadata,
      findable: searchable.facts(),
    });
  };
  routeOn(router, '/book-data/log/counts', { query: [...Object.keys(searchParameters), ...searchPrefixes] })
    .get(async (request, response) => {
      // Counts are of all pages.
      const asked = Object.entries(request.query).filter(([name]) => name !== 'limit' && name !== 'cursor');
      const query = readSearchQuery(Object.fromEntries(asked), searchable);
      if (query.code === 'read') await count(query.value, response);
      else sendProblem(response, query);
    })
    .post(makeTakeSearch(searching)(count))
    .all(refuseOtherMethods('GET', 'POST'));
  routeOn(router, '/book-data/log/facts/:id')
    .get(async (request, response) => {
      const id = placeOf(request, 'id');
      const record = await log.get(id);
      if (record === undefined) sendProblem(response, { code: 'not-found', what: 'decision', name: id });
      else {
        const { facts, missing } = openFacts(record);
        response.json({ facts, missing });
      }
    })
    .all(refuseOtherMethods('GET'));
  routeOn(router, '/book-data/log/places/:id')
    .get(async (request, response) => {
      const position = await chainPosition(log, placeOf(request, 'id'), due);
      if (position.code === 'not-found') sendProblem(response, position);
      else response.json(position);
    })
    .all(refuseOtherMethods('GET'));
  return router;
};
