import { wants, type BuiltIn } from '../built-in.js';
import { describeType } from '../types/describe-type.js';
import type { Type } from '../types/types.js';
import type { timeCalculations } from './time-calculations.js';
import { isZone } from './zones.js';

/** How functions of dates and times are called, and what they give. */
export const timeFunctions: Readonly<Record<keyof typeof timeCalculations, BuiltIn>> = {
  'add months': {
    call: 'add months(date or instant, months, zone)',
    arguments: { least: 2, most: 3 },
    result: ([at, months, zone]) => {
      if (at === undefined || !isDated(at)) return wants('a date or an instant', at);
      if (months?.kind !== 'integer') return wants('an integer', months);
      return whyNoZone(at, zone, true) ?? at;
    },
  },
  'days between': between('days between(from, to, zone)'),
  'months between': between('months between(from, to, zone)'),
  'years and months duration': {
    call: 'years and months duration(from, to)',
    arguments: { least: 2, most: 2 },
    result: ([from, to]) => sameDated(from, to) ?? { kind: 'months' },
  },
  'start of day': start('start of day(instant, zone)'),
  'start of month': start('start of month(date or instant, zone)'),
  'start of year': start('start of year(date or instant, zone)'),
  'day of week': ofDate('day of week(date)', { kind: 'text' }),
  'day of year': ofDate('day of year(date)', { kind: 'integer' }),
  'week of year': ofDate('week of year(date)', { kind: 'integer' }),
  'month of year': ofDate('month of year(date)', { kind: 'text' }),
  'is business day': ofCalendar('is business day(date, calendar)', { kind: 'boolean' }),
  'business day from': ofCalendar('business day from(date, calendar)', { kind: 'date' }),
  'next business day': ofCalendar('next business day(date, calendar)', { kind: 'date' }),
  'add business days': {
    call: 'add business days(date, days, calendar)',
    arguments: { least: 3, most: 3 },
    result: ([date, days, calendar]) =>
      whyNoDate(date) ??
      (days?.kind === 'integer' ? whyNoCalendar(calendar) : wants('an integer', days)) ?? { kind: 'date' },
  },
  'business days between': {
    call: 'business days between(from, to, calendar)',
    arguments: { least: 3, most: 3 },
    result: ([from, to, calendar]) =>
      whyNoDate(from) ?? whyNoDate(to) ?? whyNoCalendar(calendar) ?? { kind: 'integer' },
  },
};

/** Why a type is no time zone that is known when the edition loads, in words; `null` where it is one. */
export const whyNotZone = (type: Type | undefined): string | null => {
  if (type?.kind !== 'text') return wants('the IANA name of a time zone', type);
  if (type.values === undefined)
    return 'which time zones it may be has to be known: write the zone out, or give the text its `values`';
  const stray = type.values.find((name) => !isZone(name));
  return stray === undefined ? null : `\`${stray}\` is no time zone; write one as \`Europe/Berlin\``;
};

/** Whether a type has a day of the calendar: a date, a local date and time, or an instant. */
const isDated = ({ kind }: Type): boolean => kind === 'date' || kind === 'local' || kind === 'instant';

/** Why a zone does not go with what it is for: an instant needs one, and nothing else has one. @param maySkip by UTC, where it is left out */
const whyNoZone = (at: Type, zone: Type | undefined, maySkip = false): string | null => {
  if (at.kind === 'instant')
    return zone === undefined
      ? maySkip
        ? null
        : 'on which day an instant falls depends on the time zone: name it as the last argument'
      : whyNotZone(zone);
  if (zone === undefined) return null;
  const instant =
    at.kind === 'date' ? 'date and time(date, time("00:00:00"), zone)' : 'date and time(x, zone)';
  return `${describeType(at)} has no time zone; leave the zone out, or take the instant that it is there: \`${instant}\``;
};

const sameDated = (from: Type | undefined, to: Type | undefined): string | null => {
  const stray = [from, to].find((type) => type === undefined || !isDated(type));
  if (from === undefined || to === undefined || stray !== undefined)
    return wants('a date or an instant', stray);
  return from.kind === to.kind
    ? null
    : `they are of different kinds: ${describeType(from)}, ${describeType(to)}${[from, to].some(({ kind }) => kind === 'instant') ? '; the date of an instant is `date(instant, zone)`' : ''}`;
};

function between(call: string): BuiltIn {
  return {
    call,
    arguments: { least: 2, most: 3 },
    result: ([from, to, zone]) =>
      sameDated(from, to) ?? (from && whyNoZone(from, zone)) ?? { kind: 'integer' },
  };
}

function start(call: string): BuiltIn {
  return {
    call,
    arguments: { least: 1, most: 2 },
    result: ([at, zone]) => {
      if (at === undefined || !isDated(at)) return wants('a date or an instant', at);
      return whyNoZone(at, zone) ?? at;
    },
  };
}

function ofDate(call: string, result: Type): BuiltIn {
  return {
    call,
    arguments: { least: 1, most: 1 },
    result: ([date]) => (date?.kind === 'date' || date?.kind === 'local' ? result : wants('a date', date)),
  };
}

function ofCalendar(call: string, result: Type): BuiltIn {
  return {
    call,
    arguments: { least: 2, most: 2 },
    result: ([date, calendar]) => whyNoDate(date) ?? whyNoCalendar(calendar) ?? result,
  };
}

const whyNoDate = (type: Type | undefined): string | null =>
  type?.kind === 'date'
    ? null
    : type?.kind === 'instant'
      ? 'a date is wanted, not an instant: write `date(instant, zone)`'
      : wants('a date', type);

const whyNoCalendar = (type: Type | undefined): string | null =>
  type?.kind === 'record' && type.name === 'calendar'
    ? null
    : wants('a calendar, which is a parameter or fact of the type `calendar`,', type);
