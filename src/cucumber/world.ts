import { AssertionError } from 'node:assert/strict';
import { World } from '@cucumber/cucumber';
import {
  failureOf,
  nothingSaid,
  type Answer,
  type Check,
  type Json,
  type MatchStep,
  type Step,
} from '../index.js';
import type { Driver } from './driver.js';

/** What a scenario has said so far, and what it was answered. One per scenario. */
export class ScenarioWorld extends World {
  private said = nothingSaid('');
  private readonly answers: Answer[] = [];
  private driver: Driver | null = null;
  private matchStep: MatchStep | null = null;

  /**
   * Gives the world the driver of the run.
   * @param document the contract of its scenario
   * @param matchStep finds the steps of that contract
   */
  begin(driver: Driver, document: string, matchStep: MatchStep): void {
    this.driver = driver;
    this.matchStep = matchStep;
    this.said = nothingSaid(document);
  }

  /** Does what a sentence of the contract means. Throws where none of its phrases says it, and as {@link perform} does. */
  async say(sentence: string): Promise<void> {
    if (this.matchStep === null) throw new Error('The scenario has not begun.');
    const match = this.matchStep(sentence);
    if (match.code === 'not-matched') throw new Error(match.why());
    await this.perform(match.step, match.parameters, []);
  }

  /** Does what a step means: says, asks, checks. Throws an assertion that shows the whole answer where a check fails. */
  async perform(
    step: Step,
    parameters: readonly Json[],
    rows: readonly (readonly string[])[],
  ): Promise<void> {
    const result = step.perform(this.said, parameters, rows);
    if (result.code === 'not-understood') throw new Error(result.why);
    this.said = result.said;
    if (result.request !== null) {
      if (this.driver === null) throw new Error('The run has no driver.');
      this.answers.push(await this.driver.ask(result.request.decision, result.request.request));
    }
    for (const check of result.checks) this.require(check);
  }

  /** The ids under which the scenario's decisions were recorded. */
  decisions(): readonly string[] {
    return this.answers.flatMap(({ body }) => {
      const id = typeof body === 'object' && body !== null && 'id' in body ? body['id'] : undefined;
      return typeof id === 'string' ? [id] : [];
    });
  }

  private require(check: Check): void {
    const answer = this.answers.at(-1);
    if (answer === undefined) throw new Error('Nothing was asked yet.');
    const failure = failureOf(answer, check);
    if (failure === null) return;
    const error = new AssertionError({
      message: `${failure}, in ${answer.status} ${JSON.stringify(answer.body, null, 2)}`,
    });
    // Where the scenario stands is told above it; where this is thrown tells nothing to who wrote it.
    error.stack = `${error.name}: ${error.message}`;
    throw error;
  }
}
