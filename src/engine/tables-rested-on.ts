import { expressionsOf } from '../edition/model/rule-expressions.js';
import type { Rule, RuleSet } from '../edition/model/rule-set.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import { readsOf } from '../language/syntax/walk.js';

/**
 * The terms of the tables on which a decision rests, by the rules that stand: those that these rules read, or the defaults of effects that
 * none of them gives, directly or through definitions. Which branch of an expression was taken is not looked at.
 */
export const tablesRestedOn = (
  ruleSet: RuleSet,
): ((standing: readonly Rule[], isResolved: boolean) => readonly string[]) => {
  const tables = ruleSet.definitions.filter(({ is }) => is.kind === 'table').map(({ term }) => term);
  if (tables.length === 0) return () => [];
  const read = tablesRead(ruleSet);
  return (standing, isResolved) => {
    const defaults = isResolved
      ? [...ruleSet.effects.values()].filter(
          ({ name }) => !standing.some(({ then }) => then.effects.has(name)),
        )
      : [];
    const found = new Set([
      ...standing.flatMap((rule) => [...tablesOfRule(ruleSet, rule)]),
      ...defaults.flatMap((effect) => read(effect.default)),
    ]);
    return tables.filter((term) => found.has(term));
  };
};

/** The tables that a rule reads. */
export const tablesOfRule = (ruleSet: RuleSet, rule: Rule): ReadonlySet<string> =>
  tablesByRule(ruleSet).get(rule) ?? none;

const none: ReadonlySet<string> = new Set();

/** It is asked for each decision whose answer cites rows. */
const tablesByRule = (ruleSet: RuleSet): ReadonlyMap<Rule, ReadonlySet<string>> => {
  const before = known.get(ruleSet);
  if (before !== undefined) return before;
  const read = tablesRead(ruleSet);
  const made = new Map(ruleSet.rules.map((rule) => [rule, new Set(expressionsOf(rule).flatMap(read))]));
  known.set(ruleSet, made);
  return made;
};

const known = new WeakMap<RuleSet, ReadonlyMap<Rule, ReadonlySet<string>>>();

/** The terms of the tables that an expression reads, directly or through definitions. */
const tablesRead = ({ definitions }: RuleSet): ((expression: TypedExpression) => readonly string[]) => {
  const byTerm = new Map(definitions.map((definition) => [definition.term, definition.is]));
  const known = new Map<string, readonly string[]>();
  const ofTerm = (term: string): readonly string[] => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const is = byTerm.get(term);
    const found = is === undefined ? [] : [...(is.kind === 'table' ? [term] : []), ...read(is)];
    known.set(term, found);
    return found;
  };
  const read = (expression: TypedExpression): readonly string[] =>
    readsOf(expression).flatMap(({ root }) => ofTerm(root));
  return read;
};
