import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerOne } from './decide/answer-one.js';

/**
 * Answers a request by itself, where it may, and gives the route that it took. `undefined` where it leaves the request untouched, for
 * Express.
 */
export type DirectPath = (request: IncomingMessage, response: ServerResponse) => string | undefined;

/** What may be asked for on the direct path. */
export interface DirectAnswers {
  readonly decide: AnswerOne;
  readonly preview: AnswerOne;
}

/** Nothing that Express would decode, cut off or match in another way. */
const plainAddress = /^\/(decide|preview)\/([A-Za-z0-9-]+)$/;

/**
 * `POST /decide/{decision}` and `POST /preview/{decision}` without Express, which alone takes longer than a decision. Whatever else
 * comes, also an address that is written in an unusual way, is Express's.
 */
export const makeDirectPath =
  (answers: DirectAnswers): DirectPath =>
  (request, response) => {
    if (request.method !== 'POST') return undefined;
    const [, kind, decision = ''] = plainAddress.exec(request.url ?? '') ?? [];
    if (kind === 'decide') {
      answers.decide(request, response, decision);
      return '/decide/:decision';
    }
    if (kind === 'preview') {
      answers.preview(request, response, decision);
      return '/preview/:decision';
    }
    return undefined;
  };
