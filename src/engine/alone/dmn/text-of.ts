import { decimalOf } from '../../../language/numbers/decimal.js';
import type { Dmn } from './dmn-value.js';
import { NotSaid } from './not-said.js';
import { writeTime } from './time/write-time.js';

/** A value as `string` writes it (DMN 1.5, 10.3.4.1); a text stands in quotes only where it is in something. @throws NotSaid for a function */
export const textOf = (of: Dmn, isInside = false): string => {
  switch (of.kind) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(of.value);
    case 'number':
      return plainDigits(of.value);
    case 'string':
      return isInside ? `"${of.value.replaceAll(/["\\]/g, '\\$&')}"` : of.value;
    case 'list':
      return `[${of.items.map(inside).join(', ')}]`;
    case 'context':
      return `{${[...of.entries].map(([name, entry]) => `${keyOf(name)}: ${inside(entry)}`).join(', ')}}`;
    case 'range': {
      const { start, end, startIncluded, endIncluded } = of;
      if (start.kind === 'null') return `(${endIncluded ? '<=' : '<'} ${inside(end)})`;
      if (end.kind === 'null') return `(${startIncluded ? '>=' : '>'} ${inside(start)})`;
      return `${startIncluded ? '[' : '('}${inside(start)}..${inside(end)}${endIncluded ? ']' : ')'}`;
    }
    case 'function':
      throw new NotSaid('a function as a text');
    default:
      return writeTime(of);
  }
};

const inside = (of: Dmn): string => textOf(of, true);

const keyOf = (name: string): string =>
  /^[\p{L}_?][\p{L}\p{N}_? ]*$/u.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`;

/** Without an exponent, unless a number is far beyond what people write out. */
const plainDigits = (value: Parameters<typeof decimalOf>[0]): string => {
  const decimal = decimalOf(value);
  return Math.abs(decimal.e) > 40 ? decimal.toString() : decimal.toFixed();
};
