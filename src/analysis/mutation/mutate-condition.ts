import type { ComparisonCondition, Condition } from '../../edition/model/rule-set.js';
import { operators } from '../../language/operators.js';
import type { Change, MutantKind } from './mutant.js';
import { valueChanges } from './mutate-expression.js';

/** A changed condition, and what kind of slip it is. */
export type ConditionChange = Change<Condition> & { readonly kind: MutantKind };

/** Every condition that differs from this one by one slip. */
export const conditionChanges = (condition: Condition): readonly ConditionChange[] => {
  if (condition.kind === 'always') return [];
  const negated: Condition = { kind: 'not', of: condition, position: condition.position };
  return [{ kind: 'condition-negated', what: 'when negated', part: negated }, ...innerChanges(condition)];
};

const innerChanges = (condition: Condition): readonly ConditionChange[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'not':
      return [
        { kind: 'condition-removed', what: 'not removed', part: condition.of },
        ...innerChanges(condition.of).map((change) => ({
          ...change,
          part: { ...condition, of: change.part },
        })),
      ];
    case 'all':
    case 'any': {
      const other = condition.kind === 'all' ? 'any' : 'all';
      const parts = condition.of;
      const swapped: readonly ConditionChange[] =
        parts.length < 2
          ? []
          : [
              {
                kind: 'all-for-any',
                what: `${condition.kind} to ${other}`,
                part: { ...condition, kind: other },
              },
            ];
      const removed =
        parts.length < 2
          ? []
          : parts.map((part, at): ConditionChange => ({
              kind: 'condition-removed',
              what: `${nameOf(part)} removed`,
              part: { ...condition, of: parts.filter((_, index) => index !== at) },
            }));
      const inner = parts.flatMap((part, at) =>
        innerChanges(part).map((change) => ({
          ...change,
          part: { ...condition, of: parts.with(at, change.part) },
        })),
      );
      return [...swapped, ...removed, ...inner];
    }
    case 'comparison':
      return comparisonChanges(condition);
  }
};

const comparisonChanges = (comparison: ComparisonCondition): readonly ConditionChange[] => {
  const { name, operator, right } = comparison;
  const swap = operators[operator].opposite;
  const swapped: readonly ConditionChange[] =
    swap === null
      ? []
      : [
          {
            kind: 'operator-changed',
            what: `${name}: ${operator} to ${swap}`,
            part: { ...comparison, operator: swap },
          },
        ];
  if (right.kind !== 'value') return swapped;
  const { value } = right;
  if (Array.isArray(value)) {
    const items: readonly (typeof value)[number][] = value;
    const fewer = items.map((item, at): ConditionChange => ({
      kind: 'value-changed',
      what: `${name}: ${String(item)} left out`,
      part: { ...comparison, right: { kind: 'value', value: items.filter((_, index) => index !== at) } },
    }));
    return [...swapped, ...(items.length < 2 ? [] : fewer)];
  }
  const moved = valueChanges(value, comparison.left.type).map(({ what, part }): ConditionChange => ({
    kind: typeof value === 'number' ? 'bound-moved' : 'value-changed',
    what: `${name}: ${what}`,
    part: { ...comparison, right: { kind: 'value', value: part } },
  }));
  return [...swapped, ...moved];
};

const nameOf = (condition: Condition): string =>
  condition.kind === 'comparison' ? condition.name : condition.kind;
