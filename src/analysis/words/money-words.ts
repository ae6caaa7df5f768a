import type { MoneyOperationName } from '../../language/money/money-calculations.js';

/** What is computed of money in words; `…` stands for what it is computed of. */
export const moneyWords: Readonly<Record<MoneyOperationName, string>> = {
  'add money': '… together',
  'subtract money': 'the first less the second of …',
  'times money': 'the first times the second of …',
  'share of money': 'the first divided by the second of …',
  'ratio of money': 'the first divided by the second of …',
  'negate money': 'minus …',
  'abs of money': '… without its sign',
  'compare money': 'which is greater of …',
  'same money': 'that they are the same, of …',
  'sum of money': 'the sum of …',
  'least of money': 'the least of …',
  'greatest of money': 'the greatest of …',
  'floor of money': '… rounded down to the minor unit',
  'ceiling of money': '… rounded up to the minor unit',
  'round up of money': '… rounded away from 0 to the minor unit',
  'round down of money': '… rounded towards 0 to the minor unit',
  'round half up of money': '… rounded to the minor unit, a half away from 0',
  'round half down of money': '… rounded to the minor unit, a half towards 0',
  'round half even of money': '… rounded to the minor unit, a half to the even one',
};
