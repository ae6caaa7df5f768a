import type { Edition } from '../edition/model/edition.js';
import type { Rule, RuleSet } from '../edition/model/rule-set.js';
import { conditionInWords } from './words/condition-words.js';
import { expressionInWords } from './words/expression-words.js';
import { capitalised } from '../language/format-value.js';
import { nounOf, wordsOf } from './words/name-words.js';
import { termsOfRule, type TermWords } from './words/term-words.js';

/** The parts of a rule in words, each a sentence; `null` where a rule has no such part. */
export interface RuleWords {
  /** “Refundable when …” */
  readonly decides: string;
  /** What follows from it. */
  readonly effects: string | null;
  readonly discretion: string | null;
  /** The rules that it defeats, and those that defeat it. */
  readonly goesBefore: string | null;
  readonly givesWayTo: string | null;
  /** Its reason, with what it mentions in brackets. */
  readonly because: string;
  /** What its words mean: the definitions that it rests on, those first that it reads itself. */
  readonly terms: readonly TermWords[];
}

/** “The value of future periods: …” */
export const termInWords = ({ name, words }: TermWords): string => `${capitalised(name)}: ${words}.`;

/** The same, part by part. */
export const rulePartsInWords = (edition: Edition, ruleSet: RuleSet, rule: Rule): RuleWords => {
  const { outcome, effects, discretion, because } = rule.then;
  const condition = conditionInWords(edition, rule.when);
  const follows = [...effects].map(
    ([name, expression]) => `${wordsOf(name)}: ${expressionInWords(edition, expression)}`,
  );
  const defeaters = ruleSet.rules.filter(({ overrides }) => overrides.includes(rule.id));
  const defeated = ruleSet.rules.filter(({ id }) => rule.overrides.includes(id));
  return {
    decides: `${capitalised(wordsOf(outcome))} ${condition === 'always' ? 'in every case' : `when ${condition}`}.`,
    effects: follows.length === 0 ? null : `It follows: ${follows.join('; ')}.`,
    discretion: discretion === null ? null : discretionInWords(edition, discretion),
    goesBefore: defeated.length === 0 ? null : `It goes before ${defeated.map(citation).join('; ')}.`,
    givesWayTo: defeaters.length === 0 ? null : `It gives way to ${defeaters.map(citation).join('; ')}.`,
    because: because
      .map((part) =>
        typeof part === 'string' ? part : `[${nounOf(edition, part.name, part.expression.type)}]`,
      )
      .join(''),
    terms: termsOfRule(edition, rule),
  };
};

/** What the contract's word for a rule's force is. */
export const modalityInWords: Readonly<Record<Rule['modality'], string>> = {
  must: 'what must be',
  'must-not': 'what must not be',
  may: 'what may be',
};

const discretionInWords = (edition: Edition, discretion: NonNullable<Rule['then']['discretion']>): string => {
  const { decider, choices, recommended, upTo, policy } = discretion;
  const limit = upTo === null ? '' : `, up to ${expressionInWords(edition, upTo)}`;
  const advice = expressionInWords(edition, recommended);
  return `${decider} may choose ${choices.map(wordsOf).join(' or ')}${limit}; ${nounOf(edition, policy, { kind: 'null' })} recommends ${advice}.`;
};

const citation = ({ id, clauses }: Rule): string => `“${wordsOf(id)}” (${clauses.join(', ')})`;
