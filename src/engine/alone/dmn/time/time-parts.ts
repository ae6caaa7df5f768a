import { none, number, text, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';
import { offsetOf, weekdayOf, type Clock, type Day } from './civil.js';
import type { Time } from './write-time.js';

/** A part of a point or length of time by its name (DMN 1.5, table 65); null where it has none of this name. */
export const partOfTime = (of: Time, name: string): Dmn => {
  switch (of.kind) {
    case 'date':
      return dayPart(of.day, name);
    case 'time':
      return clockPart(of.clock, name);
    case 'date and time': {
      const part = dayPart(of.day, name);
      if (part.kind !== 'null') return part;
      return name === 'time offset' ? offset(offsetOf(of.day, of.clock)) : clockPart(of.clock, name);
    }
    case 'days': {
      const seconds = of.nanoseconds / 1_000_000_000n;
      if (name === 'seconds' && of.nanoseconds % 1_000_000_000n !== 0n)
        throw new NotSaid('the seconds of a duration with a part of one');
      const parts = new Map([
        ['days', seconds / 86_400n],
        ['hours', (seconds / 3600n) % 24n],
        ['minutes', (seconds / 60n) % 60n],
        ['seconds', seconds % 60n],
      ]);
      const part = parts.get(name);
      return part === undefined ? none : number(Number(part));
    }
    case 'months':
      if (name !== 'years' && name !== 'months') return none;
      return number((name === 'years' ? Math.trunc(of.months / 12) : of.months % 12) || 0);
  }
};

const dayPart = (day: Day, name: string): Dmn => {
  if (name === 'weekday') return number(weekdayOf(day));
  return name === 'year' || name === 'month' || name === 'day' ? number(day[name]) : none;
};

const clockPart = (clock: Clock, name: string): Dmn => {
  const { nanoseconds, zone } = clock;
  const seconds = Math.floor(nanoseconds / 1_000_000_000);
  switch (name) {
    case 'hour':
      return number(Math.floor(seconds / 3600));
    case 'minute':
      return number(Math.floor(seconds / 60) % 60);
    case 'second':
      if (nanoseconds % 1_000_000_000 !== 0) throw new NotSaid('the second of a time with a part of one');
      return number(seconds % 60);
    case 'time offset':
      if (zone !== null) throw new NotSaid('the offset of a zone on no day');
      return offset(clock.offset);
    case 'timezone':
      return zone === null ? none : text(zone);
    default:
      return none;
  }
};

const offset = (seconds: number | null): Dmn =>
  seconds === null ? none : { kind: 'days', nanoseconds: BigInt(seconds) * 1_000_000_000n };
