import { Router } from 'express';
import type { ValidityChange, ValidityChanged } from '../../../publishing/change-validity.js';
import type { Allowed } from '../../../language/schema.js';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import { validityRequest } from '../../../wire/requests.js';
import type { Failure } from '../failure.js';
import type { BodyLimits } from '../request/read-body.js';
import { makeReadJson } from '../request/read-json-body.js';
import { sendProblem } from '../send.js';
import { placeOf, refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { speakerOf } from './speaker.js';

/** What withdrawing and restoring over HTTP needs. */
export interface ValidityRoutesParts {
  /** Enters it in the registry, and has what it says served; left out where nothing is published here. */
  readonly changeValidity?: ((change: ValidityChange) => Promise<ValidityChanged>) | undefined;
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
}

type Asked = Allowed<typeof validityRequest>;

/** `POST /editions/{document}/{revision}/validity`: withdraws a release, or rolls back to it, in the caller's name. */
export const validityRoutes = ({ changeValidity, limits, reportDefect }: ValidityRoutesParts): Router => {
  const router = Router({ caseSensitive: true });
  const readJson = makeReadJson(limits, reportDefect);
  routeOn(router, '/editions/:document/:revision/validity')
    .post((request, response) => {
      const place = { document: placeOf(request, 'document'), revision: placeOf(request, 'revision') };
      readJson(request, response, async (body) => {
        const asked = readValidity(body);
        if (!('digest' in asked)) {
          sendProblem(response, asked);
          return;
        }
        const author = speakerOf(asked.author, 'author', response);
        if (typeof author !== 'string') {
          sendProblem(response, author);
          return;
        }
        if (changeValidity === undefined) {
          sendProblem(response, { code: 'not-found', what: 'address', name: request.path });
          return;
        }
        const { digest, kind, reason } = asked;
        const changed = await changeValidity({ digest, kind, reason, author });
        if (changed.code === 'entered') response.json({ entry: changed.entry });
        else if (changed.code === 'unknown-release')
          sendProblem(response, { code: 'unknown-edition', asked: { ...place, digest }, known: [] });
        else if (changed.code === 'registry-broken') sendProblem(response, changed);
        else sendProblem(response, { code: changed.code, digest });
      });
    })
    .all(refuseOtherMethods('POST'));
  return router;
};

type Invalid = Extract<Failure, { readonly code: 'invalid-request' }>;

const check = makeSchemaCheck(validityRequest);

const readValidity = (body: unknown): Asked | Invalid => {
  const errors = check(body);
  return errors.length === 0 ? (body as Asked) /* as the schema says */ : { code: 'invalid-request', errors };
};
