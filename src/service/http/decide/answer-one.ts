import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Decide, DecideResult } from '../../../decide/decide.js';
import {
  known,
  readDecideRequest,
  readPreviewRequest,
  type DecideRequest,
  type Read,
} from '../../../decide/request/decide-request.js';
import type { Editions } from '../../../decide/editions/editions.js';
import type { Failure } from '../../../decide/failure.js';
import { readIdempotencyKey } from '../request/idempotency-key.js';
import { readBody, readJsonBody, type BodyLimits, type BodyResult } from '../request/read-body.js';
import { makeAnswerDefect, makeSendingTogether, sendProblem } from '../send.js';

/** What answering one request for one decision needs. */
export interface AnswerOneParts {
  readonly editions: Pick<Editions, 'all'>;
  readonly limits: BodyLimits;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
  /** Whether `Idempotency-Key` is heeded: where decisions are recorded. */
  readonly takesKeys: boolean;
}

/** Answers one request for one decision; never throws. */
export type AnswerOne = (request: IncomingMessage, response: ServerResponse, decision: string) => void;

/** Answers requests by `decide`: by plain `node:http`, so that Express may stand before it or not. */
export const makeAnswerOne = (
  decide: Decide,
  { editions, limits, reportDefect, takesKeys }: AnswerOneParts,
): AnswerOne => {
  const answerDefect = makeAnswerDefect(reportDefect);
  const { sendDecided } = makeSendingTogether(answerDefect);
  const send = (response: ServerResponse, result: DecideResult | Failure): void => {
    if (result.code === 'decided') sendDecided(response, result);
    else sendProblem(response, result);
  };
  const readRequest = (
    asked: unknown,
    response: ServerResponse,
    decision: string,
  ): Read<DecideRequest> | InvalidKey => {
    const read = takesKeys ? readDecideRequest(asked) : readPreviewRequest(asked);
    if (!takesKeys || read.code !== 'read') return read;
    const key = readIdempotencyKey(response);
    if (key.code !== 'read') return key;
    return { code: 'read', value: known(read.value, key.name?.(`/decide/${decision}`, asked)) };
  };
  const answer = (body: BodyResult, response: ServerResponse, decision: string): void => {
    try {
      const json = readJsonBody(body);
      const read = json.code === 'read' ? readRequest(json.value, response, decision) : json;
      const result = read.code === 'read' ? decide(decision, read.value) : refusal(editions, decision, read);
      if (!(result instanceof Promise)) send(response, result);
      else
        result
          .then((found) => {
            send(response, found);
          })
          .catch((error: unknown) => {
            answerDefect(error, response);
          });
    } catch (error) {
      answerDefect(error, response);
    }
  };
  return (request, response, decision) => {
    readBody(request, limits, (body) => {
      // What came in one turn of the event loop is answered together, after all of it was read.
      setImmediate(answer, body, response, decision);
    });
  };
};

type InvalidKey = Extract<Failure, { readonly code: 'invalid-idempotency-key' }>;

/** Why a request is not decided that is wrong; an address that does not exist says so, whatever was sent to it. */
const refusal = <Wrong extends Failure>(
  editions: Pick<Editions, 'all'>,
  decision: string,
  wrong: Wrong,
): Wrong | Extract<Failure, { readonly code: 'unknown-decision' }> => {
  const known = [...new Set(editions.all().flatMap((edition) => [...edition.decisions.keys()]))];
  return known.includes(decision) ? wrong : { code: 'unknown-decision', decision, known };
};
