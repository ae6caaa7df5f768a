import type { ServerResponse } from 'node:http';
import { UnansweredError } from '../../../decide/answer/tell-recorded.js';
import { maximumBatch } from '../../../wire/limits.js';
import { makePace } from '../../../workers/pace.js';
import { askedOf, oweFor } from '../gated-response.js';
import type { NameQuestion } from '../request/request-head.js';
import { readList } from '../request/read-list.js';
import { sendJson, sendProblem } from '../send.js';
import {
  makeAnswerItem,
  workOfItem,
  type AskedItem,
  type Charge,
  type DecideManyParts,
} from './decide-many.js';

/** So many of a list, or so many bytes of it, are decided in one go: what is being worked on stays young in memory. */
const itemsAtOnce = 64;
const bytesAtOnce = 128 * 1024;

const answersStart = Buffer.from('{"answers":[');
const answersEnd = Buffer.from(']}');

/** Answers a list of requests, which is JSON in UTF-8 as a whole or not at all. */
export type AnswerList = (bytes: Buffer, response: ServerResponse, name?: NameQuestion) => Promise<void>;

/** Makes what answers lists of requests. Others are answered in between. */
export const makeAnswerList = (parts: DecideManyParts): AnswerList => {
  const { bodyLimitBytes } = parts;
  const answerItem = makeAnswerItem(parts);

  /** The answers to all items, in parts; what is under way has ended also where it rejects. */
  const answerItems = async (
    items: readonly Buffer[],
    askedAt: (place: number) => AskedItem,
  ): Promise<readonly Buffer[]> => {
    const pace = makePace();
    const answered: Buffer[] = [];
    let underWay: Promise<readonly string[]> = Promise.resolve([]);
    const take = (texts: readonly string[]): void => {
      if (texts.length > 0)
        answered.push(Buffer.from(`${answered.length === 0 ? '' : ','}${texts.join(',')}`));
    };
    let [bytes, next]: [number, Promise<string>[]] = [0, []];
    const goOn = async (): Promise<void> => {
      // Some are decided while those before them are written.
      const before = underWay;
      underWay = Promise.all(next);
      [bytes, next] = [0, []];
      try {
        take(await before);
      } catch (error) {
        await underWay;
        throw error;
      }
    };
    for (const [place, item] of items.entries()) {
      await pace(workOfItem(item.length));
      next.push(answerItem(item, askedAt(place)));
      bytes += item.length;
      if (next.length === itemsAtOnce || bytes >= bytesAtOnce) await goOn();
    }
    await goOn();
    take(await underWay);
    return answered;
  };

  return async (bytes, response, name) => {
    const list = await readList(bytes, { mostItems: maximumBatch, itemBytes: bodyLimitBytes }, makePace());
    if (list.code !== 'list') {
      // It was looked at like as much that can be read.
      oweFor(response, Math.ceil(bytes.length / bodyLimitBytes));
      sendProblem(response, list);
      return;
    }
    // A list is answered whole: what it takes beyond what is left is owed.
    const charge: Charge = (decisions) => {
      oweFor(response, decisions);
      return undefined;
    };
    const asked = askedOf(response);
    const ids: string[] = [];
    const recorded: AskedItem['recorded'] = (more) => ids.push(...more);
    try {
      const answered = await answerItems(list.items, (place) => ({
        ...{ charge, recorded, asked },
        name: name && ((item) => name('/decide', item, place)),
      }));
      sendJson(response, [answersStart, ...answered, answersEnd]);
    } catch (error) {
      throw ids.length === 0 ? error : new UnansweredError(ids, error);
    }
  };
};
