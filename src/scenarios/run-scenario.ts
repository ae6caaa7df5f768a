import { failureOf, type Answer } from './check.js';
import type { JsonObject } from './json.js';
import type { Scenario } from './scenario.js';

/** How a scenario ended. */
export interface ScenarioRun {
  readonly passed: boolean;
  /** What was not as required, each in a line; in the order of the steps. */
  readonly failures: readonly string[];
  /** In the order of asking. */
  readonly answers: readonly Answer[];
}

/** Runs a scenario to its end: asks everything that it asks, and checks every answer. */
export const runScenario = async (
  scenario: Scenario,
  ask: (decision: string, request: JsonObject) => Promise<Answer>,
): Promise<ScenarioRun> => {
  const failures: string[] = [];
  const answers: Answer[] = [];
  for (const { decision, request, checks } of scenario.asks) {
    const answer = await ask(decision, request);
    answers.push(answer);
    failures.push(...checks.map((check) => failureOf(answer, check)).filter((failure) => failure !== null));
  }
  return { passed: failures.length === 0, failures, answers };
};
