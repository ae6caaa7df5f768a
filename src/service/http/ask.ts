import type { Asked } from '../../audit/record/asked.js';
import type { Decide, DecideResult } from '../../decide/decide.js';
import { known, readDecideRequest } from '../../decide/request/decide-request.js';
import { asSent, type JsonObject } from '../../scenarios/json.js';
import type { Answer } from '../../scenarios/check.js';
import type { Failure } from './failure.js';
import { problemOf } from './problems.js';

/** Status and body that HTTP would answer. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

/** What HTTP would answer to a request for one decision, without HTTP. */
export type Ask = (decision: string, request: unknown, asked?: Asked) => Promise<Reply>;

/** Asks `decide` as `POST /decide/{decision}` does. */
export const makeAsk =
  (decide: Decide): Ask =>
  async (decision, request, asked) => {
    const read = readDecideRequest(request);
    const result = read.code === 'read' ? await decide(decision, known(read.value, asked, undefined)) : read;
    return replyOf(result);
  };

/** What HTTP would answer to what came of a request. */
export const replyOf = (result: DecideResult | Failure): Reply => {
  if (result.code === 'decided') return { status: 200, body: result.answer };
  const problem = problemOf(result);
  return { status: problem.status, body: problem };
};

/** Asks for one decision as a scenario does. */
export type ScenarioAsk = (decision: string, request: JsonObject) => Promise<Answer>;

/** The same for scenarios, whose requests and answers are plain JSON. */
export const makeScenarioAsk = (decide: Decide): ScenarioAsk => {
  const ask = makeAsk(decide);
  return async (decision, request) => {
    const { status, body } = await ask(decision, asSent(request));
    return { status, body: asSent(body) };
  };
};
