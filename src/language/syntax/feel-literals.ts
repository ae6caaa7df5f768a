import { writeText } from './read-text.js';
import type { Value } from '../types/types.js';

/** A value as a FEEL literal, in parentheses where it has a sign. */
export const feelLiteral = (value: Value): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return value < 0 ? `(${plainDecimal(value)})` : plainDecimal(value);
  if (isList(value)) return `[${value.map(feelLiteral).join(', ')}]`;
  const entries = Object.entries(value).map(([key, field]) => `${writeText(key)}: ${feelLiteral(field)}`);
  return `{${entries.join(', ')}}`;
};

/** A finite number's shortest digits without an exponent, which feelin misreads: `1e-7` is `0.0000001`. */
export const plainDecimal = (value: number): string => {
  const [digits = '0', exponent] = String(Math.abs(value)).split('e');
  const sign = value < 0 ? '-' : '';
  if (exponent === undefined) return sign + digits;
  const [whole = '', fraction = ''] = digits.split('.');
  const point = whole.length + Number(exponent);
  const all = whole + fraction;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return sign + all.padEnd(point, '0');
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
