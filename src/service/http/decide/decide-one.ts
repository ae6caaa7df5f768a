import type { IncomingMessage, ServerResponse } from 'node:http';
import { andThen } from '../../../decide/evaluate.js';
import type { Decide, DecideResult } from '../../../decide/decide.js';
import type { Editions } from '../../../decide/editions/editions.js';
import {
  known,
  readDecideRequest,
  readPreviewRequest,
  type DecideRequest,
} from '../../../decide/request/decide-request.js';
import type { Failure } from '../failure.js';
import { askedOf } from '../gated-response.js';
import { readIdempotencyKey } from '../request/request-head.js';
import { readBody, readJsonBody, type BodyLimits, type BodyResult } from '../request/read-body.js';
import { makeAnswerDefect, sendDecided, sendPreview, sendProblem } from '../send.js';
import { keptSeconds, previewWithNext, readNext } from './preview-next.js';

/** What answering one request for one decision needs. */
export interface DecideOneParts {
  readonly decide: Decide;
  readonly editions: Pick<Editions, 'all'>;
  readonly limits: BodyLimits;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
  /** Whether `Idempotency-Key` is heeded: where decisions are recorded. */
  readonly takesKeys: boolean;
}

/** Answers one request for one decision; never throws. */
export type AnswerOne = (request: IncomingMessage, response: ServerResponse, decision: string) => void;

type Result = (DecideResult & { readonly keptSeconds?: number }) | Failure;

/** Answers requests for one decision, by plain `node:http`. */
export const makeDecideOne = (parts: DecideOneParts): AnswerOne => {
  const { decide, editions, limits, takesKeys, clock } = parts;
  const answerDefect = makeAnswerDefect(parts.reportDefect);

  const withNext = previewWithNext(decide);
  const previewOf = (url: string, decision: string, request: DecideRequest): Result | Promise<Result> => {
    const asked = url.includes('?') ? readNext(url) : withoutNext;
    if (asked.code !== 'read') return asked;
    return andThen((asked.next ? withNext : decide)(decision, request), (result): Result =>
      result.code === 'decided'
        ? { ...result, keptSeconds: keptSeconds(request, result.answer, clock()) }
        : result,
    );
  };
  const resultOf = (
    body: BodyResult,
    response: ServerResponse,
    { decision, url }: { readonly decision: string; readonly url: string },
  ): Result | Promise<Result> => {
    const json = readJsonBody(body);
    if (json.code !== 'read') return refusal(editions, decision, json);
    const read = takesKeys ? readDecideRequest(json.value) : readPreviewRequest(json.value);
    if (read.code !== 'read') return refusal(editions, decision, read);
    if (!takesKeys) return previewOf(url, decision, read.value);
    const key = readIdempotencyKey(response);
    if (key.code !== 'read') return refusal(editions, decision, key);
    return decide(
      decision,
      known(read.value, askedOf(response), key.name?.(`/decide/${decision}`, json.value)),
    );
  };
  const answer = (
    body: BodyResult,
    response: ServerResponse,
    asked: { readonly decision: string; readonly url: string },
  ): void => {
    try {
      const sent = andThen(resultOf(body, response, asked), (result) => {
        if (result.code === 'decided') {
          if (result.keptSeconds === undefined) sendDecided(response, result);
          else sendPreview(response, result.answer, result.keptSeconds);
        } else sendProblem(response, result);
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
      answer(body, response, { decision, url: request.url ?? '' });
    });
  };
};

const withoutNext = { code: 'read', next: false } as const;

/** Why a request is not decided that is wrong; an address that does not exist says so, whatever was sent to it. */
export const refusal = (editions: Pick<Editions, 'all'>, decision: string, wrong: Failure): Failure => {
  const known = [...new Set(editions.all().flatMap((edition) => [...edition.decisions.keys()]))];
  return known.includes(decision) ? wrong : { code: 'unknown-decision', decision, known };
};
