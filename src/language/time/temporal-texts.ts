import { durationMs, formatDuration, formatInstant, parseInstant } from '../instants.js';
import { formatPercent, percentOf } from '../numbers/percent.js';
import type { Type, Value } from '../types/types.js';
import {
  dateOf,
  formatDate,
  formatLocal,
  formatMonths,
  formatTime,
  localOf,
  monthsOf,
  timeOf,
} from './calendar.js';

/** A point or length of time, or a percentage, as a text, by what `isWrittenAsText` holds: RFC 3339 in UTC with milliseconds, ISO 8601 for the others. */
export const formatTemporal = (value: number, kind: Type['kind']): Value => {
  const format = kinds[kind]?.format;
  return format === undefined ? value : format(value);
};

/** The inverse of `formatTemporal`; `undefined` for a text that is none of the kind. */
export const readTemporal = (text: string, kind: Type['kind']): number | undefined => kinds[kind]?.read(text);

interface Temporal {
  readonly format: (value: number) => string;
  readonly read: (text: string) => number | undefined;
}

const kinds: Readonly<Partial<Record<Type['kind'], Temporal>>> = {
  instant: {
    format: formatInstant,
    read: (text) => {
      const parsed = parseInstant(text);
      return parsed.ok ? parsed.epochMs : undefined;
    },
  },
  duration: { format: formatDuration, read: durationMs },
  date: { format: formatDate, read: dateOf },
  time: { format: formatTime, read: timeOf },
  local: { format: formatLocal, read: localOf },
  percent: { format: formatPercent, read: percentOf },
  months: { format: formatMonths, read: monthsOf },
};
