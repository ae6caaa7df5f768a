import { isRecord } from '../../../language/values.js';
import { Router, type Response } from 'express';
import { known, readBatch, readTogetherRequest } from '../../../decide/request/decide-request.js';
import { readIdempotencyKey, type NameQuestion } from '../request/idempotency-key.js';
import { oweFor } from '../gated-response.js';
import { UnansweredError } from '../../../decide/answer/answer.js';
import {
  answerLines,
  makeAnswerItem,
  type AskedItem,
  type Charge,
  type DecideManyParts,
} from './decide-many.js';
import { readBody, readJsonBody, readMediaType, type BodyResult } from '../request/read-body.js';
import { refuseOtherMethods } from '../routes/replies.js';
import { makeAnswerDefect, sendDecided, sendJson, sendProblem } from '../send.js';

/** What the routes that decide need. */
export interface DecideRouteParts extends DecideManyParts {
  /** The most bytes of a batch. */
  readonly batchLimitBytes: number;
  /** How long a body that is read as a whole may take. */
  readonly bodyTimeoutMs: number;
}

/** So many of a list are decided in one go: others are answered in between, and what is being worked on stays young in memory. */
const itemsAtOnce = 64;

const answersStart = Buffer.from('{"answers":[');
const answersEnd = Buffer.from(']}');

/** `POST /decide` for several decisions, a batch, or a stream of lines. */
export const decideRoutes = (parts: DecideRouteParts): Router => {
  const { batchLimitBytes, bodyTimeoutMs, decideTogether } = parts;
  const router = Router({ caseSensitive: true });

  const answerItem = makeAnswerItem(parts);
  const answerBatch = async (body: unknown, response: Response, name?: NameQuestion): Promise<void> => {
    const batch = readBatch(body);
    if (batch.code !== 'read') {
      oweFor(response, 1);
      sendProblem(response, batch);
      return;
    }
    // A list is answered whole: what it takes beyond what is left is owed.
    const charge: Charge = (decisions) => {
      oweFor(response, decisions);
      return undefined;
    };
    const recorded: string[] = [];
    try {
      const answered = await answerItems(
        batch.value,
        { charge, recorded: (ids) => recorded.push(...ids) },
        name,
      );
      sendJson(response, [answersStart, ...answered, answersEnd]);
    } catch (error) {
      throw recorded.length === 0 ? error : new UnansweredError(recorded, error);
    }
  };
  /** The answers to all items, in parts; what is under way has ended also where it rejects. */
  const answerItems = async (
    batch: readonly unknown[],
    asked: AskedItem,
    name: NameQuestion | undefined,
  ): Promise<readonly Buffer[]> => {
    const answered: Buffer[] = [];
    let underWay: Promise<readonly string[]> = Promise.resolve([]);
    const take = (texts: readonly string[]): void => {
      if (texts.length > 0)
        answered.push(Buffer.from(`${answered.length === 0 ? '' : ','}${texts.join(',')}`));
    };
    for (let first = 0; first < batch.length; first += itemsAtOnce) {
      const items = batch.slice(first, first + itemsAtOnce);
      const next = Promise.all(
        items.map((item, place) =>
          answerItem(item, { ...asked, name: name && (() => name('/decide', item, first + place)) }),
        ),
      );
      // Some are decided while those before them are written.
      const before = underWay;
      underWay = next;
      try {
        take(await before);
      } catch (error) {
        await next;
        throw error;
      }
    }
    take(await underWay);
    return answered;
  };
  const answerTogether = async (body: unknown, response: Response, name?: NameQuestion): Promise<void> => {
    const read = readTogetherRequest(body);
    oweFor(response, read.code === 'read' ? read.value.decisions.length : 1);
    const once = name?.('/decide', body);
    const result =
      read.code === 'read' ? await decideTogether(read.value.decisions, known(read.value, once)) : read;
    if (result.code === 'decided') sendDecided(response, result);
    else sendProblem(response, result);
  };
  const answerMany = async (body: BodyResult, response: Response): Promise<void> => {
    const json = readJsonBody(body);
    const key = readIdempotencyKey(response);
    if (json.code !== 'read') {
      oweFor(response, 1);
      sendProblem(response, json);
    } else if (key.code !== 'read') sendProblem(response, key);
    // What is neither is told as a list: most of what is sent here is one.
    else if (isRecord(json.value)) await answerTogether(json.value, response, key.name);
    else await answerBatch(json.value, response, key.name);
  };
  const answerDefect = makeAnswerDefect(parts.reportDefect);
  router
    .route('/decide')
    .post((request, response) => {
      if (readMediaType(request.headers).code === 'lines') {
        const key = readIdempotencyKey(response);
        if (key.code === 'read') return answerLines(request, response, parts, key.name);
        sendProblem(response, key);
        return undefined;
      }
      readBody(request, { limitBytes: batchLimitBytes, timeoutMs: bodyTimeoutMs }, (body) => {
        answerMany(body, response).catch((error: unknown) => {
          answerDefect(error, response);
        });
      });
      return undefined;
    })
    .all(refuseOtherMethods('POST'));

  return router;
};
