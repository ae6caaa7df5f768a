import { mentionedNames } from './names.js';
import { wholeItems, type Structured } from '../read/structure.js';
import type { WrittenCondition, WrittenRule } from '../read/written-rule-set.js';

/** Every dotted name that a rule set mentions, before anything in it is typed. */
export const mentionsOf = (file: Structured<'rule-set'>): ReadonlySet<string> =>
  new Set([
    ...wholeItems(file, 'effects').flatMap(({ value }) => mentionedNames(value.default)),
    ...wholeItems(file, 'rules').flatMap(({ value }) => mentionsOfRule(value)),
  ]);

/** The facts that a rule set lists with `?`: they may be left out. */
export const optionalFacts = (file: Structured<'rule-set'>): ReadonlySet<string> =>
  new Set(
    wholeItems(file, 'facts').flatMap(({ value }) => (value.endsWith('?') ? [value.slice(0, -1)] : [])),
  );

const mentionsOfRule = ({ when, then }: WrittenRule): readonly string[] => [
  ...(when === 'always' ? [] : mentionsOfCondition(when)),
  ...Object.values(then.effects ?? {}).flatMap(mentionedNames),
  ...[...then.because.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? ''),
  ...[then.discretion?.recommended ?? '', then.discretion?.upTo ?? ''].flatMap(mentionedNames),
];

const mentionsOfCondition = (condition: WrittenCondition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(mentionsOfCondition);
  if ('any' in condition) return condition.any.flatMap(mentionsOfCondition);
  if ('not' in condition) return mentionsOfCondition(condition.not);
  const { fact, value } = condition;
  return typeof value === 'object' && 'fact' in value ? [fact, value.fact] : [fact];
};
