import { durationMs, isInstant } from '../../language/instants.js';
import { percentOf } from '../../language/numbers/percent.js';
import { isDate, isTime, monthsOf } from '../../language/time/calendar.js';

/** The formats of fact schemas. */
export const checkFormats = {
  'date-time': { type: 'string', validate: isInstant },
  date: { type: 'string', validate: isDate },
  time: { type: 'string', validate: isTime },
  percent: { type: 'string', validate: (text: string) => percentOf(text) !== undefined },
  duration: { type: 'string', validate: (text: string) => durationMs(text) !== undefined },
  months: { type: 'string', validate: (text: string) => monthsOf(text) !== undefined },
} as const;
