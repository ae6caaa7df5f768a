import { randomUUID } from 'node:crypto';
import { makeMemoryLog } from '../audit/store/sqlite/memory-log.js';
import type { Entry } from '../audit/record/record.js';
import { makeDecide } from '../decide/decide.js';
import { makeEvaluators } from '../decide/evaluate.js';
import type { Editions } from '../decide/editions/editions.js';
import { makeScenarioAsk, type ScenarioAsk } from './http/ask.js';
import { makeCompiledEvaluator } from '../engine/compiled/compiled-evaluator.js';

/**
 * Answers under these editions, with records that do not last; to be closed.
 * @param recorded told of each decision that is recorded
 */
export const askInMemory = (
  editions: Editions,
  clock: () => number,
  recorded: (entry: Entry) => void = () => undefined,
): { readonly ask: ScenarioAsk; readonly close: () => Promise<void> } => {
  const log = makeMemoryLog();
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
  return { ask: makeScenarioAsk(decide), close: () => log.close() };
};
