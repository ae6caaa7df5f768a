import { compileFunction } from 'node:vm';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Computed } from '../../language/types/types.js';
import type { Decision, FactError } from '../evaluation.js';
import type { Fields } from '../facts/fact-values.js';
import { designDecision, type Design } from './module/design.js';
import { moduleSource } from './module/module-source.js';
import { makePlans } from './plans/plans.js';
import { makeRuntime, titleOf } from './runtime.js';
import { seldomFunctions } from './seldom-computing.js';

/** What a trace tells besides the decision, as inside. */
export interface ExplainedValues {
  readonly facts: Fields;
  /** In the rule set's order. */
  readonly definitions: readonly Computed[];
  /** By the term of a table, the numbers of the rows that apply. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** By the number of a comparison: what was read, what it was compared with, and whether it holds. */
  readonly compared: readonly (readonly [read: Computed, compared: Computed, holds: boolean])[];
}

type Given = Readonly<Record<string, unknown>>;

/** One rule set as generated functions; facts are valid, asOf is in epoch milliseconds. They throw `OutOfRange`. */
export interface CompiledDecision {
  readonly design: Design;
  /** @param kept a bit for each rule that did not drop out; `null` where none did */
  readonly decide: (
    facts: Given,
    asOf: number,
    kept: Int32Array | null,
    notInForce: readonly string[],
  ) =>
    | { readonly code: 'decided'; readonly decision: Decision }
    | { readonly code: 'invalid-facts'; readonly errors: readonly FactError[] };
  /** Of facts that are decided. */
  readonly explained: (facts: Given, asOf: number, notInForce: readonly string[]) => ExplainedValues;
  /** What contradicts among facts that are valid where they are given; some may be missing. */
  readonly contradictions: (facts: Given, asOf: number) => readonly FactError[];
}

/** Generates and loads the functions of a rule set. */
export const compileDecision = (edition: Edition, ruleSet: RuleSet): CompiledDecision => {
  const design = designDecision(edition, ruleSet);
  const body = compileFunction(moduleSource(design), ['runtime'], {
    filename: `${titleOf(edition, ruleSet)}.js`,
  });
  const runtime = makeRuntime(ruleSet, makePlans(edition, ruleSet, design.slots), seldomFunctions);
  const functions = Reflect.apply(body, undefined, [runtime]) as Omit<CompiledDecision, 'design'>; // the source ends by returning these functions
  return { design, ...functions };
};
