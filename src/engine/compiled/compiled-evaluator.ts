import type { Edition } from '../../edition/model/edition.js';
import { EvaluationDefect } from '../defect.js';
import { parametersInForce } from '../environment.js';
import type { Answer, Decision, Evaluator, Explained, Holding, Question } from '../evaluation.js';
import { makeFactValidation } from '../facts/fact-validation.js';
import { clausesNotInForce } from '../severability.js';
import { conditionTraceOf, traceOf } from '../trace.js';
import { compileAhead } from './ahead/compile-ahead.js';
import { compileDecision, type CompiledDecision } from './compiled-decision.js';
import { makeDeciding, type Deciding, type DecidingParts } from './deciding.js';
import { designDecision } from './module/design.js';
import { moduleSource } from './module/module-source.js';

/** The compiled evaluator answers at once, and also takes facts that are known to be valid against the decision's schema. */
export interface CompiledEvaluator extends Evaluator {
  readonly name: 'compiled';
  readonly decide: (question: Question) => Answer;
  readonly explain: (question: Question) => Explained;
  readonly holding: (question: Question, decision: Decision) => Holding;
  readonly warmUp: (decision: string) => void;
  /** Decides for facts that were validated; contradictions among them are still refused. */
  readonly decideValid: (question: Question) => Answer;
}

/**
 * The compiled evaluator: each rule set of the edition as plain JavaScript, generated once, when it is first asked or warmed up. What it says
 * is what the reference says, by random testing.
 */
export const makeCompiledEvaluator = (edition: Edition): CompiledEvaluator => {
  const compiled = new Map<string, CompiledRuleSet>();
  const compiledOf = (decision: string): CompiledRuleSet => {
    let found = compiled.get(decision);
    if (found === undefined) {
      found = compileRuleSet(edition, decision);
      compiled.set(decision, found);
    }
    return found;
  };

  return {
    name: 'compiled',
    decide: (question) => compiledOf(question.decision).deciding.decide(question),
    explain: (question) => {
      const { functions, deciding } = compiledOf(question.decision);
      const { design, explained } = functions;
      const answer = deciding.decide(question);
      if (answer.code !== 'decided') return answer;
      const { facts, asOf, invalid } = question;
      const { ruleSet, comparisons } = design;
      const values = explained(facts, asOf, invalid === undefined ? [] : clausesNotInForce(edition, invalid));
      return {
        code: 'decided',
        trace: traceOf({
          edition,
          ruleSet,
          asOf,
          invalid,
          decision: answer.decision,
          facts: values.facts,
          rows: values.rows,
          parameters: parametersInForce(ruleSet, asOf),
          definitions: new Map(
            ruleSet.definitions.map(({ term }, i) => [term, values.definitions[i] ?? null]),
          ),
          whens: ruleSet.rules.map(({ when }) =>
            conditionTraceOf(when, (comparison) => {
              const [read = null, compared = null, result = false] =
                values.compared[comparisons.of(comparison).index] ?? [];
              return { read, compared, result };
            }),
          ),
        }),
      };
    },
    holding: (question, decision) => compiledOf(question.decision).deciding.holding(question, decision),
    warmUp: (decision) => {
      const { ahead, validate } = compiledOf(decision);
      ahead();
      // Facts that are wrong are looked at by both checks, so that both are made.
      validate()({});
    },
    decideValid: (question) => compiledOf(question.decision).deciding.decideValid(question),
  };
};

interface CompiledRuleSet extends Pick<DecidingParts, 'validate' | 'ahead'> {
  readonly functions: CompiledDecision;
  readonly deciding: Deciding;
}

const compileRuleSet = (edition: Edition, decision: string): CompiledRuleSet => {
  const ruleSet = ruleSetOf(edition, decision);
  const functions = compileDecision(edition, ruleSet);
  const validate = once(() => makeFactValidation(edition, ruleSet));
  const ahead = once(() => compileAhead(edition, ruleSet));
  const deciding = makeDeciding({ edition, ruleSet, functions, validate, ahead });
  return { functions, deciding, validate, ahead };
};

/** Makes a thing when it is first asked for. */
const once = <Thing extends object>(make: () => Thing): (() => Thing) => {
  let made: Thing | undefined;
  return () => (made ??= make());
};

/** The source that is generated for a decision, to be read: each part says which rule and clauses it is. Throws where none can be generated. */
export const decisionSource = (edition: Edition, decision: string): string =>
  moduleSource(designDecision(edition, ruleSetOf(edition, decision)));

const ruleSetOf = (edition: Edition, decision: string) => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
  return ruleSet;
};
