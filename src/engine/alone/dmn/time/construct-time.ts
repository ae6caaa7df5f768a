import type { TimeConstructor } from '../../../../language/syntax/syntax.js';
import { integerOf, none, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';
import { isDay, midnight } from './civil.js';
import { mostOffset, readTime } from './read-time.js';

/** `date(2026, 1, 31)`, `date and time(date, time)` and the like (DMN 1.5, 10.3.4.1); null where they take no such values. */
export const constructTime = (of: TimeConstructor, given: readonly Dmn[]): Dmn => {
  const [first = none, second = none] = given;
  if (given.length === 1 && first.kind === 'list' && first.items.length === 1)
    return constructTime(of, first.items);
  if (given.length === 1 && first.kind === 'string') return readTime(of, first.value);
  switch (of) {
    case 'date':
      if (given.length === 3) return dateOfParts(given);
      return given.length === 1 && (first.kind === 'date' || first.kind === 'date and time')
        ? { kind: 'date', day: first.day }
        : none;
    case 'time':
      if (given.length === 3 || given.length === 4) return timeOfParts(given);
      if (given.length !== 1) return none;
      if (first.kind === 'date') return { kind: 'time', clock: { nanoseconds: 0, offset: 0, zone: null } }; // midnight of UTC
      return first.kind === 'time' || first.kind === 'date and time'
        ? { kind: 'time', clock: first.clock }
        : none;
    case 'date and time':
      if (given.length === 1 && first.kind === 'date and time') return first;
      if (given.length === 1 && first.kind === 'date') throw new NotSaid('a date and time of a date alone');
      if (given.length === 2 && second.kind === 'string') throw new NotSaid('a date and time in a zone');
      return given.length === 2 &&
        (first.kind === 'date' || first.kind === 'date and time') &&
        second.kind === 'time'
        ? { kind: 'date and time', day: first.day, clock: second.clock }
        : none;
    case 'duration':
      return none;
  }
};

const dateOfParts = (given: readonly Dmn[]): Dmn => {
  if (given.some(({ kind }) => kind !== 'number')) return none;
  const parts = given.map(integerOf);
  const [year, month, day] = parts;
  if (year === undefined || month === undefined || day === undefined)
    throw new NotSaid('a part of a date that is no integer');
  if (!isDay({ year, month, day })) return none;
  if (year === 0) throw new NotSaid('the year 0');
  return { kind: 'date', day: { year, month, day } };
};

const timeOfParts = ([hours = none, minutes = none, seconds = none, ahead = none]: readonly Dmn[]): Dmn => {
  const [hour, minute] = [integerOf(hours), integerOf(minutes)];
  if ([hours, minutes, seconds].some(({ kind }) => kind !== 'number')) return none;
  if (ahead.kind !== 'null' && ahead.kind !== 'days') return none;
  if (hour === undefined || minute === undefined || seconds.kind !== 'number')
    throw new NotSaid('a part of a time that is no integer');
  const second = Number(seconds.value);
  if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)) return none;
  const nanoseconds = Math.round(second * 1_000_000_000) + (hour * 60 + minute) * 60_000_000_000;
  if (ahead.kind === 'null') return { kind: 'time', clock: { ...midnight, nanoseconds } };
  const offset = Number(ahead.nanoseconds) / 1_000_000_000;
  if (!Number.isInteger(offset)) throw new NotSaid('an offset of a part of a second');
  if (Math.abs(offset) > mostOffset) return none;
  return { kind: 'time', clock: { nanoseconds, offset, zone: null } };
};
