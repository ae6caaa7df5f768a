import { lastInstantMs, never } from './instants.js';
import { formatMoney, withThousands } from './money.js';
import type { Type, Value } from './types/types.js';

/**
 * A value for people, in English and UTC: `15 August 2026, 12:00 UTC`, `30 days`, `USD 1,200.00`, `yes`, `none`, `1,000`.
 * Lists are joined by commas. A value that is not of the type is shown as it is.
 */
export const formatValue = (value: Value, type: Type): string => {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (type.kind === 'instant') return value === lastInstantMs ? never : formatDay(value);
    return type.kind === 'duration' ? formatDuration(value) : formatNumber(value);
  }
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return value.length === 0 ? 'none' : value.map((item) => formatValue(item, of)).join(', ');
  }
  const fields = type.kind === 'record' ? type.fields : {};
  const { minor, currency } = value;
  if (
    type.kind === 'record' &&
    type.name === 'money' &&
    typeof minor === 'number' &&
    typeof currency === 'string'
  )
    return formatMoney({ minor, currency });
  return Object.entries(value)
    .map(([name, field]) => `${name}: ${formatValue(field, fields[name] ?? { kind: 'null' })}`)
    .join('; ');
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

const formatDay = (epochMs: number): string => {
  const date = new Date(epochMs);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [seconds, milliseconds] = [date.getUTCSeconds(), date.getUTCMilliseconds()];
  const fraction = milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`;
  const rest = seconds === 0 && milliseconds === 0 ? '' : `:${two(seconds)}${fraction}`;
  const month = months[date.getUTCMonth()] ?? '';
  return (
    `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ` +
    `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${rest} UTC`
  );
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
    if (count > 0) parts.push(`${formatNumber(count)} ${unit}${count === 1 ? '' : 's'}`);
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
