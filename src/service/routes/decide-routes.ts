import { Router, type Request, type Response } from 'express';
import type { Decide } from '../decide.js';
import { readBatch, readDecideRequest, readTogetherRequest } from '../decide-request.js';
import type { Editions } from '../editions.js';
import { answerLines, makeAnswerItem, type DecideManyParts } from './decide-many.js';
import { readBody, readMediaType } from './read-body.js';
import { placeOf, refuseOtherMethods, sendProblem } from './replies.js';

/** What the routes that decide need. */
export interface DecideRouteParts extends DecideManyParts {
  readonly preview: Decide;
  readonly editions: Editions;
  /** The most bytes of a batch. */
  readonly batchLimitBytes: number;
}

/** `POST /decide/{decision}`, `POST /preview/{decision}`, and `POST /decide` for several decisions, a batch, or a stream of lines. */
export const decideRoutes = (parts: DecideRouteParts): Router => {
  const { editions, bodyLimitBytes, batchLimitBytes, decideTogether } = parts;
  const router = Router({ caseSensitive: true });

  const answerOne = async (decide: Decide, request: Request) => {
    const decision = placeOf(request, 'decision');
    const body = await readBody(request, bodyLimitBytes);
    const read = body.code === 'read' ? readDecideRequest(body.value) : body;
    if (read.code === 'read') return decide(decision, read.value);
    // An address that does not exist says so, whatever was sent to it.
    const known = [...new Set(editions.all().flatMap((edition) => [...edition.decisions.keys()]))];
    return known.includes(decision) ? read : ({ code: 'unknown-decision', decision, known } as const);
  };
  for (const [path, decide] of [
    ['/decide/:decision', parts.decide],
    ['/preview/:decision', parts.preview],
  ] as const)
    router
      .route(path)
      .post(async (request, response) => {
        const result = await answerOne(decide, request);
        if (result.code === 'decided') response.json(result.answer);
        else sendProblem(response, result);
      })
      .all(refuseOtherMethods('POST'));

  const answerItem = makeAnswerItem(parts);
  const answerBatch = async (body: unknown, response: Response): Promise<void> => {
    const batch = readBatch(body);
    if (batch.code === 'read') response.json({ answers: await Promise.all(batch.value.map(answerItem)) });
    else sendProblem(response, batch);
  };
  const answerTogether = async (body: unknown, response: Response): Promise<void> => {
    const read = readTogetherRequest(body);
    const result = read.code === 'read' ? await decideTogether(read.value.decisions, read.value) : read;
    if (result.code === 'decided') response.json(result.answer);
    else sendProblem(response, result);
  };
  router
    .route('/decide')
    .post(async (request, response) => {
      if (readMediaType(request.headers).code === 'lines') return answerLines(request, response, parts);
      const body = await readBody(request, batchLimitBytes);
      if (body.code !== 'read') {
        sendProblem(response, body);
        return;
      }
      // What is neither is told as a list: most of what is sent here is one.
      const answer = isObject(body.value) ? answerTogether : answerBatch;
      await answer(body.value, response);
    })
    .all(refuseOtherMethods('POST'));

  return router;
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
