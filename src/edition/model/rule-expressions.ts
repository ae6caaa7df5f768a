import type { TypedExpression } from '../../language/syntax/expression.js';
import type { ComparisonCondition, Condition, Rule } from './rule-set.js';

/** The comparisons of a condition, in the order in which they are written. */
export const comparisonsIn = (condition: Condition): readonly ComparisonCondition[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'all':
    case 'any':
      return condition.of.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(condition.of);
    case 'comparison':
      return [condition];
  }
};

/** All that a rule computes, those of its conditions first; what only its reason mentions comes last. */
export const expressionsOf = ({
  when,
  then: { effects, discretion, because },
}: Rule): readonly TypedExpression[] => [
  ...comparisonsIn(when).flatMap(({ left, right }) => [
    left,
    ...(right.kind === 'fact' ? [right.expression] : []),
  ]),
  ...effects.values(),
  ...(discretion === null ? [] : [discretion.upTo, discretion.recommended].filter((one) => one !== null)),
  ...because.flatMap((part) => (typeof part === 'string' ? [] : [part.expression])),
];
