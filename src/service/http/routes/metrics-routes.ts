import { Router } from 'express';
import type { Metrics } from '../../monitoring/metrics.js';
import { refuseOtherMethods } from './replies.js';

/** `GET /metrics`, for Prometheus. */
export const metricsRoutes = ({ text, contentType }: Pick<Metrics, 'text' | 'contentType'>): Router => {
  const router = Router({ caseSensitive: true });
  router
    .route('/metrics')
    .get(async (_request, response) => {
      response.type(contentType).send(await text());
    })
    .all(refuseOtherMethods('GET'));
  return router;
};
