import { currencyDigits, type Money } from '../../language/format-value.js';

/** An amount in major units as one types it: `1200.00`. */
export const majorText = ({ minor, currency }: Money): string => {
  const digits = currencyDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/**
 * The amount in minor units; `undefined` where the text is none, or finer than the currency. A comma only parts groups of three digits before
 * the point: `1200,50` is none, since it would be a hundred times more than was meant.
 */
export const minorOf = (text: string, currency: string): number | undefined => {
  const digits = currencyDigits(currency);
  const [, whole, fraction = ''] = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  const minor = Number(`${whole.replaceAll(',', '')}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
};
