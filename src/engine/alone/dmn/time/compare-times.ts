import { NotSaid } from '../not-said.js';
import { daysOf, instantOf, type Clock } from './civil.js';
import { writeTime, type Time } from './write-time.js';

/** By how much one point or length of time is more than another of its kind; `null` where they are of two kinds. */
export const compareTimes = (left: Time, right: Time): bigint | null => {
  if (left.kind === 'date' && right.kind === 'date') return BigInt(daysOf(left.day) - daysOf(right.day));
  if (left.kind === 'days' && right.kind === 'days') return left.nanoseconds - right.nanoseconds;
  if (left.kind === 'months' && right.kind === 'months') return BigInt(left.months - right.months);
  if (left.kind === 'date and time' && right.kind === 'date and time') {
    if (isLocal(left.clock) !== isLocal(right.clock))
      throw new NotSaid('a date and time with an offset beside one without');
    return instantOf(left.day, left.clock) - instantOf(right.day, right.clock);
  }
  if (left.kind === 'time' && right.kind === 'time')
    return BigInt(inUtc(left.clock, right.clock)) - BigInt(inUtc(right.clock, left.clock));
  return null;
};

const isLocal = ({ offset, zone }: Clock): boolean => offset === null && zone === null;

/** The nanoseconds of a time, of UTC where both tell an offset. */
const inUtc = ({ nanoseconds, offset, zone }: Clock, beside: Clock): number => {
  if (zone === null && offset === null && isLocal(beside)) return nanoseconds;
  if (zone !== null && zone === beside.zone) return nanoseconds;
  if (zone !== null || beside.zone !== null) throw new NotSaid('a time in a zone on no day');
  if (offset === null || beside.offset === null)
    throw new NotSaid('a time with an offset beside one without');
  return nanoseconds - offset * 1_000_000_000;
};

/** Whether two are the same and written the same (`is`). */
export const areSameTimes = (left: Time, right: Time): boolean => writeTime(left) === writeTime(right);
