import { none, number, text, type Dmn } from '../dmn-value.js';
import { weekdayOf } from '../time/civil.js';
import { dayOfYear, monthsBetween, weekOfYear } from '../time/time-arithmetic.js';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** Functions of dates (DMN 1.5, table 81), which their parameters fit already; `undefined` for another name. */
export const callOfTimes = (name: string, [first = none, second = none]: readonly Dmn[]): Dmn | undefined => {
  if (first.kind !== 'date' && first.kind !== 'date and time') return undefined;
  switch (name) {
    case 'day of week':
      return text(weekdays[weekdayOf(first.day) - 1] ?? '');
    case 'month of year':
      return text(months[first.day.month - 1] ?? '');
    case 'day of year':
      return number(dayOfYear(first.day));
    case 'week of year':
      return number(weekOfYear(first.day));
    case 'years and months duration':
      return second.kind === 'date' || second.kind === 'date and time' ? monthsBetween(first, second) : none;
    default:
      return undefined;
  }
};
