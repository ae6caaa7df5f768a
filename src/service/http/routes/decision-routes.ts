import { Router } from 'express';
import type { Recorded } from '../../../decide/record/recorded.js';
import { readSearchQuery } from '../request/search-query.js';
import { placeOf, refuseOtherMethods } from './replies.js';
import { sendProblem } from '../send.js';

/** `GET /decisions`, `GET /decisions/{id}` and its trace, as JSON or in words. */
export const decisionRoutes = (recorded: Recorded): Router => {
  const router = Router({ caseSensitive: true });

  router
    .route('/decisions')
    .get(async (request, response) => {
      const query = readSearchQuery(request.query);
      const page = query.code === 'read' ? await recorded.search(query.value) : query;
      if (page.code === 'found') response.json({ items: page.items, next: page.next });
      else sendProblem(response, page);
    })
    .all(refuseOtherMethods('GET'));

  router
    .route('/decisions/:id')
    .get(async (request, response) => {
      const found = await recorded.answer(placeOf(request, 'id'));
      if (found.code === 'found') response.json(found.answer);
      else sendProblem(response, found);
    })
    .all(refuseOtherMethods('GET'));

  router
    .route('/decisions/:id/trace')
    .get(async (request, response) => {
      const asked = request.query['format'];
      const format = asked ?? (request.accepts(['json', 'text']) === 'text' ? 'text' : 'json');
      if (format !== 'json' && format !== 'text') {
        const message = '`format` must be json or text.';
        const errors = [{ pointer: '?format', code: 'not-allowed', message }] as const;
        sendProblem(response, { code: 'invalid-request', errors });
        return;
      }
      const found = await recorded.trace(placeOf(request, 'id'));
      if (found.code !== 'found') sendProblem(response, found);
      else if (format === 'json') response.json(found.trace);
      else response.type('text/plain').send(found.text());
    })
    .all(refuseOtherMethods('GET'));

  return router;
};
