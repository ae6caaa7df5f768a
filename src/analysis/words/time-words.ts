import type { timeCalculations, timeOperations } from '../../language/time/time-calculations.js';

/** Functions of dates and times in words; `{1}` stands for the first argument. */
export const timeWords: Readonly<
  Record<keyof typeof timeCalculations | keyof typeof timeOperations, string>
> = {
  'add months': '{1} and {2} calendar months',
  'days between': 'the days from {1} to {2}',
  'months between': 'the whole months from {1} to {2}',
  'years and months duration': 'the years and months from {1} to {2}',
  'start of day': 'the start of the day of {1}',
  'start of month': 'the start of the month of {1}',
  'start of year': 'the start of the year of {1}',
  'day of week': 'the day of the week of {1}',
  'day of year': 'the day of the year of {1}',
  'week of year': 'the week of the year of {1}',
  'month of year': 'the name of the month of {1}',
  'is business day': '{1} is a business day by {2}',
  'business day from': 'the first business day from {1} on, by {2}',
  'next business day': 'the first business day after {1}, by {2}',
  'add business days': '{1} and {2} business days, by {3}',
  'business days between': 'the business days from {1} to {2}, by {3}',
  'date of parts': 'the date of year {1}, month {2}, day {3}',
  'date of': 'the date of {1}',
  'date in zone': 'the date of {1} in the zone {2}',
  'time of parts': 'the time of {1} h {2} min {3} s',
  'time of': 'the time of {1}',
  'time in zone': 'the time of {1} in the zone {2}',
  'local of': '{1} at {2}',
  'instant of': '{1} at {2} in the zone {3}',
  'from zone': 'the instant of {1} in the zone {2}',
  'in zone': 'the local time of {1} in the zone {2}',
  'part of': 'the {1} of {2}',
  'move date': '{1} plus {2}',
  'move time': '{1} plus {2}',
  'move by months': '{1} plus {2}',
  'times duration': '{1} times {2}',
  'share of duration': '{1} divided by {2}',
};
