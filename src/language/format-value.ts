import { counted } from './numbers/counted.js';
import { formatPercent } from './numbers/percent.js';
import { lastInstantMs, never } from './instants.js';
import type { Type, Value } from './types/types.js';

/**
 * A value for people, in English: `15 August 2026, 12:00 UTC`, `30 days`, `USD 1,200.00`, `yes`, `none`, `1,000`; instants by the clocks of a zone.
 * Lists are joined by commas. A value that is not of the type is shown as it is.
 */
export const formatValue = (value: Value, type: Type, zone = 'UTC'): string => {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (type.kind === 'instant') return value === lastInstantMs ? never : instantInWords(value, zone);
    return formatNumberOf(value, type.kind);
  }
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return value.length === 0 ? 'none' : value.map((item) => formatValue(item, of, zone)).join(', ');
  }
  const fields = type.kind === 'record' ? type.fields : {};
  const { minor, currency } = value;
  if (
    type.kind === 'record' &&
    (type.name === 'money' || type.name === 'amount') &&
    typeof minor === 'number' &&
    typeof currency === 'string'
  )
    return formatMoney({ minor, currency });
  return Object.entries(value)
    .map(([name, field]) => `${name}: ${formatValue(field, fields[name] ?? { kind: 'null' }, zone)}`)
    .join('; ');
};

const formatNumberOf = (value: number, kind: Type['kind']): string => {
  switch (kind) {
    case 'duration':
      return formatDuration(value);
    case 'months':
      return formatMonths(value);
    case 'date':
      return dayInWords(value);
    case 'percent':
      return formatPercent(value);
    case 'time':
      return timeInWords(value);
    case 'local':
      return `${dayInWords(value)}, ${timeInWords(value)}`;
    default:
      return formatNumber(value);
  }
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

const instantInWords = (epochMs: number, zone: string): string => {
  const local = shownIn(zone, epochMs);
  return `${dayInWords(local)}, ${timeInWords(local)} ${zone === 'UTC' ? zone : `(${zone})`}`;
};

/** A text whose instants, in the form of RFC 3339 in UTC, are told by the clocks of a zone; in UTC they stay as they are. */
export const instantsIn = (text: string, zone: string): string =>
  zone === 'UTC'
    ? text
    : text.replace(/"?\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)\b"?/g, (_, instant: string) =>
        instantInWords(Date.parse(instant), zone),
      );

/** What clocks in a zone show at an instant, as epoch milliseconds of UTC clocks that show the same. */
export const shownIn = (zone: string, epochMs: number): number => shownBy(clockOf(zone), epochMs);

/** What clocks in a zone show at an instant, as if it were UTC; by `Intl` alone, which browsers have too. */
const shownBy = (clock: Intl.DateTimeFormat | undefined, epochMs: number): number => {
  if (clock === undefined) return epochMs;
  const part = new Map(clock.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
  const [year = 0, month = 1, day, hour, minute, second] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => part.get(type) ?? 0);
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((epochMs % 1000) + 1000) % 1000);
};

const clockOf = (zone: string): Intl.DateTimeFormat | undefined => {
  if (zone === 'UTC') return undefined;
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  return clock;
};

const clocks = new Map<string, Intl.DateTimeFormat>();

const dayInWords = (local: number): string => {
  const date = new Date(local);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
};

const timeInWords = (local: number): string => {
  const date = new Date(local);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [seconds, milliseconds] = [date.getUTCSeconds(), date.getUTCMilliseconds()];
  const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
  const rest = seconds === 0 && milliseconds === 0 ? '' : `:${two(seconds)}${fraction}`;
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${rest}`;
};

const formatMonths = (count: number): string => {
  const [years, rest] = [Math.floor(Math.abs(count) / 12), Math.abs(count) % 12];
  const parts = [
    years === 0 ? '' : counted(years, 'year'),
    rest === 0 && years > 0 ? '' : counted(rest, 'month'),
  ];
  return `${count < 0 ? '-' : ''}${parts.filter((part) => part !== '').join(' ')}`;
};

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const formatDuration = (durationMs: number): string => {
  let restMs = Math.abs(durationMs);
  const parts: string[] = [];
  for (const [unit, unitMs] of units) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) parts.push(counted(count, unit));
  }
  if (restMs > 0 || parts.length === 0) parts.push(`${restMs / 1000} second${restMs === 1000 ? '' : 's'}`);
  return `${durationMs < 0 ? '-' : ''}${parts.join(' ')}`;
};

const formatNumber = (value: number): string => {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value);
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const sign = value < 0 ? '-' : '';
  const grouped = /^\d+$/.test(whole) ? withThousands(whole) : whole;
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** An amount of money. */
export interface Money {
  /** Whole minor units of the currency: cents of a dollar, whole yen. */
  readonly minor: number;
  /** ISO 4217, three capitals. */
  readonly currency: string;
}

/** ISO 4217 currencies whose minor unit is not the hundredth, by the decimal digits of their minor unit. */
const exceptions: readonly (readonly [digits: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const digitsByCurrency: ReadonlyMap<string, number> = new Map(
  exceptions.flatMap(([digits, currencies]) => currencies.split(' ').map((currency) => [currency, digits])),
);

/**
 * The decimal digits of a currency's minor unit by ISO 4217: 2 for USD, 0 for JPY, 3 for KWD. A table of its own, since
 * `Intl` follows everyday use (COP and HUF without decimals) and changes with the runtime.
 */
export const currencyDigits = (currency: string): number => digitsByCurrency.get(currency) ?? 2;

/** An amount for people, with its currency's digits: `USD 1,200.00`, `JPY -5`. `minor` is a safe integer. */
export const formatMoney = (amount: Money): string => {
  const digits = currencyDigits(amount.currency);
  const padded = String(Math.abs(amount.minor)).padStart(digits + 1, '0');
  const whole = withThousands(padded.slice(0, padded.length - digits));
  const fraction = digits === 0 ? '' : `.${padded.slice(-digits)}`;
  return `${amount.currency} ${amount.minor < 0 ? '-' : ''}${whole}${fraction}`;
};

/** Digits in groups of three: `1234567` becomes `1,234,567`. */
export const withThousands = (digits: string): string =>
  digits.length <= 3 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/g, ',');

/** A text that begins a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
