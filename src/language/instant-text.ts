import { formatInstant } from './instants.js';

/**
 * An instant as RFC 3339 in UTC with milliseconds: what `formatInstant` says, which also answers for instants outside the years 1970
 * to 2099, without making a Date. @param epochMs epoch milliseconds
 */
export const instantText = (epochMs: number): string => {
  if (!(epochMs >= 0 && epochMs < startOf2100) || !Number.isInteger(epochMs)) return formatInstant(epochMs);
  const days = Math.floor(epochMs / 86_400_000);
  const inDay = epochMs - days * 86_400_000;
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
const monthDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const twos = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const two = (number: number): string => twos[number] ?? '';
const three = (number: number): string => (number === 0 ? '000' : String(number).padStart(3, '0'));
