import type { ComparisonCondition, Condition } from '../edition/model/rule-set.js';
import { isList } from '../language/values.js';
import type { CaseFormula } from './cases/case-formula.js';
import { literal, same, type Symbolic } from './terms/symbolic.js';
import { and, compare, not, or, yes, type Term } from './terms/term.js';
import { conditionOf, listOf, termOf } from './expressions/translating.js';

/** A condition, of what its comparisons come to. */
export const conditionTerm = (
  condition: Condition,
  holds: (comparison: ComparisonCondition) => Term,
): Term => {
  switch (condition.kind) {
    case 'always':
      return yes;
    case 'all':
      return and(...condition.of.map((part) => conditionTerm(part, holds)));
    case 'any':
      // An empty `any` is true, like an empty `all`.
      return condition.of.length === 0 ? yes : or(...condition.of.map((part) => conditionTerm(part, holds)));
    case 'not':
      return not(conditionTerm(condition.of, holds));
    case 'comparison':
      return holds(condition);
  }
};

/** Whether a comparison holds; false where a side is absent, except where it asks for that. */
export const comparisonTerm = (comparison: ComparisonCondition, of: CaseFormula): Term => {
  const { operator, right: to } = comparison;
  const left = of.translate(comparison.left, comparison.name, yes);
  const right =
    to.kind === 'fact'
      ? of.translate(to.expression, comparison.name, yes)
      : literal(
          to.value,
          isList(to.value) ? { kind: 'list', of: comparison.left.type } : comparison.left.type,
          of.unknowns.texts,
        );
  if (operator === 'present') return sameAsBoolean(not(left.absent), right);
  const isIn = (one: Symbolic, items: Symbolic): Term =>
    or(...listOf(items).items.map(({ there, value }) => and(there, same(value, one))));
  const ordered = (sign: '<' | '<=' | '>' | '>='): Term => compare(sign, termOf(left), termOf(right));
  const holds = {
    equal: () => same(left, right),
    notEqual: () => not(same(left, right)),
    lessThan: () => ordered('<'),
    lessThanInclusive: () => ordered('<='),
    greaterThan: () => ordered('>'),
    greaterThanInclusive: () => ordered('>='),
    in: () => isIn(left, right),
    notIn: () => not(isIn(left, right)),
    contains: () => isIn(right, left),
    doesNotContain: () => not(isIn(right, left)),
  }[operator];
  return and(not(left.absent), not(right.absent), holds());
};

const sameAsBoolean = (term: Term, wanted: Symbolic): Term => {
  const one = conditionOf(wanted);
  return or(and(term, one), and(not(term), not(one)));
};
