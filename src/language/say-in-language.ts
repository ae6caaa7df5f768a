import { currencyDigits, formatValue, shownIn } from './format-value.js';
import { lastInstantMs } from './instants.js';
import type { Type, Value } from './types/types.js';

import type { Language } from './language.js';

/**
 * A value in a sentence of a language: `15. August 2026, 12:00 (Europe/Berlin)`, `1.200,00 EUR`, `3 Tage`. It is said by the forms that
 * `Intl` has of the language; English is said by `formatValue`, as everywhere in the product. Plain spaces stand in place of those that do not break. A currency is said by its code, with the digits of ISO 4217. Modules of decisions in English are without it.
 */
export const sayInLanguage = (value: Value, type: Type, language: Language, zone: string): string => {
  const { tag, words } = language;
  if (value === null) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'string') return value;
  if (typeof value === 'number')
    return type.kind === 'instant' && value === lastInstantMs
      ? words.never
      : plainSpaces(numberIn(value, type.kind, tag, zone));
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return listIn(
      value.map((item) => sayInLanguage(item, of, language, zone)),
      language,
    );
  }
  const { minor, currency } = value;
  if (typeof minor === 'number' && typeof currency === 'string')
    return plainSpaces(moneyIn(minor, currency, tag));
  return formatValue(value, type, zone); // no sentence mentions another record
};

/** “a, b und c” */
export const listIn = (items: readonly string[], { tag, words }: Language): string =>
  items.length === 0
    ? words.none
    : new Intl.ListFormat(tag, { style: 'long', type: 'conjunction' }).format(items);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

const numberIn = (value: number, kind: Type['kind'], tag: string, zone: string): string => {
  switch (kind) {
    case 'instant':
      return `${dayIn(shownIn(zone, value), tag)}, ${timeIn(shownIn(zone, value), tag)} ${zone === 'UTC' ? zone : `(${zone})`}`;
    case 'local':
      return `${dayIn(value, tag)}, ${timeIn(value, tag)}`;
    case 'date':
      return dayIn(value, tag);
    case 'time':
      return timeIn(value, tag);
    case 'duration':
      return durationIn(value, tag);
    case 'months':
      return countsIn(
        Math.sign(value),
        [
          [Math.floor(Math.abs(value) / 12), 'year'],
          [Math.abs(value) % 12, 'month'],
        ],
        tag,
      );
    case 'percent':
      return numbersIn(tag, { style: 'percent', maximumFractionDigits: 20 }).format(value);
    default:
      return numbersIn(tag, { maximumFractionDigits: 20 }).format(value);
  }
};

const dayIn = (local: number, tag: string): string =>
  clockIn(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(local);

const timeIn = (local: number, tag: string): string =>
  clockIn(tag, {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    ...(local % 60_000 === 0 ? {} : { second: '2-digit' }),
    ...(local % 1000 === 0 ? {} : { fractionalSecondDigits: 3 }),
  }).format(local);

const durationIn = (durationMs: number, tag: string): string => {
  const ms = Math.abs(durationMs);
  return countsIn(
    Math.sign(durationMs),
    [
      [Math.floor(ms / 86_400_000), 'day'],
      [Math.floor(ms / 3_600_000) % 24, 'hour'],
      [Math.floor(ms / 60_000) % 60, 'minute'],
      [(ms % 60_000) / 1000, 'second'],
    ],
    tag,
  );
};

/** Counts of units, those of zero left out but for the last where all are zero. */
const countsIn = (sign: number, counts: readonly (readonly [number, string])[], tag: string): string => {
  const told = counts.filter(([count]) => count !== 0);
  const shown = told.length === 0 ? counts.slice(-1) : told;
  return `${sign < 0 ? '-' : ''}${shown
    .map(([count, unit]) =>
      numbersIn(tag, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 3 }).format(count),
    )
    .join(' ')}`;
};

const moneyIn = (minor: number, currency: string, tag: string): string => {
  const digits = currencyDigits(currency);
  const padded = String(Math.abs(minor)).padStart(digits + 1, '0');
  // As a text, so that what a number can not hold is not rounded.
  const written = `${minor < 0 ? '-' : ''}${padded.slice(0, padded.length - digits)}.${padded.slice(padded.length - digits)}0`;
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const amount = written as `${number}`; // digits with a point
  return /^[A-Z]{3}$/.test(currency)
    ? numbersIn(tag, { style: 'currency', currency, currencyDisplay: 'code', ...fixed }).format(amount)
    : `${currency} ${numbersIn(tag, fixed).format(amount)}`;
};

const numbersIn = (tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify([tag, options]);
  const known = numbers.get(key) ?? new Intl.NumberFormat(tag, options);
  numbers.set(key, known);
  return known;
};

const clockIn = (tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify([tag, options]);
  const known = clocks.get(key) ?? new Intl.DateTimeFormat(tag, options);
  clocks.set(key, known);
  return known;
};

const numbers = new Map<string, Intl.NumberFormat>();
const clocks = new Map<string, Intl.DateTimeFormat>();
