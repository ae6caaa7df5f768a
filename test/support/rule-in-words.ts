import { rulePartsInWords, termInWords } from '../../src/analysis/plain-words.js';
import type { Edition } from '../../src/edition/model/edition.js';
import type { RuleSet, Rule } from '../../src/edition/model/rule-set.js';

/**
 * A rule in plain words, generated from what the edition says: “Refundable when the package's plan is multi-period and the value of
 * future periods is more than 0.”, then its effects, its discretion and its precedence, and what its words mean.
 */
export const ruleInWords = (edition: Edition, ruleSet: RuleSet, rule: Rule): string => {
  const { decides, effects, discretion, goesBefore, givesWayTo, terms } = rulePartsInWords(
    edition,
    ruleSet,
    rule,
  );
  return [decides, effects, discretion, goesBefore, givesWayTo, ...terms.map(termInWords)]
    .filter((part) => part !== null)
    .join(' ');
};
