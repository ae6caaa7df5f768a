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

/** Whether a text is an instant as {@link parseInstant} reads it. The common form, in UTC and before the 29th, is seen by its digits alone. */
export const isInstant = (text: string): boolean => plainInstant.test(text) || parseInstant(text).ok;

const plainInstant =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

/**
 * An instant as RFC 3339 in UTC, always with milliseconds: `2026-08-15T12:00:00.000Z`.
 * @param epochMs an integer from `firstInstantMs` to `lastInstantMs`; throws a RangeError otherwise
 */
export const formatInstant = (epochMs: number): string => new Date(inRange(epochMs)).toISOString();

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
