import { Router } from 'express';
import type { DecisionLog } from '../../../audit/store/decision-log.js';
import { refuseOtherMethods } from './replies.js';
import { sendProblem } from '../send.js';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: it can take a request to decide; refused while the log cannot take a
 * record, and while the service stops.
 */
export const healthRoutes = (log: Pick<DecisionLog, 'health'>, isStopping: () => boolean): Router => {
  const router = Router({ caseSensitive: true });
  router
    .route('/healthz')
    .get((_request, response) => void response.json({ status: 'ok' }))
    .all(refuseOtherMethods('GET'));
  router
    .route('/readyz')
    .get(async (_request, response) => {
      const { writable, problem } = await log.health();
      const reason = isStopping() ? 'The service stops.' : problem;
      if (writable && reason === null) response.json({ status: 'ready' });
      else
        sendProblem(response, {
          code: 'not-ready',
          reason: reason ?? 'The decision log cannot take a record.',
        });
    })
    .all(refuseOtherMethods('GET'));
  return router;
};
