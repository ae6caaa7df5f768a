import { currencyDigits, type Money } from '../../language/format-value.js';

/** What a text that somebody typed says, or why it says nothing. */
export type Typed<Value> =
  { readonly code: 'read'; readonly value: Value } | { readonly code: 'unread'; readonly why: string };

const unread = (why: string): Typed<never> => ({ code: 'unread', why });

/** An amount in major units as one types it: `1200.00`. */
export const majorText = ({ minor, currency }: Money): string => {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
};

/** Digits, or groups of three of them parted by commas; then perhaps a point and decimals. */
const written = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/;

/**
 * Reads an amount in major units. A comma only parts groups of three digits before the point: `1200,50` is none, since it would be a hundred
 * times more than was meant.
 * @param mayBeNegative whether the fact takes amounts below zero
 */
export const readAmount = (text: string, currency: string, mayBeNegative = false): Typed<Money> => {
  if (!isCurrency(currency)) return unread(`“${currency}” is no currency; write one like USD or EUR.`);
  const digits = currencyDigits(currency);
  const example = digits === 0 ? '1200' : `1200.${'50'.padEnd(digits, '0').slice(0, digits)}`;
  const [, sign, whole, fraction = ''] = written.exec(text.trim()) ?? [];
  if (whole === undefined)
    return unread(
      `“${text}” can't be read as an amount. Write it like ${example}${digits === 0 ? '' : ', with a point before the decimals'}.`,
    );
  if (fraction.length > digits)
    return unread(
      `${currency} has ${digits === 0 ? 'no decimals' : `${String(digits)} decimals`}, and “${text}” has more.`,
    );
  if (sign === '-' && !mayBeNegative) return unread('An amount below zero is not taken here.');
  const minor = Number(`${sign ?? ''}${whole.replaceAll(',', '')}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor)
    ? { code: 'read', value: { minor: minor === 0 ? 0 : minor, currency } }
    : unread(`“${text}” is too large an amount.`);
};

/** Whether three letters are a currency: one that the browser knows, or that ISO 4217 had when the product's table was made. */
const isCurrency = (code: string): boolean =>
  currencies.has(code) || (currencyDigits(code) !== 2 && code !== '');
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Reads a number; a comma only parts groups of three digits, so that `12,5` is none. */
export const readNumber = (text: string, isWhole: boolean): Typed<number> => {
  const [, sign, whole, fraction = ''] = written.exec(text.trim()) ?? [];
  if (whole === undefined)
    return unread(
      isWhole
        ? `“${text}” can't be read as a whole number. Write it in digits.`
        : `“${text}” can't be read as a number. Write it like 12.5, with a point before the decimals.`,
    );
  if (isWhole && !/^0*$/.test(fraction)) return unread(`“${text}” is no whole number.`);
  const number = Number(`${sign ?? ''}${whole.replaceAll(',', '')}.${fraction}`);
  return isWhole && !Number.isSafeInteger(number)
    ? unread(`“${text}” is too large a number.`)
    : { code: 'read', value: number === 0 ? 0 : number };
};

/**
 * Reads what a field of a date, or of a date and a time, gives. It gives nothing while the date is not whole, and years like 0002 while
 * their digits are typed.
 */
export const readDay = (text: string, isPartial: boolean): Typed<string | undefined> => {
  if (text === '')
    return isPartial ? unread('The date is not whole yet.') : { code: 'read', value: undefined };
  const year = /^\d+/.exec(text)?.[0] ?? '';
  return year.length === 4 && Number(year) >= 1000
    ? { code: 'read', value: text }
    : unread(`The year ${String(Number(year))} can't be meant: write four digits.`);
};
