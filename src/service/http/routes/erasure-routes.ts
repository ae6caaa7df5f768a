import { Router } from 'express';
import type { DecisionLog } from '../../../audit/store/decision-log.js';
import { NotRecordedError } from '../../../audit/store/failures.js';
import type { Failure } from '../failure.js';
import type { Allowed } from '../../../language/schema.js';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import { erasureRequest } from '../../../wire/requests.js';
import type { DraftStore } from '../../drafts/draft-store.js';
import { callerOf } from '../gated-response.js';
import type { BodyLimits } from '../request/read-body.js';
import { makeReadJson } from '../request/read-json-body.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { sendProblem } from '../send.js';

/** What erasing needs. */
export interface ErasureParts {
  readonly log: Pick<DecisionLog, 'erase'>;
  /** Left out where there are no drafts. */
  readonly drafts?: { readonly store: Pick<DraftStore, 'naming'> } | undefined;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly newId: () => string;
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
}

type Asked = Allowed<typeof erasureRequest>;

/** `POST /erasures`: erases the personal values of a subject, in the caller's name, and tells the drafts in which somebody wrote of it. */
export const erasureRoutes = ({ log, drafts, clock, newId, limits, reportDefect }: ErasureParts): Router => {
  const router = Router({ caseSensitive: true });
  const readJson = makeReadJson(limits, reportDefect);
  routeOn(router, '/erasures')
    .post((request, response) => {
      readJson(request, response, async (body) => {
        const asked = readErasure(body);
        if (!('subject' in asked)) {
          sendProblem(response, asked);
          return;
        }
        const by = callerOf(response)?.id ?? unnamedCaller;
        try {
          // Where the drafts can't be read nothing is erased, and who asks again gets to know them.
          const naming = (await drafts?.store.naming(asked.subject)) ?? [];
          const removed = await log.erase({ ...asked, id: newId(), at: clock(), by });
          response.json(naming.length === 0 ? removed : { ...removed, drafts: naming });
        } catch (error) {
          if (!(error instanceof NotRecordedError)) throw error;
          sendProblem(response, { code: error.code });
        }
      });
    })
    .all(refuseOtherMethods('POST'));
  return router;
};

/** Where nobody has to say who asks. */
const unnamedCaller = 'a caller of the service';

const check = makeSchemaCheck(erasureRequest);

const readErasure = (body: unknown): Asked | Extract<Failure, { readonly code: 'invalid-request' }> => {
  const errors = check(body);
  return errors.length === 0 ? (body as Asked) /* as the schema says */ : { code: 'invalid-request', errors };
};
