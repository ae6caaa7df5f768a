import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Condition } from '../model/rule-set.js';
import { valuePlace, type Path, type Place } from '../read/place.js';
import type { Source } from '../read/source.js';

/** An expression that a rule set uses, and where. */
export interface Use {
  readonly expression: TypedExpression;
  readonly place: Place;
  /** True where its value stands in the decision: effects, texts, discretion. */
  readonly told: boolean;
  /** True where it is only asked whether it is there. */
  readonly presence: boolean;
}

/** The expressions that a condition reads, each with its place. */
export const conditionUses = (condition: Condition, source: Source, path: Path): readonly Use[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'all':
    case 'any':
      return condition.of.flatMap((inner, index) =>
        conditionUses(inner, source, [...path, condition.kind, index]),
      );
    case 'not':
      return conditionUses(condition.of, source, [...path, 'not']);
    case 'comparison': {
      const presence = condition.operator === 'present';
      const place = valuePlace(source, [...path, 'fact']);
      const left = { expression: condition.left, place, told: false, presence };
      if (condition.right.kind !== 'fact') return [left];
      const at = valuePlace(source, [...path, 'value', 'fact']);
      return [left, { expression: condition.right.expression, place: at, told: false, presence: false }];
    }
  }
};
