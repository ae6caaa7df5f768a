import type { Edition } from '../../edition/model/edition.js';
import { EvaluationDefect } from '../defect.js';
import { parametersInForce } from '../environment.js';
import type { Answer, Decision, Evaluator, Explained, Holding, Question } from '../evaluation.js';
import { isCut, makeFactValidation, type ValidateFacts } from '../fact-validation.js';
import { answerOutOfRange, OutOfRange } from '../out-of-range.js';
import { clausesNotInForce, severedBy } from '../severability.js';
import { conditionTraceOf, traceOf } from '../trace.js';
import { joinErrors, usable } from '../usable-facts.js';
import { holdingOf } from '../holding.js';
import { compileAhead, type Ahead } from './ahead/compile-ahead.js';
import { compileDecision, type CompiledDecision } from './compiled-decision.js';
import { designDecision } from './module/design.js';
import { moduleSource } from './module/module-source.js';
import { wordBits } from './plans/plans.js';

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
  const compiled = new Map<string, CompiledDecision>();
  const validations = new Map<string, ValidateFacts>();
  const validationOf = (decision: string): ValidateFacts => {
    let found = validations.get(decision);
    if (found === undefined) {
      found = makeFactValidation(edition, ruleSetOf(edition, decision));
      validations.set(decision, found);
    }
    return found;
  };
  const compiledOf = (decision: string): CompiledDecision => {
    let found = compiled.get(decision);
    if (found === undefined) {
      found = compileDecision(edition, ruleSetOf(edition, decision));
      compiled.set(decision, found);
    }
    return found;
  };
  const aheads = new Map<string, Ahead>();
  const aheadOf = (decision: string): Ahead => {
    let found = aheads.get(decision);
    if (found === undefined) {
      found = compileAhead(edition, ruleSetOf(edition, decision));
      aheads.set(decision, found);
    }
    return found;
  };
  const refused = ({ decision, facts, asOf }: Question): Answer | undefined => {
    const wrong = validationOf(decision)(facts);
    if (wrong.length === 0) return undefined;
    if (isCut(wrong)) return { code: 'invalid-facts', errors: wrong };
    try {
      const contradictions = compiledOf(decision).contradictions(usable(facts, wrong), asOf);
      return { code: 'invalid-facts', errors: joinErrors(wrong, contradictions) };
    } catch (error) {
      if (error instanceof OutOfRange) return { code: 'invalid-facts', errors: wrong };
      throw error;
    }
  };
  const decideValid = ({ decision, facts, asOf, invalid }: Question): Answer => {
    const { decide, design } = compiledOf(decision);
    try {
      if (invalid === undefined) return decide(facts, asOf, null, []);
      const severed = severedBy(edition, design.ruleSet, invalid);
      const answer = decide(
        facts,
        asOf,
        severed.rules.length === 0 ? null : keptOf(design.ruleSet.rules, severed.rules),
        clausesNotInForce(edition, invalid),
      );
      return answer.code === 'decided'
        ? { code: 'decided', decision: { ...answer.decision, severed } }
        : answer;
    } catch (error) {
      return answerOutOfRange(error);
    }
  };

  return {
    name: 'compiled',
    decide: (question) => {
      compiledOf(question.decision);
      return refused(question) ?? decideValid(question);
    },
    explain: (question) => {
      const { design, explained } = compiledOf(question.decision);
      const answer = refused(question) ?? decideValid(question);
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
    holding: (question, decision) => {
      const notInForce = question.invalid === undefined ? [] : clausesNotInForce(edition, question.invalid);
      const ahead = aheadOf(question.decision);
      const standing = decision.conflict === null ? decision.standing : [];
      return holdingOf(
        question,
        decision,
        ({ facts, asOf }) => ahead(facts, asOf, notInForce, standing),
        decideValid,
      );
    },
    warmUp: (decision) => {
      compiledOf(decision);
      aheadOf(decision);
      // Facts that are wrong are looked at by both checks, so that both are made.
      validationOf(decision)({});
    },
    decideValid,
  };
};

/** The source that is generated for a decision, to be read: each part says which rule and clauses it is. Throws where none can be generated. */
export const decisionSource = (edition: Edition, decision: string): string =>
  moduleSource(designDecision(edition, ruleSetOf(edition, decision)));

const ruleSetOf = (edition: Edition, decision: string) => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new EvaluationDefect(`The edition has no decision ${decision}`);
  return ruleSet;
};

/** A bit for each rule that did not drop out. */
const keptOf = (
  rules: readonly { readonly id: string }[],
  dropped: readonly { readonly rule: string }[],
): Int32Array => {
  const words = new Int32Array(Math.max(1, Math.ceil(rules.length / wordBits)));
  for (const [place, { id }] of rules.entries()) {
    const word = Math.floor(place / wordBits);
    if (!dropped.some(({ rule }) => rule === id))
      words[word] = (words[word] ?? 0) | (1 << (place % wordBits));
  }
  return words;
};
