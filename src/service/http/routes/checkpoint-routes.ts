import { Router } from 'express';
import type { Checkpoint } from '../../../audit/chain/checkpoint.js';
import { alteredCheckpoints } from '../../../audit/chain/checkpoint-verification.js';
import type { DecisionLog } from '../../../audit/store/decision-log.js';
import { NotRecordedError } from '../../../audit/store/failures.js';
import { readVerifyingKeys, type PublishedKey } from '../../../audit/chain/signing-key.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { sendProblem } from '../send.js';

/** What signs the log of a service. */
export interface Signing {
  readonly published: PublishedKey;
  /** Makes a checkpoint now; the last one where nothing was recorded since, none where nothing ever was. */
  readonly make: () => Promise<Checkpoint | undefined>;
  /** When the next one is made by itself where anything was recorded, at the latest; epoch milliseconds. */
  readonly due: () => number;
}

/**
 * `GET /checkpoints`, for an auditor to keep; `POST /checkpoints` makes one now; `GET /checkpoints/key`, the public key that they are
 * signed with. Where nothing signs the log there is no key, and nothing to make.
 */
export const checkpointRoutes = (
  log: Pick<DecisionLog, 'checkpoints' | 'unreadCheckpoints' | 'foundAltered'>,
  signing: Signing | undefined,
): Router => {
  const router = Router({ caseSensitive: true });
  const notSigned = { code: 'not-found', what: 'address', name: '/checkpoints' } as const;

  routeOn(router, '/checkpoints')
    .get(async (_request, response) => {
      const kept = await log.checkpoints();
      const wrong = alteredCheckpoints(
        kept,
        signing === undefined ? [] : readVerifyingKeys(signing.published.pem),
      );
      const altered = [
        ...(await log.unreadCheckpoints()),
        ...wrong.map(({ at }) => `the checkpoint of ${at}`),
      ];
      altered.forEach(log.foundAltered);
      const items = kept.filter((checkpoint) => !wrong.includes(checkpoint));
      response.json({ items, ...(altered.length === 0 ? {} : { altered }) });
    })
    .post(async (_request, response) => {
      if (signing === undefined) {
        sendProblem(response, notSigned);
        return;
      }
      try {
        response.json({ checkpoint: (await signing.make()) ?? null });
      } catch (error) {
        if (!(error instanceof NotRecordedError)) throw error;
        sendProblem(response, { code: 'not-recorded' });
      }
    })
    .all(refuseOtherMethods('GET', 'POST'));

  routeOn(router, '/checkpoints/key', { query: ['format'], types: ['json', pemType] })
    .get((request, response) => {
      if (signing === undefined) {
        sendProblem(response, { ...notSigned, name: '/checkpoints/key' });
        return;
      }
      const { format } = request.query;
      if (format !== undefined && format !== 'json' && format !== 'pem') {
        sendProblem(response, wrongFormat);
        return;
      }
      const { published } = signing;
      const pem = format === 'pem' || request.accepts(['json', pemType]) === pemType;
      if (pem) response.type(pemType).send(published.pem);
      else response.json(published);
    })
    .all(refuseOtherMethods('GET'));

  return router;
};

const pemType = 'application/x-pem-file';

const wrongFormat = {
  code: 'invalid-request',
  errors: [{ pointer: '?format', code: 'not-allowed', message: '`format` must be json or pem.' }],
} as const;
