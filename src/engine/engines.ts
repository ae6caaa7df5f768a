import type { Edition } from '../edition/model/edition.js';
import { makeLate } from '../language/late.js';
import { makeCompiledEvaluator, type CompiledEvaluator } from './compiled/compiled-evaluator.js';
import type { Evaluator } from './evaluation.js';

/** The reference, loaded when it is first asked: json-rules-engine and feelin are most of what a service would have to load. */
const makeReferenceEvaluator = (edition: Edition): Evaluator => {
  const reference = makeLate(async () =>
    (await import('./reference/reference-evaluator.js')).makeReferenceEvaluator(edition),
  );
  let compiled: CompiledEvaluator | undefined;
  return {
    name: 'reference',
    decide: async (question) => (await reference.load()).decide(question),
    explain: async (question) => (await reference.load()).explain(question),
    // How long a decision holds is found by the generated code alone: whatever it finds, the two say the same of it.
    holding: (question, decision) =>
      (compiled ??= makeCompiledEvaluator(edition)).holding(question, decision),
  };
};

/** The two ways to evaluate. They say the same; the compiled one is faster by three orders of magnitude. */
export const engines = {
  compiled: makeCompiledEvaluator,
  reference: makeReferenceEvaluator,
} as const satisfies Readonly<Record<Evaluator['name'], (edition: Edition) => Evaluator>>;

/** The name of a way to evaluate. */
export type EngineName = keyof typeof engines;

/** What evaluates unless told otherwise. */
export const defaultEngine: EngineName = 'compiled';
