import { Router } from 'express';
import type { Metrics } from '../../monitoring/metrics.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';

/** `GET /metrics`, for Prometheus. */
export const metricsRoutes = ({ text, contentType }: Pick<Metrics, 'text' | 'contentType'>): Router => {
  const router = Router({ caseSensitive: true });
  routeOn(router, '/metrics', { types: ['text/plain', contentType] })
    .get(async (_request, response) => {
      response.type(contentType).send(await text());
    })
    .all(refuseOtherMethods('GET'));
  return router;
};
