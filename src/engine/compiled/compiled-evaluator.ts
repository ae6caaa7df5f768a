import type { Edition, RuleSet } from '../../edition/model/edition.js';
import { EvaluationDefect } from '../defect.js';
import type { Answer, Evaluator, Explained, Question } from '../evaluation.js';
import { makeFactValidation } from '../fact-validation.js';
import { joinErrors, usable } from '../usable-facts.js';
import {
  compileDecision,
  type CompiledDecision,
  type InvalidFacts,
  type TracedDecision,
} from './compiled-decision.js';
import { designDecision, type Design } from './module/design.js';
import { explanationSource } from './module/explanation-source.js';
import { moduleSource, textModuleSource } from './module/module-source.js';

/** The compiled evaluator answers at once, and also takes facts that are known to be valid against the decision's schema. */
export interface CompiledEvaluator extends Evaluator {
  readonly name: 'compiled';
  readonly decide: (question: Question) => Answer;
  readonly explain: (question: Question) => Explained;
  readonly warmUp: (decision: string) => void;
  /** Decides for facts that were validated; contradictions among them are still refused. */
  readonly decideValid: (question: Question) => Answer;
  /** The same, with a bit for each comparison. */
  readonly traceValid: (question: Question) => TracedDecision | InvalidFacts;
  /** The same as JSON, byte for byte `JSON.stringify({ decision, bits })`, without the data. */
  readonly traceValidText: (question: Question) => TextAnswer;
  /** Explains for facts that were validated. */
  readonly explainValid: (question: Question) => Explained;
  /** The same as JSON: byte for byte the text of the trace. */
  readonly explainValidText: (question: Question) => TextAnswer;
}

/** A text, or why there is none. */
export type TextAnswer = { readonly code: 'decided'; readonly text: string } | InvalidFacts;

/**
 * The compiled evaluator: each rule set of the edition as plain JavaScript, generated once, when it is first asked or warmed up. What it says
 * is what the reference says, by random testing.
 *
 * Only what a decision needs is computed: what conditions read always, what conclusions read where a standing rule needs it. A
 * definition or default that may fail (a divisor that may be 0, `add months`) is computed always, since the reference throws there
 * even where nothing needs the value, and so must this.
 */
export const makeCompiledEvaluator = (edition: Edition): CompiledEvaluator => {
  const compiled = new Map<string, CompiledDecision>();
  const validations = new Map(
    [...edition.decisions].map(([decision, ruleSet]) => [decision, makeFactValidation(edition, ruleSet)]),
  );
  const compiledOf = (decision: string): CompiledDecision => {
    const known = compiled.get(decision);
    if (known !== undefined) return known;
    const ruleSet = edition.decisions.get(decision);
    if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
    const made = compileDecision(edition, ruleSet);
    compiled.set(decision, made);
    return made;
  };
  const refused = ({ decision, facts, asOf }: Question): InvalidFacts | undefined => {
    const wrong = validations.get(decision)?.(facts) ?? [];
    if (wrong.length === 0) return undefined;
    const contradictions = compiledOf(decision).contradictions(usable(facts, wrong), asOf);
    return { code: 'invalid-facts', errors: joinErrors(wrong, contradictions) };
  };
  const decideValid = ({ decision, facts, asOf }: Question): Answer =>
    compiledOf(decision).decide(facts, asOf);
  const explainValid = ({ decision, facts, asOf }: Question): Explained => {
    const { traced, explanation } = compiledOf(decision);
    const made = traced(facts, asOf);
    if (made.code !== 'decided') return made;
    return {
      code: 'decided',
      trace: explanation().explained(facts, asOf, made.decision, made.bits),
    };
  };

  return {
    name: 'compiled',
    decide: (question) => {
      compiledOf(question.decision);
      return refused(question) ?? decideValid(question);
    },
    explain: (question) => {
      compiledOf(question.decision);
      return refused(question) ?? explainValid(question);
    },
    warmUp: (decision) => {
      compiledOf(decision);
      // Facts that are wrong are looked at by both checks, so that both are made.
      validations.get(decision)?.({});
    },
    decideValid,
    traceValid: ({ decision, facts, asOf }) => compiledOf(decision).traced(facts, asOf),
    traceValidText: ({ decision, facts, asOf }) => {
      const text = compiledOf(decision).tracedText(facts, asOf);
      return typeof text === 'string' ? { code: 'decided', text } : text;
    },
    explainValid,
    explainValidText: ({ decision, facts, asOf }) => {
      const { traced, explanation } = compiledOf(decision);
      const made = traced(facts, asOf);
      if (made.code !== 'decided') return made;
      return {
        code: 'decided',
        text: explanation().explainedText(facts, asOf, made.decision, made.bits),
      };
    },
  };
};

/** The source that is generated for a decision, to be read: each part says which rule and clauses it is. */
export const compileSource = (edition: Edition, decision: string): string => {
  const design = designOf(edition, decision);
  return [moduleSource(design), textModuleSource(design), explanationSource(design)].join('\n');
};

/** The part of that source which decides. Throws where none can be generated. */
export const decisionSource = (edition: Edition, decision: string): string =>
  moduleSource(designOf(edition, decision));

const designOf = (edition: Edition, decision: string): Design => {
  const ruleSet: RuleSet | undefined = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
  return designDecision(edition, ruleSet);
};
