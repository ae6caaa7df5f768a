import type { ComparisonCondition, Condition } from '../../../edition/model/rule-set.js';
import type { OperatorName } from '../../../language/operators.js';
import type { TypedExpression } from '../../../language/syntax/expression.js';
import { conditionCode } from '../code/condition-code.js';
import { anyMoment, isStill, noBoundaries, turning, where, type Boundaries } from './boundaries.js';
import { rests } from './moves.js';
import type { Lines } from '../module/layout.js';

/** What the boundaries of conditions are found in. */
export interface ConditionCoding {
  readonly of: (expression: TypedExpression) => Boundaries;
  readonly code: (expression: TypedExpression) => string;
  /** Source of a comparison. */
  readonly comparison: (condition: ComparisonCondition) => string;
}

/**
 * Statements that see the instants ahead at which a condition may turn. Where parts that do not depend on asOf settle it, or parts before do, the
 * others are not looked at.
 */
export const conditionBoundaries = (condition: Condition, coding: ConditionCoding): Lines => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'not':
      return conditionBoundaries(condition.of, coding);
    case 'comparison':
      return comparisonBoundaries(condition, coding);
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => ({ part, lines: conditionBoundaries(part, coding) }));
      const settled = parts.filter(({ lines }) => lines.length === 0);
      const moving = parts.filter(({ lines }) => lines.length > 0);
      const leaves = ({ part }: (typeof parts)[number]): string => {
        const code = conditionCode(part, coding.comparison);
        return condition.kind === 'all' ? code : `!${code}`;
      };
      const inside = moving.reduceRight<Lines>(
        (later, one) => [...one.lines, ...where(leaves(one), later)],
        [],
      );
      return settled.length === 0 ? inside : where(settled.map(leaves).join(' && '), inside);
    }
  }
};

const comparisonBoundaries = (condition: ComparisonCondition, { of, code }: ConditionCoding): Lines => {
  const { left, right, operator } = condition;
  const other: TypedExpression =
    right.kind === 'fact'
      ? right.expression
      : { kind: 'literal', value: right.value, type: left.type, span: left.span };
  const sides = [of(left), right.kind === 'fact' ? of(other) : noBoundaries] as const;
  if (sides.every(isStill)) return [];
  const sign = signs[operator];
  if (sign !== undefined) return turning(sign, sides, [code(left), code(other)], left.type).lines;
  const lines = sides.flatMap((side) => side.lines);
  return operator === 'present' || sides.every(({ moves }) => rests(moves)) ? lines : [...lines, anyMoment];
};

const signs: Readonly<Partial<Record<OperatorName, '=' | '!=' | '<' | '<=' | '>' | '>='>>> = {
  equal: '=',
  notEqual: '!=',
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
};
