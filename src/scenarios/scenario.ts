import type { Check } from './check.js';
import type { JsonObject } from './json.js';

/** A worked case of a contract, ready to be run: a scenario, or one row of an outline. */
export interface Scenario {
  readonly title: string;
  /** The contract, as its folder of features is named. */
  readonly document: string;
  /** The title of its feature. */
  readonly feature: string;
  /** The number that its feature's title begins with, else its file's name; `null` where neither does. */
  readonly section: number | null;
  readonly uri: string;
  /** Of an outline, the line of the row. */
  readonly line: number;
  /** With `@`, as written. */
  readonly tags: readonly string[];
  readonly steps: readonly ScenarioStep[];
  /** In the order of asking. */
  readonly asks: readonly Ask[];
  /** By the place of what is asked, and by that of each of its checks: the place of the step that requires it. */
  readonly checkSteps: readonly (readonly number[])[];
}

/** A step as it reads; of a background too. */
export interface ScenarioStep {
  /** `Given`, `And`, … */
  readonly keyword: string;
  readonly text: string;
  /** The rows of its table, where it has one. */
  readonly table: readonly (readonly string[])[];
}

/** One request for a decision. */
export interface Request {
  readonly decision: string;
  /** The body of `POST /decide/{decision}`. */
  readonly request: JsonObject;
}

/** A request, and what is required of its answer. */
export interface Ask extends Request {
  readonly checks: readonly Check[];
}
