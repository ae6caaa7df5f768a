import { addMonths, dayMs } from '../instants.js';
import { arithmetic } from '../numbers/arithmetic.js';
import type { Arithmetic } from '../numbers/library-arithmetic.js';
import type { Numeric } from '../numbers/numeric.js';
import type { Value } from '../types/types.js';
import {
  addBusinessDays,
  businessDayFrom,
  businessDaysBetween,
  isBusinessDay,
  weekdays,
  type BusinessCalendar,
} from './business-days.js';
import {
  dateOfParts,
  dayOf,
  dmnMonthsBetween,
  inCalendar,
  monthsBetween,
  partOf,
  timeIn,
  timeOfParts,
  weekdayOf,
  type PartName,
} from './calendar.js';
import { fromZone, inZone } from './zones.js';

/** A date, or an instant as clocks in a zone show it. */
const shown = (at: number, zone: string | undefined): number => (zone === undefined ? at : inZone(at, zone));

/** Goes from the clocks of a zone back to an instant, where one is named. */
const meant = (local: number, zone: string | undefined): number =>
  zone === undefined ? local : fromZone(local, zone);

const given = (value: number | undefined, what: string): number => {
  if (value === undefined) throw new RangeError(what);
  return value;
};

/** Functions of dates and times that expressions call by these names. */
export const timeCalculations = {
  'add months': (at: number, months: number, zone?: string): number =>
    meant(addMonths(shown(at, zone), months), zone),
  'days between': (from: number, to: number, zone?: string): number =>
    (dayOf(shown(to, zone)) - dayOf(shown(from, zone))) / dayMs,
  'months between': (from: number, to: number, zone?: string): number =>
    monthsBetween(shown(from, zone), shown(to, zone)),
  'years and months duration': dmnMonthsBetween,
  'start of day': (at: number, zone?: string): number => meant(dayOf(shown(at, zone)), zone),
  'start of month': (at: number, zone?: string): number => {
    const local = shown(at, zone);
    return meant(dayOf(local) - (partOf('day', local) - 1) * dayMs, zone);
  },
  'start of year': (at: number, zone?: string): number =>
    meant(given(dateOfParts(partOf('year', shown(at, zone)), 1, 1), 'there is no such year'), zone),
  'day of week': (date: number): string => {
    const name = weekdays[weekdayOf(date) - 1] ?? '';
    return name.charAt(0).toUpperCase() + name.slice(1);
  },
  'day of year': (date: number): number => dayOfYear(date),
  'week of year': (date: number): number => {
    // ISO 8601: the week that holds the year's first Thursday is its first.
    const thursday = dayOf(date) + (4 - weekdayOf(date)) * dayMs;
    return Math.ceil(dayOfYear(thursday) / 7);
  },
  'month of year': (date: number): string => months[partOf('month', date) - 1] ?? '',
  'is business day': (date: number, calendar: BusinessCalendar): boolean => isBusinessDay(date, calendar),
  'business day from': businessDayFrom,
  'next business day': (date: number, calendar: BusinessCalendar): number =>
    addBusinessDays(date, 1, calendar),
  'add business days': addBusinessDays,
  'business days between': businessDaysBetween,
} as const;

/** Lengths of time by numbers, which must come to whole milliseconds, or whole months. */
export function makeLengthOperations(by: Arithmetic) {
  return {
    'times duration': (duration: Numeric, factor: Numeric): number => whole(by.multiply(duration, factor)),
    'share of duration': (duration: Numeric, divisor: Numeric): number => whole(by.divide(duration, divisor)),
  } as const;
}

/** What operators, constructors and fields of dates and times come to; expressions have no names for these. */
export const timeOperations = {
  'date of parts': (year: number, month: number, day: number): number =>
    given(dateOfParts(year, month, day), `${year}-${month}-${day} is no day of the years 0001 to 9999`),
  'date of': dayOf,
  'date in zone': (at: number, zone: string): number => dayOf(inZone(at, zone)),
  'time of parts': (hour: number, minute: number, second = 0): number =>
    given(timeOfParts(hour, minute, second), `${hour}:${minute}:${second} is no time of a day`),
  'time of': timeIn,
  'time in zone': (at: number, zone: string): number => timeIn(inZone(at, zone)),
  'local of': (date: number, time: number): number => date + time,
  'instant of': (date: number, time: number, zone: string): number => fromZone(date + time, zone),
  'from zone': (local: number, zone: string): number => fromZone(local, zone),
  'in zone': (at: number, zone: string): number => inZone(at, zone),
  'part of': (name: PartName, value: number): number => partOf(name, value),
  'move date': (date: number, durationMs: number): number => inCalendar(dayOf(date + durationMs)),
  'move time': (time: number, durationMs: number): number => timeIn(time + durationMs),
  'move by months': (at: number, count: number): number => addMonths(at, count),
  ...makeLengthOperations(arithmetic),
} as const satisfies Readonly<Record<string, (...given: never[]) => Value>>;

const dayOfYear = (date: number): number =>
  (dayOf(date) - given(dateOfParts(partOf('year', date), 1, 1), 'there is no such year')) / dayMs + 1;

function whole(value: Numeric): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new RangeError('it does not come to whole milliseconds, or whole months');
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];
