import { readSource } from '../../../language/syntax/parse-expression.js';
import type { Syntax } from '../../../language/syntax/syntax.js';
import { orderOf } from './compare.js';
import { none, number, text, type Dmn } from './dmn-value.js';
import { NotSaid } from './not-said.js';
import { readAny, readTime } from './time/read-time.js';

type RangeSyntax = Extract<Syntax, { kind: 'range' }>;

/** `[1..3)`. */
export const rangeBetween = (syntax: RangeSyntax, valueOf: (part: Syntax) => Dmn): Dmn => {
  const [start, end] = [syntax.low, syntax.high].map((side) => (side === null ? none : valueOf(side)));
  if (start === undefined || end === undefined) return none;
  const isOpen = syntax.low === null || syntax.high === null;
  const order = isOpen ? 0 : orderOf(start, end);
  if (order === null || order > 0) throw new NotSaid('a range whose ends have no order');
  return { kind: 'range', start, end, startIncluded: syntax.lowIncluded, endIncluded: syntax.highIncluded };
};

/** `range("[1..3)")`: the range that a text writes (table 73), null where it is none; its ends are written out. */
export const readRange = (written: string): Dmn => {
  if (/^\s*[[(\]]\s*\.\.|\.\.\s*[\])[]\s*$/.test(written))
    throw new NotSaid('a range without an end in a text');
  const { syntax, errors } = readSource(written);
  if (errors.length > 0 || syntax.kind !== 'range' || syntax.low === null || syntax.high === null)
    return none;
  const [start, end] = [literal(syntax.low), literal(syntax.high)];
  const order = orderOf(start, end);
  return order === null || order > 0
    ? none
    : { kind: 'range', start, end, startIncluded: syntax.lowIncluded, endIncluded: syntax.highIncluded };
};

const literal = (syntax: Syntax): Dmn => {
  switch (syntax.kind) {
    case 'text':
      return text(syntax.value);
    case 'number':
      return number(Number(syntax.written));
    case 'negate': {
      const of = literal(syntax.of);
      return of.kind === 'number' ? number(0 - Number(of.value)) : none;
    }
    case 'time':
      return syntax.of === 'any' ? readAny(syntax.text) : readTime(syntax.of, syntax.text);
    default:
      return none;
  }
};
