/** A day of 24 hours, in milliseconds. */
export const dayMs = 86_400_000;

/** An instant's epoch milliseconds, or why a text is none. */
export type InstantResult =
  | { readonly ok: true; readonly epochMs: number }
  | { readonly ok: false; readonly code: 'instant-without-offset' | 'invalid-instant' };

/** 0001-01-01T00:00:00.000Z, the first instant that can be written. */
export const firstInstantMs = -62_135_596_800_000;

/** 9999-12-31T23:59:59.999Z, the last instant that can be written. */
export const lastInstantMs = 253_402_300_799_999;

/** What stands in place of an instant that never comes, where a fact may say so; it counts as the last instant. */
export const never = 'never';

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?([Zz]|([+-])(\d{2}):(\d{2}))?$/;

/**
 * Reads an instant strictly by RFC 3339: with an offset, to the millisecond at most, a day of the calendar, no leap
 * second, years 0001 to 9999 in its own offset and in UTC. `instant-without-offset` where only the offset lacks.
 */
export const parseInstant = (text: string): InstantResult => {
  const epochMs = readUtc(text);
  return Number.isNaN(epochMs) ? parseAny(text) : { ok: true, epochMs };
};

const parseAny = (text: string): InstantResult => {
  const invalid = { ok: false, code: 'invalid-instant' } as const;
  const match = pattern.exec(text);
  if (match === null) return invalid;
  const number = (group: number): number => Number(match[group] ?? 0);
  const [year, month, day] = [number(1), number(2), number(3)];
  const [hour, minute, second] = [number(4), number(5), number(6)];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return invalid;
  if (hour > 23 || minute > 59 || second > 59 || number(10) > 23 || number(11) > 59) return invalid;
  if (match[8] === undefined) return { ok: false, code: 'instant-without-offset' };
  const offsetMinutes = (match[9] === '-' ? -1 : 1) * (number(10) * 60 + number(11));
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0'));
  const epochMs =
    utcDay(year, month, day) + (((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000 + milliseconds);
  return epochMs < firstInstantMs || epochMs > lastInstantMs ? invalid : { ok: true, epochMs };
};

/** Whether a text is an instant as {@link parseInstant} reads it. */
export const isInstant = (text: string): boolean => !Number.isNaN(readUtc(text)) || parseAny(text).ok;

/**
 * The common form, in UTC with `Z`, to the second or the millisecond, and no leap day, read digit by digit; `NaN` for everything else, which
 * {@link parseAny} reads.
 */
const readUtc = (text: string): number => {
  const { length } = text;
  if (
    (length !== 20 && length !== 24) ||
    text.charCodeAt(length - 1) !== capitalZ ||
    text.charCodeAt(4) !== 0x2d ||
    text.charCodeAt(7) !== 0x2d ||
    text.charCodeAt(10) !== 0x54 ||
    text.charCodeAt(13) !== 0x3a ||
    text.charCodeAt(16) !== 0x3a
  )
    return NaN;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  let milliseconds = 0;
  if (length === 24) {
    if (text.charCodeAt(19) !== 0x2e) return NaN;
    milliseconds = twoDigits(text, 20) * 10 + (twoDigits(text, 21) % 10);
  }
  // A character that is no digit makes its number NaN, which fails every comparison.
  const lastDay = month >= 1 && month <= 12 ? (monthDays[month] ?? 0) : 0;
  if (!(year >= 1 && day >= 1 && day <= lastDay && hour <= 23 && minute <= 59 && second <= 59)) return NaN;
  const before = year - 1;
  const leapDays = (before >> 2) - ((before / 100) | 0) + ((before / 400) | 0);
  const isLeap = month > 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days =
    before * 365 + leapDays - daysBefore1970 + (daysBefore[month] ?? 0) + (isLeap ? 1 : 0) + day - 1;
  return days * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
};

const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
};

/** Without the leap day. */
const monthDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBefore = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** From 0001-01-01 to 1970-01-01. */
const daysBefore1970 = 719_162;

const capitalZ = 0x5a;

/**
 * An instant as RFC 3339 in UTC, always with milliseconds: `2026-08-15T12:00:00.000Z`.
 * @param epochMs an integer from `firstInstantMs` to `lastInstantMs`; throws a RangeError otherwise
 */
export const formatInstant = (epochMs: number): string => {
  // Without making a Date, which takes longer.
  if (!(epochMs >= 0 && epochMs < startOf2100) || !Number.isInteger(epochMs))
    return new Date(inRange(epochMs)).toISOString();
  const days = Math.floor(epochMs / dayMs);
  const inDay = epochMs - days * dayMs;
  // Every fourth year from 1968 on is a leap year up to 2096: 731 days lie between 1968-01-01 and 1970-01-01.
  const since1968 = days + 731;
  const fours = Math.floor(since1968 / 1461);
  const inFour = since1968 - fours * 1461;
  const yearInFour = inFour < 366 ? 0 : 1 + Math.floor((inFour - 366) / 365);
  const inYear = yearInFour === 0 ? inFour : inFour - 366 - (yearInFour - 1) * 365;
  const isLeap = yearInFour === 0;
  let month = 1;
  let before = 0;
  for (
    let length = 31;
    inYear >= before + length;
    length = month === 2 && isLeap ? 29 : (monthDays[month] ?? 31)
  ) {
    before += length;
    month += 1;
  }
  const year = 1968 + fours * 4 + yearInFour;
  const second = Math.floor(inDay / 1000);
  const minute = Math.floor(second / 60);
  const hour = Math.floor(minute / 60);
  const date = `${year}-${two(month)}-${two(inYear - before + 1)}`;
  return `${date}T${two(hour)}:${two(minute - hour * 60)}:${two(second - minute * 60)}.${three(inDay - second * 1000)}Z`;
};

const startOf2100 = 4_102_444_800_000;
const twos = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const two = (number: number): string => twos[number] ?? '';
const three = (number: number): string => (number === 0 ? '000' : String(number).padStart(3, '0'));

/**
 * The same time of day so many calendar months later (or earlier) in UTC; a day that the month lacks becomes its last.
 * Throws a RangeError where that falls outside the years 0001 to 9999.
 */
export const addMonths = (epochMs: number, months: number): number => {
  const date = new Date(inRange(epochMs));
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month));
  const timeOfDayMs = epochMs - utcDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return inRange(utcDay(year, month, day) + timeOfDayMs);
};

