import { formatMoney, type Money } from '../../language/money.js';
import { formatInstant, wordsOfName } from './formats.js';
import type { Json, JsonObject } from '../../wire/parts.js';

/** A value in words: money in major units, instants in UTC, yes and no, names without hyphens. */
export const tellValue = (value: Json | undefined): string => {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 6 });
  if (typeof value === 'string') return isInstant(value) ? formatInstant(value) : value;
  if (isList(value)) return value.length === 0 ? 'none' : value.map(tellValue).join(', ');
  if (isMoney(value)) return formatMoney(value);
  const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return fields.length === 0
    ? 'none'
    : fields.map(([name, field]) => `${wordsOfName(name)}: ${tellValue(field)}`).join(' · ');
};

/** Whether a value is money: minor units and a currency. */
export const isMoney = (value: Json | undefined): value is JsonObject & Money =>
  isObject(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

/** Whether a value is a JSON object. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** Whether a value is a list. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Whether a text is an RFC 3339 instant. */
export const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
