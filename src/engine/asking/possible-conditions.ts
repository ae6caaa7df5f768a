import type { ComparisonCondition, Condition } from '../../edition/model/rule-set.js';
import { operators, type OperatorName } from '../../language/operators.js';
import { evaluatePossible, type PossibleScope } from './evaluate-possible.js';
import { comparedTruth } from './compare-possible.js';
import { depsOf, known, mayBeNull, mayBePresent, onlyValue, rangeIn, type Possible } from './possible.js';
import { allHold, anyHolds, asValue, holds, not, open, truthOf, type Truth } from './truth.js';
import { computedOf } from './values-of-calls.js';

/** How a rule's conditions may come out. */
export const truthOfCondition = (condition: Condition, scope: PossibleScope): Truth => {
  const each = function* (conditions: readonly Condition[]): Iterable<Truth> {
    for (const one of conditions) yield truthOfCondition(one, scope);
  };
  switch (condition.kind) {
    case 'always':
      return holds;
    case 'all':
      return allHold(each(condition.of));
    case 'any':
      return anyHolds(each(condition.of));
    case 'not':
      return not(truthOfCondition(condition.of, scope));
    case 'comparison':
      return ofComparison(condition, scope);
  }
};

const signs: Readonly<Partial<Record<OperatorName, '<' | '<=' | '>' | '>='>>> = {
  lessThan: '<',
  lessThanInclusive: '<=',
  greaterThan: '>',
  greaterThanInclusive: '>=',
};

/** It does not hold where a side is absent. */
const ofComparison = ({ left, operator, right }: ComparisonCondition, scope: PossibleScope): Truth => {
  const one = evaluatePossible(left, scope);
  const other = right.kind === 'value' ? known(right.value) : evaluatePossible(right.expression, scope);
  const compared = computedOf(
    [one, other],
    ([read = null, with_ = null]) => operators[operator].holds(read, with_),
    (deps) => asValue(otherwise(operator, one, other, deps)),
  );
  return truthOf(compared);
};

const otherwise = (operator: OperatorName, one: Possible, other: Possible, deps: bigint): Truth => {
  if (operator === 'present') {
    const asked = onlyValue(other);
    if (typeof asked !== 'boolean') return open(deps);
    const isThere = { mayHold: mayBePresent(one), mayFail: mayBeNull(one), deps: depsOf(one) };
    return asked ? isThere : not(isThere);
  }
  const sign = signs[operator];
  if (sign === undefined || rangeIn(one) === undefined || rangeIn(other) === undefined) return open(deps);
  const truth = comparedTruth(sign, present(one), present(other));
  return { ...truth, mayFail: truth.mayFail || mayBeNull(one) || mayBeNull(other), deps };
};

const present = (possible: Possible): Possible => {
  if (possible.kind === 'values')
    return { ...possible, values: possible.values.filter((value) => value !== null) };
  return possible.kind === 'number' ? { ...possible, orNull: false } : possible;
};
