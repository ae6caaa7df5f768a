import type { IncomingMessage, ServerResponse } from 'node:http';
import { andThen } from '../../../decide/evaluate.js';
import type { Decide, DecideResult } from '../../../decide/decide.js';
import type { Editions } from '../../../decide/editions/editions.js';
import { known, readDecideRequest, readPreviewRequest } from '../../../decide/request/decide-request.js';
import type { Failure } from '../failure.js';
import { askedOf } from '../gated-response.js';
import { readIdempotencyKey } from '../request/request-head.js';
import { readBody, readJsonBody, type BodyLimits, type BodyResult } from '../request/read-body.js';
import { makeAnswerDefect, sendDecided, sendProblem } from '../send.js';

/** What answering one request for one decision needs. */
export interface DecideOneParts {
  readonly decide: Decide;
  readonly editions: Pick<Editions, 'all'>;
  readonly limits: BodyLimits;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
  /** Whether `Idempotency-Key` is heeded: where decisions are recorded. */
  readonly takesKeys: boolean;
}

/** Answers one request for one decision; never throws. */
export type AnswerOne = (request: IncomingMessage, response: ServerResponse, decision: string) => void;

type Result = DecideResult | Failure;

/** Answers requests for one decision, by plain `node:http`. */
export const makeDecideOne = (parts: DecideOneParts): AnswerOne => {
  const { decide, editions, limits, takesKeys } = parts;
  const answerDefect = makeAnswerDefect(parts.reportDefect);

  const resultOf = (
    body: BodyResult,
    response: ServerResponse,
    decision: string,
  ): Result | Promise<Result> => {
    const json = readJsonBody(body);
    if (json.code !== 'read') return refusal(editions, decision, json);
    const read = takesKeys ? readDecideRequest(json.value) : readPreviewRequest(json.value);
    if (read.code !== 'read') return refusal(editions, decision, read);
    if (!takesKeys) return decide(decision, read.value);
    const key = readIdempotencyKey(response);
    if (key.code !== 'read') return refusal(editions, decision, key);
    return decide(
      decision,
      known(read.value, askedOf(response), key.name?.(`/decide/${decision}`, json.value)),
    );
  };
  const answer = (body: BodyResult, response: ServerResponse, decision: string): void => {
    try {
      const sent = andThen(resultOf(body, response, decision), (result) => {
        if (result.code === 'decided') sendDecided(response, result);
        else sendProblem(response, result);
      });
      if (sent instanceof Promise)
        sent.catch((error: unknown) => {
          answerDefect(error, response);
        });
    } catch (error) {
      answerDefect(error, response);
    }
  };
  return (request, response, decision) => {
    readBody(request, limits, (body) => {
      answer(body, response, decision);
    });
  };
};

/** Why a request is not decided that is wrong; an address that does not exist says so, whatever was sent to it. */
const refusal = (editions: Pick<Editions, 'all'>, decision: string, wrong: Failure): Failure => {
  const known = [...new Set(editions.all().flatMap((edition) => [...edition.decisions.keys()]))];
  return known.includes(decision) ? wrong : { code: 'unknown-decision', decision, known };
};
