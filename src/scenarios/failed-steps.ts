import { failureOf, type Answer } from './check.js';
import type { Json } from './json.js';
import { asAnswered } from './matching.js';
import { valueAt } from './paths.js';
import type { Scenario, ScenarioStep } from './scenario.js';

/** What of an answer is not as a step requires. */
export interface FailedCheck {
  /** In a line. */
  readonly message: string;
  /** Where one value is required: its dotted path, what it is to be, and what it is; `null` where it is absent. */
  readonly value: { readonly path: string; readonly required: Json; readonly is: Json } | null;
}

/** A step of a scenario, with what failed in it. */
export interface CheckedStep extends ScenarioStep {
  readonly failed: readonly FailedCheck[];
}

/** The steps of a scenario with what each found wrong. @param answers in the order of asking */
export const failedSteps = (scenario: Scenario, answers: readonly Answer[]): readonly CheckedStep[] => {
  const failed = scenario.asks.flatMap(({ checks }, asked) => {
    const answer = answers[asked];
    return checks.flatMap((check, place): readonly (readonly [step: number | undefined, FailedCheck])[] => {
      const message = answer === undefined ? null : failureOf(answer, check);
      if (answer === undefined || message === null) return [];
      const value =
        check.kind === 'equal'
          ? {
              path: check.path,
              required: asAnswered(check.value),
              is: valueAt(answer.body, check.path) ?? null,
            }
          : null;
      return [[scenario.checkSteps[asked]?.[place], { message, value }]];
    });
  });
  return scenario.steps.map((step, place) => ({
    ...step,
    failed: failed.flatMap(([at, check]) => (at === place ? [check] : [])),
  }));
};
