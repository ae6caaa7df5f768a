import { decimalOf } from '../../../../language/numbers/decimal.js';
import { libraryArithmetic } from '../../../../language/numbers/library-arithmetic.js';
import type { Numeric } from '../../../../language/numbers/numeric.js';
import { none, number, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';
import {
  atInstant,
  dayAfter,
  daysInMonth,
  daysOf,
  instantOf,
  midnight,
  nanosecondsInDay,
  type Clock,
} from './civil.js';
import { compareTimes } from './compare-times.js';
import type { Time } from './write-time.js';

type Point = Extract<Time, { kind: 'date' | 'time' | 'date and time' }>;

/** A point of time some nanoseconds later (tables 57 and 58): of a date its day. */
export const later = (of: Point, nanoseconds: bigint): Dmn => {
  switch (of.kind) {
    case 'date':
      return inYears({ ...of, day: atInstant(instantOf(of.day, midnight) + nanoseconds, midnight).day });
    case 'time': {
      const whole = BigInt(nanosecondsInDay);
      const at = (BigInt(of.clock.nanoseconds) + nanoseconds) % whole;
      return { ...of, clock: { ...of.clock, nanoseconds: Number((at + whole) % whole) } };
    }
    case 'date and time':
      return inYears({ ...of, ...atInstant(instantOf(of.day, of.clock) + nanoseconds, of.clock) });
  }
};

/** A date, or date and time, some months later. */
export const monthsLater = (of: Extract<Time, { kind: 'date' | 'date and time' }>, months: number): Dmn => {
  const count = of.day.year * 12 + of.day.month - 1 + months;
  const [year, month] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  if (of.day.day > daysInMonth(year, month)) throw new NotSaid('a day that the month does not have');
  return inYears({ ...of, day: { year, month, day: of.day.day } });
};

const inYears = (of: Extract<Time, { kind: 'date' | 'date and time' }>): Dmn => {
  if (of.day.year === 0) throw new NotSaid('the year 0');
  return Math.abs(of.day.year) > 999_999_999 ? none : of;
};

/** What lies between two points of one kind. */
export const between = (left: Point, right: Point): Dmn => {
  if (left.kind === 'date' && right.kind === 'date')
    return days(BigInt(daysOf(left.day) - daysOf(right.day)) * BigInt(nanosecondsInDay));
  const difference = compareTimes(left, right);
  return difference === null ? none : days(difference);
};

const days = (nanoseconds: bigint): Dmn => ({ kind: 'days', nanoseconds });

/** A duration times a number, or by one; what is no whole unit is not said. */
export const scaled = (
  of: Extract<Time, { kind: 'days' | 'months' }>,
  by: Numeric,
  operator: '*' | '/',
): Dmn => {
  const size = of.kind === 'days' ? decimalOf(0).plus(of.nanoseconds.toString()) : decimalOf(of.months);
  const result = operator === '*' ? size.times(decimalOf(by)) : size.div(decimalOf(by));
  if (!result.isInteger()) throw new NotSaid('a part of the least unit of a duration');
  if (of.kind === 'days') return days(BigInt(result.toFixed(0)));
  return { kind: 'months', months: result.toNumber() };
};

/** How often a duration is in another of its kind. */
export const ratio = (left: Time, right: Time): Dmn => {
  const [one, other] = [sizeOf(left), sizeOf(right)];
  return one === undefined || other === undefined || other === 0
    ? none
    : number(libraryArithmetic.divide(one, other));
};

const sizeOf = (of: Time): Numeric | undefined =>
  of.kind === 'months'
    ? of.months
    : of.kind === 'days'
      ? libraryArithmetic.add(
          Number(of.nanoseconds / 1_000_000_000n),
          libraryArithmetic.divide(Number(of.nanoseconds % 1_000_000_000n), 1_000_000_000),
        )
      : undefined;

/** `years and months duration(from, to)`: whole months between two days. */
export const monthsBetween = (
  from: Extract<Time, { kind: 'date' | 'date and time' }>,
  to: typeof from,
): Dmn => {
  const clockOf = (of: typeof from): Clock => (of.kind === 'date' ? midnight : of.clock);
  const isBack =
    daysOf(to.day) < daysOf(from.day) ||
    (daysOf(to.day) === daysOf(from.day) && clockOf(to).nanoseconds < clockOf(from).nanoseconds);
  const [first, last] = isBack ? [to, from] : [from, to];
  const months = (last.day.year - first.day.year) * 12 + last.day.month - first.day.month;
  const isShort = last.day.day < first.day.day;
  if (last.day.day === first.day.day && clockOf(last).nanoseconds < clockOf(first).nanoseconds)
    throw new NotSaid('whether a month is over by the time of day');
  const count = isShort ? months - 1 : months;
  return { kind: 'months', months: isBack && count > 0 ? -count : count };
};

/** The number of a day in its year, and of its week by ISO 8601. */
export const dayOfYear = (day: Parameters<typeof daysOf>[0]): number =>
  daysOf(day) - daysOf({ year: day.year, month: 1, day: 1 }) + 1;

/** The week of a day by ISO 8601: the one that its Thursday is in. */
export const weekOfYear = (day: Parameters<typeof daysOf>[0]): number => {
  const days = daysOf(day);
  const thursday = dayAfter(days - ((((days + 3) % 7) + 7) % 7) + 3);
  return Math.ceil(dayOfYear(thursday) / 7);
};
