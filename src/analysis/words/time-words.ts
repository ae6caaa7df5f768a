import type { timeCalculations, timeOperations } from '../../language/time/time-calculations.js';

/** Functions of dates and times in words; `…` stands for their arguments. */
export const timeWords: Readonly<
  Record<keyof typeof timeCalculations | keyof typeof timeOperations, string>
> = {
  'add months': 'the first and so many calendar months: …',
  'days between': 'the days between …',
  'months between': 'the whole months between …',
  'years and months duration': 'the years and months between …',
  'start of day': 'the start of the day of …',
  'start of month': 'the start of the month of …',
  'start of year': 'the start of the year of …',
  'day of week': 'the day of the week of …',
  'day of year': 'the day of the year of …',
  'week of year': 'the week of the year of …',
  'month of year': 'the name of the month of …',
  'is business day': 'that the first is a business day of the second, of …',
  'business day from': 'the first business day from … on',
  'next business day': 'the first business day after …',
  'add business days': 'the first and so many business days: …',
  'business days between': 'the business days between …',
  'date of parts': 'the date of …',
  'date of': 'the date of …',
  'date in zone': 'the date of …',
  'time of parts': 'the time of …',
  'time of': 'the time of …',
  'time in zone': 'the time of …',
  'local of': 'the date and time of …',
  'instant of': 'the date and time of …',
  'from zone': 'the date and time of …',
  'in zone': 'the local time of …',
  'part of': 'a part of …',
  'move date': '… added up',
  'move time': '… added up',
  'move by months': '… added up',
  'times duration': '… multiplied',
  'share of duration': '… divided',
};
