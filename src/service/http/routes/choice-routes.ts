import { Router } from 'express';
import type { Choose } from '../../../decide/record/choosing.js';
import type { ChoiceRequest } from '../../../decide/request/choice-request.js';
import { makeSchemaCheck } from '../../../language/schema-check.js';
import { choiceRequest } from '../../../wire/requests.js';
import type { Failure } from '../failure.js';
import { askedOf } from '../gated-response.js';
import { readBody, readJsonBody, type BodyLimits } from '../request/read-body.js';
import { makeAnswerDefect, sendProblem } from '../send.js';
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
  const answerDefect = makeAnswerDefect(reportDefect);
  routeOn(router, '/decisions/:id/choice')
    .post((request, response) => {
      const answer = async (asked: ChoiceRequest): Promise<void> => {
        try {
          const made = await choose(placeOf(request, 'id'), asked, askedOf(response));
          if (made.code === 'chosen') response.json(made.choice);
          else sendProblem(response, made);
        } catch (error) {
          answerDefect(error, response);
        }
      };
      readBody(request, limits, (body) => {
        const json = readJsonBody(body);
        const asked = json.code === 'read' ? readChoice(json.value) : json;
        if ('chosen' in asked) void answer(asked);
        else sendProblem(response, asked);
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
