import { isObject, type Json } from './json.js';
import { percentOf } from '../language/numbers/percent.js';
import { minorDigitsOf } from '../language/money/money-text.js';

/**
 * The sentence of a Cucumber expression with its parameters put in, from 1; `undefined` where one is not there or cannot be written so.
 * That it means what was put in is for the caller to try.
 */
export const sayPhrase = (expression: string, parameters: ReadonlyMap<number, Json>): string | undefined => {
  const isSingular = [...parameters.values()].includes(1);
  const words = expression
    .replaceAll(/\(([^)]*)\)/g, (_, optional: string) => (isSingular ? '' : optional))
    .split(' ')
    .map((word) => (word.includes('/') && !word.includes('{') ? alternative(word, isSingular) : word))
    .join(' ');
  // What stands between the braces is a type; every second part, then.
  const parts = words.split(/\{([\p{L}\p{M}\p{N}_-]+)\}/u);
  const said = parts.map((part, nth) =>
    nth % 2 === 0 ? part : writtenAs(part, parameters.get((nth + 1) / 2)),
  );
  const isWhole = (parts.length - 1) / 2 === parameters.size && !said.includes(undefined);
  return isWhole ? said.join('') : undefined;
};

const alternative = (word: string, isSingular: boolean): string => {
  const choices = word.split('/');
  return (isSingular ? choices[0] : choices.at(-1)) ?? word;
};

const writtenAs = (type: string, value: Json | undefined): string | undefined => {
  if (value === undefined || value === null) return undefined;
  switch (type) {
    case 'int':
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) ? String(value) : undefined;
    case 'number':
      return typeof value === 'number' ? writtenNumber(value) : undefined;
    case 'percent':
      return typeof value === 'string' && percentOf(value) !== undefined ? value : undefined;
    case 'string':
      return typeof value === 'string' && !/["\\\n]/.test(value) ? `"${value}"` : undefined;
    case 'money':
      return writtenMoney(value);
    case 'duration':
      return typeof value === 'string' ? writtenDuration(value) : undefined;
    case 'months':
      return typeof value === 'string' ? writtenMonths(value) : undefined;
    case 'instant':
      return writtenInstant(value);
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
};

/** A number in digits; `undefined` where it would be written with a power of ten. */
const writtenNumber = (value: number): string | undefined => {
  const written = String(value);
  return /^-?\d+(?:\.\d+)?$/.test(written) ? written : undefined;
};

const writtenMoney = (value: Json): string | undefined => {
  if (!isObject(value)) return undefined;
  const { minor, currency } = value;
  if (typeof minor !== 'number' || typeof currency !== 'string' || minor < 0) return undefined;
  const digits = minorDigitsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
};

/** `P1DT2H` as `1 day 2 hours`. */
const writtenDuration = (value: string): string | undefined => {
  const units = { D: 'day', H: 'hour', M: 'minute', S: 'second' } as const;
  if (!/^P(\d+D)?(T(\d+[HM]|\d+(?:\.\d+)?S)+)?$/.test(value)) return undefined;
  return [...value.matchAll(/(\d+(?:\.\d+)?)([DHMS])/g)]
    .map(([, count = '', unit = '']) => {
      const word = units[unit as keyof typeof units]; // one of the letters above
      return `${count} ${word}${count === '1' ? '' : 's'}`;
    })
    .join(' ');
};

/** `P1Y6M` as `1 year 6 months`. */
const writtenMonths = (value: string): string | undefined => {
  const [, years, months] = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?$/.exec(value) ?? [];
  const told = [
    ...(years === undefined ? [] : [`${years} year${years === '1' ? '' : 's'}`]),
    ...(months === undefined ? [] : [`${months} month${months === '1' ? '' : 's'}`]),
  ].join(' ');
  return told === '' ? undefined : told;
};

/** `2026-08-15T12:00:00.000Z` as `2026-08-15 12:00 UTC`. */
const writtenInstant = (value: Json): string | undefined => {
  const [, date = '', minutes = '', seconds = '', fraction = ''] =
    (typeof value === 'string'
      ? /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):(\d{2})(\.\d{3})?Z$/.exec(value)
      : null) ?? [];
  if (date === '') return undefined;
  const isWhole = fraction === '' || fraction === '.000';
  return `${date} ${minutes}${seconds === '00' && isWhole ? '' : `:${seconds}${isWhole ? '' : fraction}`} UTC`;
};
