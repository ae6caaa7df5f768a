import { formatMoney } from '../../language/money.js';
import { formatInstant, wordsOfName } from '../parts/formats.js';

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

/** A value of a fact or effect for people: money in major units, instants as dates, the rest as JSON says it. */
export const tellValue = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return instant.test(value) ? formatInstant(value) : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(tellValue).join(', ');
  if (isMoney(value)) return formatMoney(value);
  return Object.entries(value)
    .map(([name, inner]) => `${wordsOfName(name)} ${tellValue(inner)}`)
    .join(', ');
};

const isMoney = (value: unknown): value is { readonly minor: number; readonly currency: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 2 &&
  'minor' in value &&
  Number.isSafeInteger(value.minor) &&
  'currency' in value &&
  typeof value.currency === 'string';
