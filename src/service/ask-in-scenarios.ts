import { randomBytes, randomUUID } from 'node:crypto';
import { makeMemoryLog } from '../audit/store/memory-log.js';
import type { Entry } from '../audit/record/record.js';
import { makeDecide, makeEvaluators, type Decide } from '../decide/decide.js';
import type { Editions } from '../decide/editions/editions.js';
import { readDecideRequest } from '../decide/request/decide-request.js';
import { makeCompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';
import type { Answer } from '../scenarios/check.js';
import { asSent, type JsonObject } from '../scenarios/json.js';
import { problemOf } from './http/problems.js';

/** Answers what a scenario asks. */
export type AskInScenario = (decision: string, body: JsonObject) => Promise<Answer>;

/** Answers as `POST /decide/{decision}` does, by what decides. */
export const askBy =
  (decide: Decide): AskInScenario =>
  async (decision, body) => {
    const request = readDecideRequest(asSent(body));
    const result = request.code === 'read' ? await decide(decision, request.value) : request;
    if (result.code === 'decided') return { status: 200, body: asSent(result.answer()) };
    const problem = problemOf(result);
    return { status: problem.status, body: asSent(problem) };
  };

/**
 * Answers under these editions, with records that do not last; to be closed.
 * @param recorded told of each decision that is recorded
 */
export const askInMemory = (
  editions: Editions,
  clock: () => number,
  recorded: (entry: Entry) => void = () => undefined,
): { readonly ask: AskInScenario; readonly close: () => Promise<void> } => {
  const log = makeMemoryLog({ random: (bytes) => randomBytes(bytes) });
  const decide = makeDecide({
    editions,
    log: {
      ...log,
      append: (entry) => {
        recorded(entry);
        return log.append(entry);
      },
    },
    clock,
    newId: () => randomUUID(),
    evaluators: makeEvaluators(makeCompiledEvaluator),
  });
  return { ask: askBy(decide), close: () => log.close() };
};
