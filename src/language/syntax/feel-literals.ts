import { plainDecimal } from '../numbers/decimal.js';
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

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
