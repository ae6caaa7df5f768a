import { minorDigits, type MoneyValue } from '../parts/formats.js';

/** An amount in major units as one types it: `1200.00`. */
export const majorText = ({ minor, currency }: MoneyValue): string => {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/** The amount in minor units; `undefined` where the text is none, or finer than the currency. */
export const minorOf = (text: string, currency: string): number | undefined => {
  const digits = minorDigits(currency);
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d*))?$/.exec(text.replaceAll(/[,\s]/g, '')) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  const minor = Number(`${whole}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
};
