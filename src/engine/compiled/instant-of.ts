import { lastInstantMs, never, parseInstant } from '../../language/instants.js';
import { EvaluationDefect } from '../defect.js';

/**
 * Epoch milliseconds of an RFC 3339 text that passed validation. The common form, in UTC with `Z`, to the second or the
 * millisecond, is read digit by digit; `never` is the last instant; everything else is read by `parseInstant`, which is the meaning of both.
 */
export const instantOf = (json: unknown): number => {
  if (typeof json === 'string') {
    const { length } = json;
    if ((length === 20 || length === 24) && json.charCodeAt(length - 1) === capitalZ) {
      const epochMs = readUtc(json, length);
      if (epochMs === epochMs) return epochMs;
    }
  }
  if (json === never) return lastInstantMs;
  const parsed = parseInstant(String(json));
  if (!parsed.ok) throw new EvaluationDefect(`An instant that is none passed validation: ${String(json)}`);
  return parsed.epochMs;
};

const capitalZ = 0x5a;

/** `NaN` for whatever is not plainly an instant of this form. */
const readUtc = (text: string, length: number): number => {
  if (
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
  return days * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
};

const twoDigits = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
};

/** Without the leap day, which is left to `parseInstant`. */
const monthDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBefore = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** From 0001-01-01 to 1970-01-01. */
const daysBefore1970 = 719_162;
