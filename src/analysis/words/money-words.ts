import type { MoneyOperationName } from '../../language/money/money-calculations.js';

/** What is computed of money in words; `{1}` stands for the first of what it is computed of, `{all}` for all. */
export const moneyWords: Readonly<Record<MoneyOperationName, string>> = {
  'add money': '{1} plus {2}',
  'subtract money': '{1} less {2}',
  'times money': '{1} times {2}',
  'share of money': '{1} divided by {2}',
  'ratio of money': '{1} divided by {2}',
  'negate money': 'minus {1}',
  'abs of money': '{1} without its sign',
  'compare money': 'which is greater of {1} and {2}',
  'same money': '{1} is {2}',
  'sum of money': 'the sum of {all}',
  'least of money': 'the least of {all}',
  'greatest of money': 'the greatest of {all}',
  'floor of money': '{1}, rounded down to the minor unit',
  'ceiling of money': '{1}, rounded up to the minor unit',
  'round up of money': '{1}, rounded away from 0 to the minor unit',
  'round down of money': '{1}, rounded towards 0 to the minor unit',
  'round half up of money': '{1}, rounded to the minor unit, a half away from 0',
  'round half down of money': '{1}, rounded to the minor unit, a half towards 0',
  'round half even of money': '{1}, rounded to the minor unit, a half to the even one',
};
