import type { ComparisonCondition, Condition, Rule } from '../../edition/model/edition.js';

/** The rules that one text of a discriminating fact can fire. */
export interface RuleGroup {
  readonly text: string;
  readonly rules: readonly Rule[];
}

/** Rules that ask for texts of one fact or definition, by text. */
export interface Discriminator {
  readonly name: string;
  /** One comparison of it, for the source that reads it. */
  readonly example: ComparisonCondition;
  readonly groups: readonly RuleGroup[];
  /** The comparisons that hold in a group by being there, by rule. */
  readonly settled: ReadonlyMap<Rule, ComparisonCondition>;
}

/** The rules of a set by what discriminates them. */
export interface RuleGroups {
  readonly discriminators: readonly Discriminator[];
  /** The rules that nothing discriminates. */
  readonly rest: readonly Rule[];
}

/** With fewer texts, or fewer rules, a lookup finds no more than trying does. */
const fewestTexts = 4;
const fewestRules = 16;

/**
 * Groups rules by the texts that they ask for (`equal`, or `in` a list, all of a rule's conditions holding). A rule that asks for texts of
 * several facts goes by the one that has most.
 */
export const groupRules = (rules: readonly Rule[]): RuleGroups => {
  const asked = new Map(rules.map((rule) => [rule, discriminatingIn(rule.when)]));
  const textsOf = new Map<string, Set<string>>();
  for (const comparison of [...asked.values()].flat()) {
    const known = textsOf.get(comparison.name) ?? new Set();
    for (const text of askedTexts(comparison)) known.add(text);
    textsOf.set(comparison.name, known);
  }
  let left = rules;
  const discriminators: Discriminator[] = [];
  const byTexts = [...textsOf].toSorted((a, b) => b[1].size - a[1].size);
  for (const [name, texts] of byTexts) {
    const settled = new Map<Rule, ComparisonCondition>();
    for (const rule of left) {
      const comparison = asked.get(rule)?.find((one) => one.name === name);
      if (comparison !== undefined) settled.set(rule, comparison);
    }
    const [example] = settled.values();
    if (example === undefined || texts.size < fewestTexts || settled.size < fewestRules) continue;
    const groups = [...texts].map((text) => ({
      text,
      rules: [...settled]
        .filter(([, comparison]) => askedTexts(comparison).includes(text))
        .map(([rule]) => rule),
    }));
    discriminators.push({ name, example, settled, groups: groups.filter((group) => group.rules.length > 0) });
    left = left.filter((rule) => !settled.has(rule));
  }
  return { discriminators, rest: left };
};

/** The comparisons with texts that must hold for a condition to hold. */
const discriminatingIn = (condition: Condition): readonly ComparisonCondition[] => {
  if (condition.kind === 'all') return condition.of.flatMap(discriminatingIn);
  if (condition.kind !== 'comparison' || condition.left.type.kind !== 'text') return [];
  return askedTexts(condition).length > 0 ? [condition] : [];
};

/** The texts of which a comparison asks for one; none where it is of another kind. */
const askedTexts = ({ operator, right }: ComparisonCondition): readonly string[] => {
  if (right.kind !== 'value') return [];
  const { value } = right;
  if (operator === 'equal' && typeof value === 'string') return [value];
  if (operator !== 'in' || !Array.isArray(value)) return [];
  const texts = value.filter((item) => typeof item === 'string');
  return texts.length === value.length ? [...new Set(texts)] : [];
};
