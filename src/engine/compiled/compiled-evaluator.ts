import type { Edition, RuleSet } from '../../edition/edition.js';
import { EvaluationDefect } from '../defect.js';
import type { Answer, Evaluator, Explained, FactError, Question } from '../evaluation.js';
import { makeFactValidation, type ValidateFacts } from '../fact-validation.js';
import { joinErrors, usable } from '../usable-facts.js';
import { compileDecision, type CompiledDecision, type TracedDecision } from './compiled-decision.js';
import { compiledTrace } from './compiled-trace.js';
import { designDecision } from './design.js';
import { moduleSource } from './module-source.js';

/** The compiled evaluator answers at once, and also takes facts that are known to be valid against the decision's schema. */
export interface CompiledEvaluator extends Evaluator {
  readonly name: 'compiled';
  readonly decide: (question: Question) => Answer;
  readonly explain: (question: Question) => Explained;
  /** Decides for facts that were validated; contradictions among them are still refused. */
  readonly decideValid: (question: Question) => Answer;
  /** The same, with a bit for each comparison. */
  readonly traceValid: (question: Question) => TracedDecision | Refused;
}

type Refused = { readonly code: 'invalid-facts'; readonly errors: readonly FactError[] };

/**
 * The compiled evaluator: each rule set of the edition as plain JavaScript, generated once, here. What it says is what the reference
 * says, by random testing.
 *
 * Only what a decision needs is computed: what conditions read always, what conclusions read where a standing rule needs it. A
 * definition or default that may fail (a divisor that may be 0, `add months`) is computed always, since the reference throws there
 * even where nothing needs the value, and so must this.
 */
export const makeCompiledEvaluator = (edition: Edition): CompiledEvaluator => {
  const compiled = new Map<string, CompiledDecision>();
  const validations = new Map<string, ValidateFacts>();
  for (const [decision, ruleSet] of edition.decisions) {
    compiled.set(decision, compileDecision(edition, ruleSet));
    validations.set(decision, makeFactValidation(edition, ruleSet));
  }

  const compiledOf = (decision: string): CompiledDecision => {
    const found = compiled.get(decision);
    if (found === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
    return found;
  };
  const refused = ({ decision, facts, asOf }: Question): Refused | undefined => {
    const wrong = validations.get(decision)?.(facts) ?? [];
    if (wrong.length === 0) return undefined;
    const contradictions = compiledOf(decision).contradictions(usable(facts, wrong), asOf);
    return { code: 'invalid-facts', errors: joinErrors(wrong, contradictions) };
  };
  const decideValid = ({ decision, facts, asOf }: Question): Answer =>
    compiledOf(decision).decide(facts, asOf);

  return {
    name: 'compiled',
    decide: (question) => {
      compiledOf(question.decision);
      return refused(question) ?? decideValid(question);
    },
    explain: (question) => {
      const { decision, facts, asOf } = question;
      const functions = compiledOf(decision);
      const invalid = refused(question);
      if (invalid !== undefined) return invalid;
      const traced = functions.traced(facts, asOf);
      if (traced.code !== 'decided') return traced;
      const { ruleSet } = functions.design;
      const values = functions.explained(facts, asOf);
      return { code: 'decided', trace: compiledTrace(ruleSet, functions, traced, values, asOf) };
    },
    decideValid,
    traceValid: ({ decision, facts, asOf }) => compiledOf(decision).traced(facts, asOf),
  };
};

/** The source that is generated for a decision, to be read: each part says which rule and clauses it is. */
export const compileSource = (edition: Edition, decision: string): string => {
  const ruleSet: RuleSet | undefined = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
  return moduleSource(designDecision(edition, ruleSet));
};
