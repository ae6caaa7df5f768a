import { isRecord } from '../../../language/values.js';
import { Router, type Response } from 'express';
import { known, readTogetherRequest, refuseNoList } from '../../../decide/request/decide-request.js';
import { readIdempotencyKey, type NameQuestion } from '../request/request-head.js';
import { askedOf, oweFor } from '../gated-response.js';
import { makeAnswerList } from './decide-list.js';
import { answerLines, type DecideManyParts } from './decide-many.js';
import { readBody, readJsonBody, readMediaType, withinLimit, type BodyResult } from '../request/read-body.js';
import { beginsList } from '../request/split-list.js';
import { refuseOtherMethods } from '../routes/replies.js';
import { routeOn } from '../routes/route-on.js';
import { makeAnswerDefect, sendDecided, sendProblem } from '../send.js';

/** What the routes that decide need. */
export interface DecideRouteParts extends DecideManyParts {
  /** The most bytes of a batch. */
  readonly batchLimitBytes: number;
  /** How long a body that is read as a whole may take. */
  readonly bodyTimeoutMs: number;
}

/** `POST /decide` for several decisions, a batch, or a stream of lines. */
export const decideRoutes = (parts: DecideRouteParts): Router => {
  const { bodyLimitBytes, batchLimitBytes, bodyTimeoutMs, decideTogether } = parts;
  const router = Router({ caseSensitive: true });

  const answerList = makeAnswerList(parts);
  const answerTogether = async (body: unknown, response: Response, name?: NameQuestion): Promise<void> => {
    const read = readTogetherRequest(body);
    oweFor(response, read.code === 'read' ? read.value.decisions.length : 1);
    const once = name?.('/decide', body);
    const result =
      read.code === 'read'
        ? await decideTogether(read.value.decisions, known(read.value, askedOf(response), once))
        : read;
    if (result.code === 'decided') sendDecided(response, result);
    else sendProblem(response, result);
  };
  const answerMany = async (body: BodyResult, response: Response): Promise<void> => {
    const key = readIdempotencyKey(response);
    if (key.code !== 'read') sendProblem(response, key);
    else if (body.code === 'whole' && beginsList(body.bytes))
      await answerList(body.bytes, response, key.name);
    else {
      const json = readJsonBody(withinLimit(body, bodyLimitBytes));
      const list = json.code === 'read' && !isRecord(json.value) ? refuseNoList() : json;
      if (list.code === 'read') await answerTogether(list.value, response, key.name);
      else {
        oweFor(response, 1);
        sendProblem(response, list);
      }
    }
  };
  const answerDefect = makeAnswerDefect(parts.reportDefect);
  routeOn(router, '/decide', { types: ['json', 'application/x-ndjson'] })
    .post((request, response) => {
      if (readMediaType(request.headers).code === 'lines') {
        const key = readIdempotencyKey(response);
        if (key.code === 'read') return answerLines(request, response, parts, key.name);
        sendProblem(response, key);
        return undefined;
      }
      readBody(request, { limitBytes: batchLimitBytes, timeoutMs: bodyTimeoutMs }, (body) =>
        answerMany(body, response).catch((error: unknown) => {
          answerDefect(error, response);
        }),
      );
      return undefined;
    })
    .all(refuseOtherMethods('POST'));

  return router;
};
