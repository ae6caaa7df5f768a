import type { CalculationName } from '../numbers/calculations.js';
import type { ArithmeticOperator } from '../syntax/syntax.js';
import { isNumeric } from '../types/type-relations.js';
import { amount, money, type Type } from '../types/types.js';
import type { MoneyOperationName } from './money-calculations.js';

/** Whether a type is money, rounded or not. */
export const isMoney = (type: Type): boolean =>
  type.kind === 'record' && (type.name === 'money' || type.name === 'amount');

type Word = 'money' | 'amount' | 'integer' | 'number';

const wordOf = (type: Type): Word | undefined =>
  type.kind === 'record'
    ? type.name === 'money' || type.name === 'amount'
      ? type.name
      : undefined
    : type.kind === 'integer'
      ? 'integer'
      : isNumeric(type)
        ? 'number'
        : undefined;

interface MoneyOperation {
  readonly gives: Type;
  readonly by: MoneyOperationName;
}

/** What an operator between two types gives, and what computes it; `undefined` where neither is money. */
export const moneyOperationOf = (
  operator: ArithmeticOperator,
  left: Type,
  right: Type,
): MoneyOperation | undefined => {
  const [one, other] = [wordOf(left), wordOf(right)];
  if (one === undefined || other === undefined || !(isMoney(left) || isMoney(right))) return undefined;
  const isWhole = (word: Word): boolean => word === 'money' || word === 'integer';
  const both = isWhole(one) && isWhole(other) ? money : amount;
  if (isMoney(left) && isMoney(right)) {
    if (operator === '+') return { gives: both, by: 'add money' };
    if (operator === '-') return { gives: both, by: 'subtract money' };
    return operator === '/' ? { gives: { kind: 'number' }, by: 'ratio of money' } : undefined;
  }
  if (operator === '*') return { gives: both, by: 'times money' };
  return operator === '/' && isMoney(left) ? { gives: amount, by: 'share of money' } : undefined;
};

/** The function that computes a call of a function for money; `undefined` where the usual one does. */
export const moneyFunctionOf = (name: string, [first]: readonly Type[]): CalculationName | undefined => {
  if (first === undefined) return undefined;
  const isOfMoney = isMoney(first) || (first.kind === 'list' && isMoney(first.of));
  return isOfMoney && Object.hasOwn(byFunction, name) ? byFunction[name] : undefined;
};

const byFunction: Readonly<Partial<Record<string, MoneyOperationName>>> = {
  sum: 'sum of money',
  min: 'least of money',
  max: 'greatest of money',
  abs: 'abs of money',
  floor: 'floor of money',
  ceiling: 'ceiling of money',
  'round up': 'round up of money',
  'round down': 'round down of money',
  'round half up': 'round half up of money',
  'round half down': 'round half down of money',
  'round half even': 'round half even of money',
};
