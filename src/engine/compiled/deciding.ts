import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Answer, Decision, Holding, Question } from '../evaluation.js';
import { holdingOf } from '../holding.js';
import { answerOutOfRange, OutOfRange } from '../facts/out-of-range.js';
import { clausesNotInForce, severedBy } from '../severability.js';
import { joinErrors, usable } from '../facts/usable-facts.js';
import { isCut, type ValidateFacts } from '../facts/validate-facts.js';
import type { Ahead } from './ahead/ahead.js';
import type { CompiledDecision } from './compiled-decision.js';
import { wordBits } from './plans/plans.js';

/** What a rule set is decided by. What takes long to make is made when it is first asked for. */
export interface DecidingParts {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly functions: Pick<CompiledDecision, 'decide' | 'contradictions'>;
  readonly validate: () => ValidateFacts;
  readonly ahead: () => Ahead;
}

/** Decides by the generated functions of one rule set. */
export interface Deciding {
  readonly decide: (question: Question) => Answer;
  /** Decides for facts that were validated; contradictions among them are still refused. */
  readonly decideValid: (question: Question) => Answer;
  /** What is wrong with facts; `undefined` where nothing is but contradictions among facts that are right by themselves. */
  readonly refused: (question: Question) => Answer | undefined;
  readonly holding: (question: Question, decision: Decision) => Holding;
}

/** Makes what decides by generated functions. */
export const makeDeciding = ({ edition, ruleSet, functions, validate, ahead }: DecidingParts): Deciding => {
  const refused = ({ facts, asOf }: Question): Answer | undefined => {
    const wrong = validate()(facts);
    if (wrong.length === 0) return undefined;
    if (isCut(wrong)) return { code: 'invalid-facts', errors: wrong };
    try {
      const contradictions = functions.contradictions(usable(facts, wrong), asOf);
      return { code: 'invalid-facts', errors: joinErrors(wrong, contradictions) };
    } catch (error) {
      if (error instanceof OutOfRange) return { code: 'invalid-facts', errors: wrong };
      throw error;
    }
  };
  const decideValid = ({ facts, asOf, invalid }: Question): Answer => {
    const { decide } = functions;
    try {
      if (invalid === undefined) return decide(facts, asOf, null, []);
      const severed = severedBy(edition, ruleSet, invalid);
      const answer = decide(
        facts,
        asOf,
        severed.rules.length === 0 ? null : keptOf(ruleSet.rules, severed.rules),
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
    decide: (question) => refused(question) ?? decideValid(question),
    decideValid,
    refused,
    holding: (question, decision) => {
      const notInForce = question.invalid === undefined ? [] : clausesNotInForce(edition, question.invalid);
      const standing = decision.conflict === null ? decision.standing : [];
      return holdingOf(
        question,
        decision,
        ({ facts, asOf }) => ahead()(facts, asOf, notInForce, standing),
        decideValid,
      );
    },
  };
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
