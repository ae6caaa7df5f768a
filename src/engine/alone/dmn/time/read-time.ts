import { isZone } from '../../../../language/time/zones.js';
import type { TimeConstructor } from '../../../../language/syntax/syntax.js';
import { none, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';
import { isDay, midnight, type Clock, type Day } from './civil.js';

/** What a text says by one of `date`, `time`, `date and time` and `duration`; null where it is none of the kind. */
export const readTime = (of: TimeConstructor, written: string): Dmn => {
  switch (of) {
    case 'date': {
      const day = readDay(written);
      return day === undefined ? none : { kind: 'date', day };
    }
    case 'time': {
      const clock = readClock(written);
      return clock === undefined ? none : { kind: 'time', clock };
    }
    case 'date and time': {
      const [date = '', ...times] = written.split('T');
      const day = readDay(date);
      // A date alone is its midnight.
      const clock = times.length === 0 ? midnight : readClock(times.join('T'));
      return day === undefined || clock === undefined ? none : { kind: 'date and time', day, clock };
    }
    case 'duration':
      return readDuration(written);
  }
};

/** What `@"…"` is: the first of a date, a time, a date and time and a duration that its text is. */
export const readAny = (written: string): Dmn => {
  const kinds: readonly TimeConstructor[] = ['date', 'time', 'date and time', 'duration'];
  return kinds.map((kind) => readTime(kind, written)).find(({ kind }) => kind !== 'null') ?? none;
};

const readDay = (written: string): Day | undefined => {
  const [, sign, year = '', month, date] = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/.exec(written) ?? [];
  const day = { year: Number(`${sign ?? ''}${year}`), month: Number(month), day: Number(date) };
  if (!isDay(day)) return undefined;
  if (day.year === 0) throw new NotSaid('the year 0');
  return day;
};

const readClock = (written: string): Clock | undefined => {
  const [, hour, minute, second, fraction = '', beside] =
    /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[\w/+-]+)?$/.exec(written) ?? [];
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (!(h <= 24 && m <= 59 && s <= 59)) return undefined;
  if (h === 24) {
    if (m > 0 || s > 0 || Number(fraction) > 0) return undefined;
    throw new NotSaid('the end of a day as 24:00:00');
  }
  if (fraction.length > 9) throw new NotSaid('a part of a nanosecond');
  const nanoseconds = ((h * 60 + m) * 60 + s) * 1_000_000_000 + Number(fraction.padEnd(9, '0'));
  if (beside === undefined) return { nanoseconds, offset: null, zone: null };
  if (beside.startsWith('@')) {
    const zone = beside.slice(1);
    return isZone(zone) ? { nanoseconds, offset: null, zone } : undefined;
  }
  const offset = offsetIn(beside);
  return offset === undefined ? undefined : { nanoseconds, offset, zone: null };
};

/** In seconds; `undefined` beyond fourteen hours, where no clocks are. */
const offsetIn = (written: string): number | undefined => {
  if (/^z$/i.test(written)) return 0;
  const [hours = 0, minutes = 0, seconds = 0] = written.slice(1).split(':').map(Number);
  const size = (hours * 60 + minutes) * 60 + seconds;
  if (minutes > 59 || seconds > 59 || size > mostOffset) return undefined;
  return written.startsWith('-') && size > 0 ? -size : size;
};

/** In seconds. */
export const mostOffset = 14 * 3600;

const readDuration = (written: string): Dmn => {
  const [whole, sign, years, months, days, hours, minutes, seconds, fraction = ''] =
    /^(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/.exec(
      written,
    ) ?? [];
  if (whole === undefined) return none;
  const isOfMonths = years !== undefined || months !== undefined;
  if (isOfMonths) {
    if (days !== undefined || whole.includes('T')) return none; // a year has no fixed length
    const count = Number(years ?? 0) * 12 + Number(months ?? 0);
    if (!Number.isSafeInteger(count)) throw new NotSaid('so many months');
    return { kind: 'months', months: sign === '-' && count > 0 ? -count : count };
  }
  if (fraction.length > 9) throw new NotSaid('a part of a nanosecond');
  const inSeconds =
    ((BigInt(days ?? 0) * 24n + BigInt(hours ?? 0)) * 60n + BigInt(minutes ?? 0)) * 60n +
    BigInt(seconds ?? 0);
  const size = inSeconds * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
  return { kind: 'days', nanoseconds: sign === '-' ? -size : size };
};
