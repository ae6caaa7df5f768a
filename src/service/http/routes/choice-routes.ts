import { Router } from 'express';
import type { Choose } from '../../../decide/record/choosing.js';
import type { ChoiceRequest } from '../../../decide/request/choice-request.js';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import { choiceRequest } from '../../../wire/requests.js';
import type { Failure } from '../failure.js';
import { askedOf } from '../gated-response.js';
import type { BodyLimits } from '../request/read-body.js';
import { makeReadJson } from '../request/read-json-body.js';
import { sendProblem } from '../send.js';
import { placeOf, refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';

/** What choosing over HTTP needs. */
export interface ChoiceParts {
  readonly choose: Choose;
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
}

/** `POST /decisions/{id}/choice`: records, in the caller's name, what a person chose where a decision leaves something to choose. */
export const choiceRoutes = ({ choose, limits, reportDefect }: ChoiceParts): Router => {
  const router = Router({ caseSensitive: true });
  const readJson = makeReadJson(limits, reportDefect);
  routeOn(router, '/decisions/:id/choice')
    .post((request, response) => {
      readJson(request, response, async (body) => {
        const asked = readChoice(body);
        const made =
          'chosen' in asked ? await choose(placeOf(request, 'id'), asked, askedOf(response)) : asked;
        if (made.code === 'chosen') response.json(made.choice);
        else sendProblem(response, made);
      });
    })
    .all(refuseOtherMethods('POST'));
  return router;
};

const check = makeSchemaCheck(choiceRequest);

const readChoice = (
  body: unknown,
): ChoiceRequest | Extract<Failure, { readonly code: 'invalid-request' }> => {
  const errors = check(body);
  return errors.length === 0
    ? (body as ChoiceRequest) /* as the schema says */
    : { code: 'invalid-request', errors };
};
