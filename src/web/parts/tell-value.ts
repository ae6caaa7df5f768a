import { parseInstant } from '../../language/instants.js';
import { readTemporal } from '../../language/time/temporal-texts.js';
import type { Type, Value } from '../../language/types/types.js';
import { formatMoney, formatValue, type Money } from '../../language/format-value.js';
import { isRecord } from '../../language/values.js';
import { formatInstant, wordsOfName } from './formats.js';
import type { JsonObject } from '../../wire/parts.js';

/**
 * A value in words: money in major units, instants by the clocks of a zone, durations, yes and no, names without hyphens.
 * @param absent what stands where there is none
 */
export const tellValue = (value: unknown, absent = 'none', zone = 'UTC'): string => {
  if (value === undefined || value === null) return absent;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 12 });
  if (typeof value === 'string') {
    if (isInstant(value)) return formatInstant(value, zone);
    return formatValue(...told(value));
  }
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((item) => tellValue(item, absent, zone)).join(', ');
  if (isMoney(value)) return formatMoney(value);
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return fields.length === 0
    ? 'none'
    : fields.map(([name, field]) => `${wordsOfName(name)}: ${tellValue(field, absent, zone)}`).join(' · ');
};

/** A text as what it tells by its form: a date, a length of time, or itself. */
const told = (text: string): [Value, Type] => {
  for (const kind of ['date', 'local', 'duration', 'months'] as const) {
    const read = readTemporal(text, kind);
    if (read !== undefined) return [read, { kind }];
  }
  return [text, { kind: 'text' }];
};

/** Whether a value is money: minor units and a currency. */
export const isMoney = (value: unknown): value is JsonObject & Money =>
  isRecord(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

/** Whether a text is an RFC 3339 instant. */
export const isInstant = (text: string): boolean => parseInstant(text).ok;
