import { figureOf } from '../../language/types/type-special-calls.js';
import { overlapping } from '../../edition/names/dotted-names.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Condition, RuleSet } from '../../edition/model/rule-set.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';

/** How near two facts are: 2 where a condition reads both, directly or through definitions, 1 where a rule does, else 0. Empty is asOf. */
export type Nearness = (left: readonly string[], right: readonly string[]) => number;

/** The nearness of facts in a rule set. */
export const nearnessOf = (edition: Edition, ruleSet: RuleSet): Nearness => {
  const readOf = (expression: TypedExpression, seen: Set<string>): readonly string[] =>
    readsOf(expression).flatMap(({ root, fields }) => {
      const definition = edition.definitions.get(root);
      // Which figure is in force depends on asOf.
      if (edition.parameters.has(figureOf(root))) return ['asOf'];
      if (definition === undefined) return [[root, ...fields].join('.')];
      if (seen.has(root)) return [];
      seen.add(root);
      return readOf(definition.is, seen);
    });
  const comparisonsIn = (condition: Condition): readonly (readonly string[])[] => {
    if (condition.kind === 'always') return [];
    if (condition.kind === 'not') return comparisonsIn(condition.of);
    if (condition.kind !== 'comparison') return condition.of.flatMap(comparisonsIn);
    const { left, right } = condition;
    const seen = new Set<string>();
    return [[...readOf(left, seen), ...(right.kind === 'fact' ? readOf(right.expression, seen) : [])]];
  };
  const rules = ruleSet.rules.map(({ when }) => comparisonsIn(when));
  const reads = (names: readonly string[], path: readonly string[]): boolean =>
    names.some((name) => overlapping(name, path.length === 0 ? 'asOf' : path.join('.')));
  const near: Nearness = (left, right) => {
    if (rules.some((rule) => rule.some((names) => reads(names, left) && reads(names, right)))) return 2;
    return rules.some((rule) => reads(rule.flat(), left) && reads(rule.flat(), right)) ? 1 : 0;
  };
  const known = new Map<string, number>();
  return (left, right) => {
    const key = `${left.join('.')} ${right.join('.')}`;
    const found = known.get(key) ?? near(left, right);
    known.set(key, found);
    return found;
  };
};
