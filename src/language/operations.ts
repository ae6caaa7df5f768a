import type { CalculationName } from './numbers/calculations.js';
import { isMoney, moneyOperationOf } from './money/money-types.js';
import type { OfKind, TypedExpression } from './syntax/expression.js';
import { timeOperationOf } from './time/time-arithmetic.js';
import { isTemporal } from './types/type-relations.js';
import type { Type } from './types/types.js';

type Arithmetic = OfKind<'arithmetic'>;
type Compare = OfKind<'compare'>;

/** The operation that computes an expression of times or money; `undefined` where plain numbers do. */
export const operationOf = ({ operator, left, right }: Arithmetic): CalculationName | undefined =>
  moneyOperationOf(operator, left.type, right.type)?.by ?? timeOperationOf(operator, left.type, right.type);

/** Its operands in its order: what is moved, multiplied or shared, and by what, which is negative where a length of time is taken away. */
export const operandsOf = (
  { operator, left, right }: Arithmetic,
  text: (part: TypedExpression) => string,
  negated: (text: string) => string,
): readonly [string, string] => {
  if (operator === '-' && !isMoney(left.type)) return [text(left), negated(text(right))];
  const isLast = operator === '/' || operator === '-' || !isFirst(right.type, left.type);
  return isLast ? [text(left), text(right)] : [text(right), text(left)];
};

/** Whether an operand is what is moved, or what is multiplied, and not by what. */
const isFirst = (type: Type, other: Type): boolean =>
  isPoint(type) || ((isTemporal(type) || isMoney(type)) && !isPoint(other) && !isMoney(other));

const isPoint = ({ kind }: Type): boolean => kind === 'date' || kind === 'time' || kind === 'local';

/** A comparison of money as one of a number with 0, or of a boolean with true; `null` of plain values. @param call makes the code of an operation */
export const comparedMoney = (
  { operator, left, right }: Compare,
  call: (name: CalculationName, operands: readonly TypedExpression[]) => string,
  signs: Readonly<Record<Compare['operator'], string>>,
): string | null => {
  if (!isMoney(left.type) || !isMoney(right.type)) return null;
  return operator === '=' || operator === '!='
    ? `(${call('same money', [left, right])} ${signs[operator]} true)`
    : `(${call('compare money', [left, right])} ${signs[operator]} 0)`;
};
