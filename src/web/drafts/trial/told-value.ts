import { formatMoney } from '../../../language/money.js';
import { formatInstant } from '../../parts/formats.js';

/** A value of an effect in words: money in major units, instants in UTC, lists with commas. */
export const toldValue = (value: unknown): string => {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString('en', { maximumFractionDigits: 12 });
  if (typeof value === 'string') return isInstant(value) ? formatInstant(value) : value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(toldValue).join(', ');
  if (typeof value !== 'object') return '';
  if ('minor' in value && 'currency' in value) {
    const { minor, currency } = value;
    if (typeof minor === 'number' && typeof currency === 'string') return formatMoney({ minor, currency });
  }
  return Object.entries(value)
    .map(([name, of]) => `${name} ${toldValue(of)}`)
    .join(', ');
};

const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text);
