import { dayMs } from '../instants.js';
import { NotKnown } from '../not-known.js';
import { formatDate, inCalendar, weekdayOf } from './calendar.js';

/** Which days are no business days: days of the week and single dates. */
export interface BusinessCalendar {
  readonly weekend: readonly string[];
  readonly holidays: readonly number[];
  /** The first and the last date for which its holidays are known; absent where they always were, or will be. */
  readonly since?: number | null;
  readonly through: number | null;
}

/** The days of the week, Monday first. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Whether a date is a business day. Throws `NotKnown` where the calendar does not reach so far, or so far back. */
export const isBusinessDay = (date: number, calendar: BusinessCalendar): boolean => {
  const { since = null } = calendar;
  if (since !== null && date < since)
    throw new NotKnown(`the calendar of business days begins with ${formatDate(since)}`);
  if (calendar.through !== null && date > calendar.through)
    throw new NotKnown(`the calendar of business days ends with ${formatDate(calendar.through)}`);
  let holidays = known.get(calendar);
  if (holidays === undefined) known.set(calendar, (holidays = new Set(calendar.holidays)));
  return !holidays.has(date) && !calendar.weekend.includes(weekdays[weekdayOf(date) - 1] ?? '');
};

const known = new WeakMap<BusinessCalendar, ReadonlySet<number>>();

/** A date where it is a business day, else the first one after it. */
export const businessDayFrom = (date: number, calendar: BusinessCalendar): number =>
  isBusinessDay(date, calendar) ? date : addBusinessDays(date, 1, calendar);

/** So many business days after a date, or before it where they are less than none; the date itself for 0. */
export const addBusinessDays = (date: number, days: number, calendar: BusinessCalendar): number => {
  if (Math.abs(days) > mostDays) throw new RangeError(`${days} business days are more than ${mostDays}`);
  const step = days < 0 ? -dayMs : dayMs;
  let [at, left, idle] = [date, Math.abs(days), 0];
  while (left > 0) {
    at = inCalendar(at + step);
    idle += 1;
    if (isBusinessDay(at, calendar)) [left, idle] = [left - 1, 0];
    if (idle > mostIdle)
      throw new RangeError(`there is no business day in the ${mostIdle} days near ${formatDate(at)}`);
  }
  return at;
};

/** How many business days come after one date up to another, which counts too; less than none where that is the earlier one. */
export const businessDaysBetween = (from: number, to: number, calendar: BusinessCalendar): number => {
  if (to < from) return -businessDaysBetween(to, from, calendar) || 0;
  if ((to - from) / dayMs > mostDays * 2)
    throw new RangeError(`more than ${mostDays * 2} days lie between them`);
  let count = 0;
  for (let at = from + dayMs; at <= to; at += dayMs) if (isBusinessDay(at, calendar)) count += 1;
  return count;
};

const mostDays = 20_000;
const mostIdle = 1000;
