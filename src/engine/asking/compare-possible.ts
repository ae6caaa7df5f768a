import { isMoney } from '../../language/money/money-types.js';
import type { CalculationName } from '../../language/numbers/calculations.js';
import { isNumber, isDecimal, compareNumbers } from '../../language/numbers/numeric.js';
import { type OfKind, type TypedExpression, isNullLiteral } from '../../language/syntax/expression.js';
import type { Computed } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';
import { type Possible, mayBeNull, mayBePresent, depsOf, known, rangeIn, valuesOf } from './possible.js';
import { asValue, not, type Truth, truthOf, open } from './truth.js';
import { valueOfCall, computedOf } from './values-of-calls.js';

/** A comparison of what may be; beside none, whether there is the other. @param of what each side may come to */
export const comparePossible = (
  expression: OfKind<'compare'>,
  of: (part: TypedExpression) => Possible,
): Possible => {
  const { left, right, operator } = expression;
  const isEqual = operator === '=' || operator === '!=';
  if (isEqual && (isNullLiteral(left) || isNullLiteral(right))) {
    const asked = of(isNullLiteral(left) ? right : left);
    const isAbsent = { mayHold: mayBeNull(asked), mayFail: mayBePresent(asked), deps: depsOf(asked) };
    return asValue(operator === '=' ? isAbsent : not(isAbsent));
  }
  const [one, other] = [of(left), of(right)];
  if (isMoney(left.type) && isMoney(right.type)) {
    const name: CalculationName = isEqual ? 'same money' : 'compare money';
    const compared = valueOfCall(name, [one, other], isEqual ? { kind: 'boolean' } : { kind: 'number' });
    return asValue(comparedTruth(operator, compared, known(isEqual ? true : 0)));
  }
  return asValue(comparedTruth(operator, one, other));
};

/** How two values may compare. */
export const comparedTruth = (
  operator: OfKind<'compare'>['operator'],
  one: Possible,
  other: Possible,
): Truth => {
  const isEqual = operator === '=' || operator === '!=';
  const orAbsent = !isEqual && (mayBeNull(one) || mayBeNull(other));
  const compared = computedOf(
    [one, other],
    ([left = null, right = null]) =>
      isEqual ? isSame(left, right) === (operator === '=') : isInOrder(operator, left, right),
    (deps) => asValue(ofRanges(operator, one, other, deps)),
  );
  const truth = truthOf(compared);
  // Which is the greater is only asked of what is there; where that could not be told, nothing is said.
  return orAbsent ? open(depsOf(one) | depsOf(other)) : truth;
};

const isSame = (one: Computed, other: Computed): boolean =>
  isNumber(one) && isNumber(other) && (isDecimal(one) || isDecimal(other))
    ? compareNumbers(one, other) === 0
    : sameValue(one, other);
const isInOrder = (operator: OfKind<'compare'>['operator'], one: Computed, other: Computed): boolean => {
  if (!isNumber(one) || !isNumber(other)) throw new TypeError('What has no order is compared');
  const order = compareNumbers(one, other);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
};

const ofRanges = (
  operator: OfKind<'compare'>['operator'],
  one: Possible,
  other: Possible,
  deps: bigint,
): Truth => {
  const [a, b] = [rangeIn(one), rangeIn(other)];
  if (a === undefined || b === undefined) return apart(one, other) ? decided(operator === '!=') : open(deps);
  const isLess = a.high < b.low;
  const isMore = a.low > b.high;
  const isAtMost = a.high <= b.low;
  const isAtLeast = a.low >= b.high;
  const bothMayBeAbsent = mayBeNull(one) && mayBeNull(other);
  switch (operator) {
    case '=':
    case '!=':
      return (isLess || isMore) && !bothMayBeAbsent ? decided(operator === '!=') : open(deps);
    case '<':
      return isLess ? decided(true) : isAtLeast ? decided(false) : open(deps);
    case '<=':
      return isAtMost ? decided(true) : isMore ? decided(false) : open(deps);
    case '>':
      return isMore ? decided(true) : isAtMost ? decided(false) : open(deps);
    case '>=':
      return isAtLeast ? decided(true) : isLess ? decided(false) : open(deps);
  }
};

const decided = (holds: boolean): Truth => ({ mayHold: holds, mayFail: !holds, deps: 0n });

/** Whether two values are never the same, where one of them is among few. */
const apart = (one: Possible, other: Possible): boolean => {
  const [left, right] = [valuesOf(one), valuesOf(other)];
  if (left === undefined || right === undefined) return false;
  return !left.some((value) => right.some((another) => isSame(value, another)));
};
