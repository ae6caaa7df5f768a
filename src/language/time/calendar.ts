import { addMonths, dayMs, firstInstantMs, lastInstantMs } from '../instants.js';

/**
 * Dates and times without a zone. A date is the epoch milliseconds of its start, as if it were in UTC; a local date and time is counted the same way;
 * a time is milliseconds since midnight; a duration of years and months is whole months.
 */

/** Which parts a date, a time or a duration has, by their names in FEEL. */
export type PartName =
  | 'year'
  | 'month'
  | 'day'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'years'
  | 'months'
  | 'days'
  | 'hours'
  | 'minutes'
  | 'seconds';

/** The date of `2026-01-31`; `undefined` for a text that is none of the years 0001 to 9999. */
export const dateOf = (text: string): number | undefined => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return day === undefined ? undefined : dateOfParts(Number(year), Number(month), Number(day));
};

/** The date of a year, a month and a day; `undefined` where the calendar has no such day. */
export const dateOfParts = (year: number, month: number, day: number): number | undefined => {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const at = new Date(0).setUTCFullYear(year, month - 1, day);
  const found = new Date(at);
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? at : undefined;
};

/** A date as `2026-01-31`. */
export const formatDate = (date: number): string => new Date(date).toISOString().slice(0, 10);

/** Whether a text is a date. */
export const isDate = (text: string): boolean => dateOf(text) !== undefined;

/** The time of `10:30`, `10:30:15` or `10:30:15.250`; `undefined` for any other text. */
export const timeOf = (text: string): number | undefined => {
  const [, hour, minute, second = '0', fraction = ''] =
    /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/.exec(text) ?? [];
  return minute === undefined
    ? undefined
    : timeOfParts(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0')));
};

/** The time of an hour, a minute and a second; `undefined` where a day has no such time. */
export const timeOfParts = (
  hour: number,
  minute: number,
  second: number,
  milliseconds = 0,
): number | undefined =>
  hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
    ? ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    : undefined;

/** A time as `10:30:00`, with milliseconds where it has some. */
export const formatTime = (time: number): string =>
  new Date(time).toISOString().slice(11, 23).replace('.000', '');

/** Whether a text is a time of day. */
export const isTime = (text: string): boolean => timeOf(text) !== undefined;

/** The date and time of `2026-01-31T10:30:00`, whose seconds may be left out; `undefined` for any other text, one with an offset among them. */
export const localOf = (text: string): number | undefined => {
  const [date = '', time = ''] = text.split('T');
  const [day, inDay] = [dateOf(date), timeOf(time)];
  return day === undefined || inDay === undefined ? undefined : day + inDay;
};

/** A local date and time as `2026-01-31T10:30:00`. */
export const formatLocal = (local: number): string => `${formatDate(local)}T${formatTime(timeIn(local))}`;

/** The date of a local date and time. */
export const dayOf = (local: number): number => Math.floor(local / dayMs) * dayMs;

/** The time of day of a local date and time. */
export const timeIn = (local: number): number => local - dayOf(local);

/** The months of a duration of years and months, `P1Y6M`; `undefined` for any other text. */
export const monthsOf = (text: string): number | undefined => {
  const [whole, sign, years = '0', months = '0'] = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text) ?? [];
  if (whole === undefined || whole.endsWith('P')) return undefined;
  const count = Number(years) * 12 + Number(months);
  return Number.isSafeInteger(count) ? (sign === '-' && count !== 0 ? -count : count) : undefined;
};

/** Months as a duration of years and months: `P1Y6M`, `P0M`. */
export const formatMonths = (months: number): string => {
  const [years, rest] = [Math.floor(Math.abs(months) / 12), Math.abs(months) % 12];
  const told = `${years === 0 ? '' : `${years}Y`}${rest === 0 && years > 0 ? '' : `${rest}M`}`;
  return `${months < 0 ? '-' : ''}P${told}`;
};

/** A part of a date, a time, or a local date and time; of a duration, with the sign of the whole. */
export const partOf = (name: PartName, value: number): number => {
  const date = new Date(value);
  const inDuration = (unitMs: number, most: number): number => Math.trunc(value / unitMs) % most || 0;
  switch (name) {
    case 'year':
      return date.getUTCFullYear();
    case 'month':
      return date.getUTCMonth() + 1;
    case 'day':
      return date.getUTCDate();
    case 'weekday':
      return weekdayOf(value);
    case 'hour':
      return date.getUTCHours();
    case 'minute':
      return date.getUTCMinutes();
    case 'second':
      return date.getUTCSeconds();
    case 'years':
      return Math.trunc(value / 12) || 0;
    case 'months':
      return value % 12 || 0;
    case 'days':
      return inDuration(dayMs, Infinity);
    case 'hours':
      return inDuration(3_600_000, 24);
    case 'minutes':
      return inDuration(60_000, 60);
    case 'seconds':
      return inDuration(1000, 60);
  }
};

/** The day of the week, from 1 for Monday to 7 for Sunday. */
export const weekdayOf = (date: number): number => ((((Math.floor(date / dayMs) + 3) % 7) + 7) % 7) + 1;

/** How many whole months lie between two dates, counted as `addMonths` counts them; negative where the second is the earlier one. */
export const monthsBetween = (from: number, to: number): number => {
  if (to < from) return -monthsBetweenBack(to, from);
  const guess = monthIndex(to) - monthIndex(from);
  return addMonths(from, guess) <= to ? guess : guess - 1;
};

const monthsBetweenBack = (to: number, from: number): number => {
  const guess = monthIndex(from) - monthIndex(to);
  return addMonths(from, -guess) >= to ? guess : guess - 1;
};

const monthIndex = (date: number): number => {
  const at = new Date(date);
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
};

/** By DMN (table 78): the whole months between two dates, where a day that the later month lacks is not reached. */
export const dmnMonthsBetween = (from: number, to: number): number => {
  if (to < from) return -dmnMonthsBetween(to, from) || 0;
  const guess = monthIndex(to) - monthIndex(from);
  const isReached =
    partOf('day', to) > partOf('day', from) ||
    (partOf('day', to) === partOf('day', from) && timeIn(to) >= timeIn(from));
  return isReached ? guess : guess - 1;
};

/** A date or a local date and time within the years 0001 to 9999; throws a RangeError for any other. */
export const inCalendar = (value: number): number => {
  if (value >= firstInstantMs && value <= lastInstantMs) return value;
  throw new RangeError('it falls outside the years 0001 to 9999');
};
