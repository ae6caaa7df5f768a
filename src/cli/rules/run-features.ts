import { randomUUID } from 'node:crypto';
import type { ScenarioResult } from '../../analysis/section-pages.js';
import { makeMemoryLog } from '../../audit/store/sqlite/memory-log.js';
import { makeCompiledEvaluator } from '../../engine/compiled/compiled-evaluator.js';
import { compileFeatures } from '../../scenarios/compile-features.js';
import { asSent, type JsonObject } from '../../scenarios/json.js';
import type { Answer } from '../../scenarios/check.js';
import { readFeatures } from '../../scenarios/read-features.js';
import { runScenario } from '../../scenarios/run-scenario.js';
import { makeDecide, makeEvaluators } from '../../decide/decide.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import type { Editions } from '../../decide/editions/editions.js';
import { problemOf } from '../../service/http/problems.js';
import type { Shell } from '../shell/command.js';

/** How the scenarios of a contract ended; `faults` are those that could not be understood. */
export interface RanFeatures {
  readonly results: readonly ScenarioResult[];
  readonly faults: readonly string[];
}

/** Runs a contract's scenarios in this process, as `POST /decide/{decision}` answers; what they record does not last. */
export const runFeatures = async (
  directory: string,
  document: string,
  editions: Editions,
  shell: Pick<Shell, 'now'>,
): Promise<RanFeatures> => {
  const read = await readFeatures(directory, document);
  if (read.code === 'no-features')
    return { results: [], faults: [`${document} has no scenarios: \`${read.missing}\` is missing.`] };
  const { scenarios, faults } = compileFeatures(read.sources);
  const log = makeMemoryLog();
  const decide = makeDecide({
    editions,
    log,
    clock: shell.now,
    newId: () => randomUUID(),
    evaluators: makeEvaluators(makeCompiledEvaluator),
  });
  const ask = async (decision: string, body: JsonObject): Promise<Answer> => {
    const request = readDecideRequest(asSent(body));
    const result = request.code === 'read' ? await decide(decision, request.value) : request;
    if (result.code === 'decided') return { status: 200, body: asSent(result.answer()) };
    const problem = problemOf(result);
    return { status: problem.status, body: asSent(problem) };
  };
  try {
    const results: ScenarioResult[] = [];
    for (const scenario of scenarios) results.push({ scenario, ...(await runScenario(scenario, ask)) });
    return { results, faults };
  } finally {
    await log.close();
  }
};
