/** Arithmetic as `language/numbers/arithmetic.ts` has it: exact wherever what it comes to has up to 34 digits. */
import { and, arithmetic, asReal, compare, floor, integer, negate, not, type Term } from '../terms/term.js';
import type { Symbolic } from '../terms/symbolic.js';
import type { Translating } from './translating.js';
import { Untranslatable } from '../untranslatable.js';

/** A sum, a difference or a product, and when it has more digits than the evaluators count. */
export const counted = (
  sign: '+' | '-' | '*',
  left: Term,
  right: Term,
  { under, rounds, formula }: Translating,
): Term => {
  const result = arithmetic(sign, left, right);
  const scale = result.sort === 'Int' ? 0 : result.scale;
  if (scale === undefined) throw new Untranslatable(`\`${sign}\` of decimals with any number of digits`);
  if (result.most !== undefined && result.most < mostCounted) return result;
  const shared = formula.share(result);
  rounds(and(under, not(isWithin(formula.share(digitsOf(shared, scale)), mostCounted))));
  return shared;
};

/** A quotient of integers, of which 34 digits tell where it lies between others. */
export const divides = (dividend: Term, { under, rounds, formula }: Translating): void => {
  if (dividend.most === undefined || dividend.most >= mostDividend)
    rounds(and(under, not(isWithin(formula.share(dividend), mostDividend))));
};

/** What a fact has by default is told as the nearest JavaScript number, which says 15 digits exactly. */
export const toldExactly = (value: Symbolic, given: Translating): void => {
  if (value.kind === 'list') for (const item of value.items) toldExactly(item.value, given);
  if (value.kind === 'record') for (const field of value.fields.values()) toldExactly(field, given);
  if (value.kind === 'scalar' && value.term.sort === 'Real') decimalTold(value.term, given);
};

const decimalTold = (term: Term, { under, rounds, formula }: Translating): void => {
  const { scale, quotient } = term;
  if (scale === undefined || quotient !== undefined)
    throw new Untranslatable('a default that is computed with any number of digits');
  if (term.most !== undefined && term.most < mostTold) return;
  rounds(and(under, not(isWithin(formula.share(digitsOf(term, scale)), mostTold))));
};

const mostCounted = 10n ** 34n;
const mostDividend = 10n ** 33n;
const mostTold = 10n ** 15n;

const isWithin = (term: Term, most: bigint): Term =>
  and(compare('<', term, integer(most)), compare('>', term, negate(integer(most))));

/** A decimal without its point. */
const digitsOf = (term: Term, scale: number): Term =>
  term.sort === 'Int'
    ? term
    : floor(scale === 0 ? term : arithmetic('*', term, asReal(integer(10n ** BigInt(scale)))));
