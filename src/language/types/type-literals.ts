import { mostDigits, numberOfDigits } from '../numbers/decimal.js';
import type { TypedExpression } from '../syntax/expression.js';
import { durationMs, parseInstant } from '../instants.js';
import { percentOf } from '../numbers/percent.js';
import { dateOf, localOf, monthsOf, timeOf } from '../time/calendar.js';
import { fromZone, isZone } from '../time/zones.js';
import type { Syntax, TimeConstructor } from '../syntax/syntax.js';
import type { Typing } from './typing.js';
import { reportType } from './typing.js';

/** Types a number: an integer where it has no decimal point. What no JavaScript number counts is made of its digits. */
export const typeNumber = (
  syntax: Extract<Syntax, { kind: 'number' }>,
  typing: Typing,
): TypedExpression | undefined => {
  if (syntax.written.endsWith('%')) {
    const value = percentOf(syntax.written);
    return value === undefined
      ? reportType(
          typing,
          syntax.span,
          `\`${syntax.written}\` is beyond what is counted exactly.`,
          'Write fewer digits.',
        )
      : { kind: 'literal', value, type: { kind: 'percent' }, span: syntax.span };
  }
  const { written, span } = syntax;
  const value = numberOfDigits(written);
  const isWhole = !/[.e]/i.test(written);
  const type = { kind: isWhole ? 'integer' : 'number' } as const;
  if (isWhole ? Number.isSafeInteger(value) : typeof value === 'number')
    return { kind: 'literal', value: Number(value), type, span };
  if (value !== undefined) {
    const digits: TypedExpression = { kind: 'literal', value: written, type: { kind: 'text' }, span };
    return { kind: 'call', function: 'number of digits', arguments: [digits], type, span };
  }
  const message = `\`${written}\` is beyond what is counted exactly.`;
  return reportType(typing, span, message, `Numbers have up to ${mostDigits} digits.`);
};

/** Types `date("2026-01-31")`, `time("10:00:00")`, `date and time("2026-08-15T12:00:00Z")`, `duration("P30D")` and `@"…"`. */
export const typeTime = (
  syntax: Extract<Syntax, { kind: 'time' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const { of, text, span } = syntax;
  for (const [kind, read] of of === 'any' ? Object.values(readings).flat() : readings[of]) {
    const value = isOffsetOfDay(text) ? read(text) : undefined;
    if (value !== undefined) return { kind: 'literal', value, type: { kind }, span };
  }
  return reportType(
    typing,
    span,
    `\`${text}\` is no ${of === 'any' ? 'date, time or duration' : of}.`,
    hints[of],
  );
};

/** No clock on earth is further than 14 hours from UTC (XML Schema 1.1, 3.3.7). */
const isOffsetOfDay = (text: string): boolean => {
  const [, hours, minutes] = /[+-](\d\d):(\d\d)$/.exec(text) ?? [];
  return hours === undefined || Number(hours) * 60 + Number(minutes) <= 14 * 60;
};

type TimeKind = 'instant' | 'duration' | 'date' | 'time' | 'local' | 'months';

const readings: Readonly<
  Record<TimeConstructor, readonly (readonly [TimeKind, (text: string) => number | undefined])[]>
> = {
  date: [['date', dateOf]],
  time: [['time', timeOf]],
  'date and time': [
    ['instant', instantIn],
    ['local', localOf],
  ],
  duration: [
    ['duration', durationMs],
    ['months', monthsOf],
  ],
};

/** `2026-08-15T12:00:00Z`, or `2026-08-15T14:00:00@Europe/Berlin` as clocks there show it. */
function instantIn(text: string): number | undefined {
  const parsed = parseInstant(text);
  if (parsed.ok) return parsed.epochMs;
  const [local = '', zone] = text.split('@');
  const at = zone === undefined || !isZone(zone) ? undefined : localOf(local);
  return at === undefined ? undefined : fromZone(at, zone ?? '');
}

const hints: Readonly<Record<TimeConstructor | 'any', string>> = {
  date: 'Write `date("2026-08-15")`, a day of the years 0001 to 9999.',
  time: 'Write `time("14:00:00")`, without an offset; the zone says which one holds: `date and time(day, time("14:00:00"), "Europe/Berlin")`.',
  'date and time':
    'Write `2026-08-15T12:00:00Z`, `2026-08-15T14:00:00+02:00` or `2026-08-15T14:00:00@Europe/Berlin`.',
  duration: 'Write `P30D` or `PT1H`, or years and months such as `P1Y6M`.',
  any: 'Write `@"2026-08-15"`, `@"14:00:00"`, `@"2026-08-15T12:00:00Z"` or `@"P30D"`.',
};
