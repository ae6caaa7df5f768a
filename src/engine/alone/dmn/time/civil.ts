import { inZone, fromZone } from '../../../../language/time/zones.js';
import { NotSaid } from '../not-said.js';

/** A day of the Gregorian calendar; years from -999,999,999 to 999,999,999. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a clock shows, in nanoseconds since midnight, with the offset from UTC in seconds or the zone where one is told. */
export interface Clock {
  readonly nanoseconds: number;
  readonly offset: number | null;
  readonly zone: string | null;
}

export const nanosecondsInDay = 86_400_000_000_000;
const second = 1_000_000_000;

/** Clocks at midnight, of no offset. */
export const midnight: Clock = { nanoseconds: 0, offset: null, zone: null };

const daysInEra = 146_097;

/** Days since 1970-01-01. */
export const daysOf = ({ year, month, day }: Day): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const inEra = shifted - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * daysInEra + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 719_468;
};

/** The day so many days after 1970-01-01. */
export const dayAfter = (days: number): Day => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / daysInEra);
  const inEra = shifted - era * daysInEra;
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * inYear + 2) / 153);
  const inCalendar = month < 10 ? month + 3 : month - 9;
  return {
    year: year + era * 400 + (inCalendar <= 2 ? 1 : 0),
    month: inCalendar,
    day: inYear - Math.floor((153 * month + 2) / 5) + 1,
  };
};

/** Whether the calendar has a day. */
export const isDay = ({ year, month, day }: Day): boolean =>
  Math.abs(year) <= 999_999_999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);

/** How many days a month has. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** From 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => ((((daysOf(day) + 3) % 7) + 7) % 7) + 1;

/** How far clocks are ahead of UTC, in seconds; `null` where nothing says it. */
export const offsetOf = (day: Day, { nanoseconds, offset, zone }: Clock): number | null => {
  if (zone === null) return offset;
  const local = daysOf(day) * 86_400_000 + Math.floor(nanoseconds / 1_000_000);
  if (Math.abs(local) > furthest) throw new NotSaid('a zone in a year so far away');
  return Math.round((local - fromZone(local, zone)) / 1000);
};

/** In milliseconds: what a library of zones goes to. */
const furthest = 8.6e15;

/** Nanoseconds from 1970-01-01T00:00 on, of UTC where an offset is told, else of what clocks show. */
export const instantOf = (day: Day, clock: Clock): bigint =>
  BigInt(daysOf(day)) * BigInt(nanosecondsInDay) +
  BigInt(clock.nanoseconds) -
  BigInt(offsetOf(day, clock) ?? 0) * BigInt(second);

/** The inverse of `instantOf`, with the same offset or zone. */
export const atInstant = (
  nanoseconds: bigint,
  { offset, zone }: Clock,
): { readonly day: Day; readonly clock: Clock } => {
  const milliseconds = Number(nanoseconds / 1_000_000n);
  if (zone !== null && Math.abs(milliseconds) > furthest) throw new NotSaid('a zone in a year so far away');
  const ahead = zone === null ? (offset ?? 0) : (inZone(milliseconds, zone) - milliseconds) / 1000;
  const local = nanoseconds + BigInt(Math.round(ahead)) * BigInt(second);
  const inDay = ((local % BigInt(nanosecondsInDay)) + BigInt(nanosecondsInDay)) % BigInt(nanosecondsInDay);
  return {
    day: dayAfter(Number((local - inDay) / BigInt(nanosecondsInDay))),
    clock: { nanoseconds: Number(inDay), offset, zone },
  };
};
