import type { Static } from '@sinclair/typebox';
import { Router } from 'express';
import { mostAltered, type DecisionLog } from '../../../audit/store/decision-log.js';
import { formatInstant } from '../../../language/instants.js';
import type { DeliveryState } from '../../events/webhooks/deliver.js';
import type { WitnessState } from '../../../audit/witness/attest.js';
import type { ServiceParts } from '../../start/service-parts.js';
import type { Altered, WebhookState, WitnessState as ToldWitness } from '../../../wire/operating.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { sendProblem } from '../send.js';
import { productBuild } from '../../monitoring/product-build.js';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: it can take a request to decide; refused while the log cannot take a
 * record, and while the service stops. `GET /version`: of what the service was built.
 */
export const healthRoutes = (
  log: Pick<DecisionLog, 'health'>,
  isStopping: () => boolean,
  { webhooks, witnesses }: HealthTold = {},
): Router => {
  const router = Router({ caseSensitive: true });
  routeOn(router, '/healthz')
    .get((_request, response) => void response.json({ status: 'ok' }))
    .all(refuseOtherMethods('GET'));
  routeOn(router, '/readyz')
    .get(async (_request, response) => {
      const { writable, problem, altered } = await log.health();
      const reason = isStopping() ? 'The service stops.' : problem;
      if (writable && reason === null)
        response.json({
          status: 'ready',
          ...(altered.length === 0 ? {} : { altered: tellAltered(altered) }),
          ...(webhooks === undefined ? {} : { webhooks: (await webhooks.states()).map(toldState) }),
          ...(witnesses === undefined ? {} : { witnesses: (await witnesses.states()).map(toldWitness) }),
        });
      else
        sendProblem(response, {
          code: 'not-ready',
          reason: reason ?? 'The decision log cannot take a record.',
        });
    })
    .all(refuseOtherMethods('GET'));
  routeOn(router, '/version')
    .get(async (_request, response) => {
      const { version, commit, isChanged } = await productBuild();
      response.json({ version, commit, changed: isChanged });
    })
    .all(refuseOtherMethods('GET'));
  return router;
};

/** Those of whom readiness tells. */
type HealthTold = Pick<ServiceParts, 'webhooks' | 'witnesses'>;

/** How it stands with one who is told of checkpoints. */
const toldWitness = ({
  name,
  confirmed,
  waiting,
  failingSince,
}: WitnessState): Static<typeof ToldWitness> => ({
  name,
  confirmed,
  waiting,
  failingSince: failingSince === null ? null : formatInstant(failingSince),
});

/** How it stands with one who is told of events. */
const toldState = ({ name, lag, failingSince }: DeliveryState): Static<typeof WebhookState> => ({
  name,
  lag,
  failingSince: failingSince === null ? null : formatInstant(failingSince),
});

/** So many of them are named. */
const mostNamed = 20;

const tellAltered = (altered: readonly string[]): Static<typeof Altered> => ({
  count: altered.length,
  orMore: altered.length >= mostAltered,
  first: altered.slice(0, mostNamed),
});
