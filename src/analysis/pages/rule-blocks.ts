import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import { modalityInWords, rulePartsInWords, termInWords } from '../plain-words.js';
import { code, paragraph, strong, type Block, type TextPart } from './page.js';

/** A rule for people who do not read YAML: what it decides and when, its force, its reason, its precedence. */
export const ruleBlocks = (edition: Edition, ruleSet: RuleSet, rule: Rule): readonly Block[] => {
  const words = rulePartsInWords(edition, ruleSet, rule);
  const told: readonly (readonly TextPart[])[] = [
    ...(words.effects === null ? [] : [[words.effects]]),
    ...(words.discretion === null ? [] : [[words.discretion]]),
    [`Force: ${modalityInWords[rule.modality]} (${rule.modality}).`],
    [`Told as: “${words.because}”`],
    ...(words.goesBefore === null ? [] : [[words.goesBefore]]),
    ...(words.givesWayTo === null ? [] : [[words.givesWayTo]]),
    ...(rule.readings.length === 0 ? [] : [[`Readings: ${rule.readings.join(', ')}.`]]),
    ...words.terms.map((term) => [termInWords(term)]),
    ['Stands in ', code(`${rule.position.file}:${rule.position.line}`), '.'],
  ];
  return [
    paragraph(strong(`${ruleSet.decision}:`), ` ${words.decides} `, code(rule.id)),
    { kind: 'list', items: told },
  ];
};