/**
 * The milliseconds of an ISO 8601 duration in days, hours, minutes and seconds (`P30D`, `PT1H`, `-P1DT0.5S`);
 * `undefined` for any other text: months and years have no fixed length. Seconds may have three decimals.
 */
export const durationMs = (text: string): number | undefined => {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/.exec(text);
  if (match === null || /P$/.test(text)) return undefined;
  const [days, hours, minutes, seconds] = [2, 3, 4, 5].map((group) => Number(match[group] ?? 0));
  const whole = (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0);
  const total = whole * 1000 + Number((match[6] ?? '').padEnd(3, '0'));
  if (!Number.isSafeInteger(total)) return undefined;
  return match[1] === '-' && total !== 0 ? -total : total;
};

/** A duration in ISO 8601, in days, hours, minutes and seconds: `P30D`, `-PT1H30M`, `PT0S`; the inverse of `durationMs`. */
export const formatDuration = (durationMs: number): string => {
  const ms = Math.abs(durationMs);
  const [days, hours, minutes] = [
    Math.floor(ms / 86_400_000),
    Math.floor(ms / 3_600_000) % 24,
    Math.floor(ms / 60_000) % 60,
  ];
  const seconds = (ms % 60_000) / 1000;
  const time = [[hours, 'H'] as const, [minutes, 'M'] as const, [seconds, 'S'] as const]
    .map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`))
    .join('');
  if (ms === 0) return 'PT0S';
  return `${durationMs < 0 ? '-' : ''}P${days === 0 ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
};

const inRange = (epochMs: number): number => {
  if (Number.isInteger(epochMs) && epochMs >= firstInstantMs && epochMs <= lastInstantMs) return epochMs;
  throw new RangeError(`${epochMs} ms is no instant of the years 0001 to 9999`);
};

/** Epoch milliseconds of a day's start in UTC; unlike `Date.UTC` right for the years below 100. */
const utcDay = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month - 1, day);

const daysInMonth = (year: number, month: number): number => {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
};
