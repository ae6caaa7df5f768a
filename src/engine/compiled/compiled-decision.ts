import { compileFunction } from 'node:vm';
import type { Edition, RuleSet } from '../../edition/edition.js';
import type { Value } from '../../language/types.js';
import type { Answer, Decision, FactError } from '../evaluation.js';
import { designDecision, type Design } from './design.js';
import { moduleSource } from './module-source.js';
import { makePlans } from './plans.js';
import { makeRuntime, titleOf } from './runtime.js';

/** A decision with a bit for each comparison of its rule set, 31 to a word, in the order of the generated source. */
export interface TracedDecision {
  readonly code: 'decided';
  readonly decision: Decision;
  readonly bits: readonly number[];
}

/** Every value that a trace shows, as told outside. */
export interface ExplainedValues {
  readonly facts: Readonly<Record<string, Value>>;
  /** By definition of the rule set. */
  readonly terms: readonly Value[];
  /** By comparison: what was read, and the other name's value. */
  readonly sides: readonly (readonly [Value, Value])[];
}

type GivenFacts = Readonly<Record<string, unknown>>;

/** One rule set as generated functions; facts are valid, asOf is in epoch milliseconds. */
export interface CompiledDecision {
  readonly design: Design;
  readonly decide: (facts: GivenFacts, asOf: number) => Answer;
  readonly traced: (
    facts: GivenFacts,
    asOf: number,
  ) => TracedDecision | { readonly code: 'invalid-facts'; readonly errors: readonly FactError[] };
  /** What contradicts among facts that are valid where they are given; some may be missing. */
  readonly contradictions: (facts: GivenFacts, asOf: number) => readonly FactError[];
  readonly explained: (facts: GivenFacts, asOf: number) => ExplainedValues;
}

/** Generates and loads the functions of a rule set. */
export const compileDecision = (edition: Edition, ruleSet: RuleSet): CompiledDecision => {
  const design = designDecision(edition, ruleSet);
  const source = moduleSource(design);
  const plans = makePlans(edition, ruleSet, design.slots, design.lazy);
  const load = compileFunction(source, ['runtime'], { filename: `${titleOf(edition, ruleSet)}.js` });
  const loaded: unknown = Reflect.apply(load, undefined, [makeRuntime(ruleSet, plans)]);
  const functions = loaded as Omit<CompiledDecision, 'design'>; // the source ends by returning these functions
  return { design, ...functions };
};
