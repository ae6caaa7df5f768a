import { Router, type Request } from 'express';
import type { DecisionAnswer } from '../answer.js';
import type { Decide } from '../decide.js';
import { readBatch, readBatchItem, readDecideRequest } from '../decide-request.js';
import type { Editions } from '../editions.js';
import type { Failure } from '../failure.js';
import { problemOf, type Problem } from '../problems.js';
import { readBody } from './read-body.js';
import { placeOf, refuseOtherMethods, sendProblem } from './replies.js';

/** What the routes that decide need. */
export interface DecideRouteParts {
  readonly decide: Decide;
  readonly preview: Decide;
  readonly editions: Editions;
  /** The most bytes of a single request. */
  readonly bodyLimitBytes: number;
  /** The most bytes of a batch. */
  readonly batchLimitBytes: number;
  /** Told of each defect that an item of a batch met. */
  readonly reportDefect: (error: unknown) => void;
}

/** One item of a batch, answered: as if it had been asked alone. */
interface BatchAnswer {
  readonly status: number;
  readonly answer?: DecisionAnswer;
  readonly problem?: Problem;
}

/** `POST /decide/{decision}`, `POST /preview/{decision}`, and `POST /decide` for a batch. */
export const decideRoutes = (parts: DecideRouteParts): Router => {
  const { editions, bodyLimitBytes, batchLimitBytes } = parts;
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

  const answerItem = async (item: unknown): Promise<BatchAnswer> => {
    const read = readBatchItem(item);
    if (read.code !== 'read') return refused(read);
    try {
      const result = await parts.decide(read.value.decision, read.value);
      return result.code === 'decided' ? { status: 200, answer: result.answer } : refused(result);
    } catch (error) {
      // The other items are recorded, and must be answered.
      parts.reportDefect(error);
      return refused({ code: 'internal' });
    }
  };
  router
    .route('/decide')
    .post(async (request, response) => {
      const body = await readBody(request, batchLimitBytes);
      const batch = body.code === 'read' ? readBatch(body.value) : body;
      if (batch.code === 'read') response.json({ answers: await Promise.all(batch.value.map(answerItem)) });
      else sendProblem(response, batch);
    })
    .all(refuseOtherMethods('POST'));

  return router;
};

const refused = (failure: Failure): BatchAnswer => {
  const problem = problemOf(failure);
  return { status: problem.status, problem };
};
