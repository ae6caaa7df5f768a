import { Router, type Request, type Response } from 'express';
import type { FindReceipt } from '../../../decide/record/receipts.js';
import type { Recorded } from '../../../decide/record/recorded.js';
import type { Query } from '../../../audit/store/query.js';
import { searchParameters, searchPrefixes } from '../../../wire/search-parameters.js';
import type { Failure } from '../failure.js';
import { readSearchQuery } from '../request/search-query.js';
import { placeOf, refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { sendProblem } from '../send.js';
import { makeTakeSearch, type TakeSearchParts } from './take-search.js';

/** `GET /decisions`, the same as `POST /decisions/search`, `GET /decisions/{id}`, its receipt, and its trace and its letter to the customer, as JSON or in words. */
export const decisionRoutes = (
  recorded: Recorded,
  findReceipt: FindReceipt,
  searching: TakeSearchParts,
): Router => {
  const router = Router({ caseSensitive: true });
  /** @param cursorAt where the cursor stands in the request */
  const makeSearch =
    (cursorAt: string) =>
    async (query: Query, response: Response): Promise<void> => {
      const page = await recorded.search(query);
      if (page.code === 'found') response.json(page.page);
      else sendProblem(response, page.code === 'bad-cursor' ? foreignCursor(cursorAt) : page);
    };
  const search = makeSearch('?cursor');

  routeOn(router, '/decisions', { query: [...Object.keys(searchParameters), ...searchPrefixes] })
    .get(async (request, response) => {
      const query = readSearchQuery(request.query, searching.searchable);
      if (query.code === 'read') await search(query.value, response);
      else sendProblem(response, query);
    })
    .all(refuseOtherMethods('GET'));

  routeOn(router, '/decisions/search')
    .post(makeTakeSearch(searching)(makeSearch('/cursor')))
    .all(refuseOtherMethods('POST'));

  routeOn(router, '/decisions/:id')
    .get(async (request, response) => {
      const found = await recorded.answer(placeOf(request, 'id'));
      if (found.code === 'found') response.json(found.answer);
      else sendProblem(response, found);
    })
    .all(refuseOtherMethods('GET'));

  routeOn(router, '/decisions/:id/receipt')
    .get(async (request, response) => {
      const found = await findReceipt(placeOf(request, 'id'));
      if (found.code === 'found') response.json(found.receipt);
      else sendProblem(response, found);
    })
    .all(refuseOtherMethods('GET'));

  routeOn(router, '/decisions/:id/trace', { query: ['format'], types: ['json', 'text'] })
    .get(async (request, response) => {
      const format = formatOf(request, ['json', 'text']);
      if (format === undefined) {
        sendProblem(response, wrongFormat);
        return;
      }
      const found = await recorded.trace(placeOf(request, 'id'));
      if (found.code !== 'found') sendProblem(response, found);
      else if (format === 'json') response.json(found.trace);
      else response.type('text/plain').send(found.text());
    })
    .all(refuseOtherMethods('GET'));

  routeOn(router, '/decisions/:id/letter', { query: ['format'], types: ['text', 'json'] })
    .get(async (request, response) => {
      const format = formatOf(request, ['text', 'json']);
      if (format === undefined) {
        sendProblem(response, wrongFormat);
        return;
      }
      const found = await recorded.letter(placeOf(request, 'id'));
      if (found.code !== 'found') sendProblem(response, found);
      else if (format === 'json') response.json(found.letter);
      else response.type('text/plain').send(found.text());
    })
    .all(refuseOtherMethods('GET'));

  return router;
};

const foreignCursor = (pointer: string): Extract<Failure, { readonly code: 'invalid-request' }> => {
  const message = 'This cursor is none of this log. Take `next` of the page before, or leave it out.';
  return { code: 'invalid-request', errors: [{ pointer, code: 'not-allowed', message }] };
};

type Format = 'json' | 'text';

/** What `?format=` asks for, or else `Accept`, the first where both will do; `undefined` where `?format=` asks for another. */
const formatOf = (request: Request, formats: readonly [Format, Format]): Format | undefined => {
  const asked = request.query['format'];
  if (asked === undefined) return request.accepts([...formats]) === formats[1] ? formats[1] : formats[0];
  return formats.find((format) => format === asked);
};

const wrongFormat = {
  code: 'invalid-request',
  errors: [{ pointer: '?format', code: 'not-allowed', message: '`format` must be json or text.' }],
} as const;
