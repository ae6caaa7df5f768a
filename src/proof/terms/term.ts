/**
 * Terms of SMT-LIB 2.7 as text, with their sort. What is known when a term is made is computed at once, so that formulas stay small: a
 * condition that can't hold is `false`, and what hangs on it is gone.
 */

import { digitsOf, type Digits } from '../../language/numbers/decimal.js';
import { Untranslatable } from '../untranslatable.js';

/** The sorts that are used: booleans, integers (also texts, instants and durations), and decimals. */
export type Sort = 'Bool' | 'Int' | 'Real';

export interface Term {
  readonly sort: Sort;
  /** The term as SMT-LIB writes it. */
  readonly text: string;
  /** Of a decimal: so many digits after the point say it exactly; left out where nothing says how many. */
  readonly scale?: number;
  /** Its digits, without the point and the sign, come to no more than this; left out where nothing says so. */
  readonly most?: bigint;
  /** Of an integer: it is no less than this; left out where nothing says so. */
  readonly least?: bigint;
  /** Of a decimal that is a quotient of integers: the evaluators have its first 34 digits. */
  readonly quotient?: { readonly dividend: Term; readonly divisor: Term };
}

const bool = (text: string): Term => ({ sort: 'Bool', text });

export const yes: Term = bool('true');
export const no: Term = bool('false');
export const isYes = (term: Term): boolean => term.text === 'true';
export const isNo = (term: Term): boolean => term.text === 'false';

/** A name that was declared or defined. */
export const named = (name: string, sort: Sort): Term => ({ sort, text: name });

/** An integer. */
export const integer = (value: number | bigint): Term => {
  const size = BigInt(value);
  const most = size < 0n ? -size : size;
  return { sort: 'Int', text: size < 0n ? `(- ${most})` : String(size), most, least: size };
};

/** A decimal, as the fraction that its digits are. */
export const decimal = (value: number | Digits): Term => {
  const { digits, scale } = typeof value === 'number' ? digitsOf(value) : value;
  const size = (digits < 0n ? -digits : digits) * 10n ** BigInt(Math.max(-scale, 0));
  const written = scale > 0 ? `(/ ${size}.0 ${10n ** BigInt(scale)}.0)` : `${size}.0`;
  const text = digits < 0n ? `(- ${written})` : written;
  return { sort: 'Real', text, scale: Math.max(scale, 0), most: size };
};

/** An integer as a decimal; a decimal as it is. */
export const asReal = (term: Term): Term => {
  if (term.sort !== 'Int') return term;
  const known = knownInteger(term);
  const text = known === undefined ? `(to_real ${term.text})` : known < 0n ? `(- ${-known}.0)` : `${known}.0`;
  return { sort: 'Real', text, scale: 0, ...(term.most === undefined ? {} : { most: term.most }) };
};

/** The integer that a term is written as; `undefined` where it is no literal. */
export const knownInteger = ({ sort, text }: Term): bigint | undefined => {
  if (sort !== 'Int') return undefined;
  const match = /^(?:(\d+)|\(- (\d+)\))$/.exec(text);
  if (match === null) return undefined;
  return match[1] === undefined ? -BigInt(match[2] ?? 0) : BigInt(match[1]);
};

export const not = (term: Term): Term => {
  if (isYes(term)) return no;
  if (isNo(term)) return yes;
  const inner = /^\(not (.*)\)$/s.exec(term.text)?.[1];
  return bool(inner === undefined ? `(not ${term.text})` : inner);
};

const joined = (name: 'and' | 'or', terms: readonly Term[]): Term => {
  const [neutral, final] = name === 'and' ? [yes, no] : [no, yes];
  const texts = [...new Set(terms.map(({ text }) => text))].filter((text) => text !== neutral.text);
  if (texts.includes(final.text)) return final;
  const [only] = texts;
  return only === undefined ? neutral : bool(texts.length === 1 ? only : `(${name} ${texts.join(' ')})`);
};

export const and = (...terms: readonly Term[]): Term => joined('and', terms);
export const or = (...terms: readonly Term[]): Term => joined('or', terms);
export const implies = (condition: Term, then: Term): Term => or(not(condition), then);

/** One of two terms of one sort; a decimal beside an integer makes both decimals. */
export const choose = (condition: Term, then: Term, otherwise: Term): Term => {
  if (isYes(condition) || then.text === otherwise.text) return then;
  if (isNo(condition)) return otherwise;
  notRounded(then, otherwise);
  const [left, right] = alike(then, otherwise);
  if (left.sort === 'Bool') {
    if (isYes(left)) return or(condition, right);
    if (isNo(left)) return and(not(condition), right);
    if (isYes(right)) return or(not(condition), left);
    if (isNo(right)) return and(condition, left);
  }
  return {
    sort: left.sort,
    text: `(ite ${condition.text} ${left.text} ${right.text})`,
    ...digitsOfSum(left, right, (one, other) => (one > other ? one : other)),
    ...atLeast(left.least, right.least, (one, other) => (one < other ? one : other)),
  };
};

/** The digits of a sum, or of one of two numbers, where those of both are known. @param of what their sizes come to, in units of one digit */
const digitsOfSum = (
  left: Term,
  right: Term,
  of: (one: bigint, other: bigint) => bigint,
): Pick<Term, 'scale' | 'most'> => {
  if (left.sort === 'Int') return sized(left.most, right.most, of);
  if (left.scale === undefined || right.scale === undefined) return {};
  const scale = Math.max(left.scale, right.scale);
  return { scale, ...sized(sizeAt(left, scale), sizeAt(right, scale), of) };
};

/** The same of a product. */
const digitsOfProduct = (left: Term, right: Term): Pick<Term, 'scale' | 'most'> => {
  const most = sized(left.most, right.most, (one, other) => one * other);
  if (left.sort === 'Int') return most;
  if (left.scale === undefined || right.scale === undefined) return {};
  return { scale: left.scale + right.scale, ...most };
};

const atLeast = (
  one: bigint | undefined,
  other: bigint | undefined,
  of: (one: bigint, other: bigint) => bigint,
): Pick<Term, 'least'> => (one === undefined || other === undefined ? {} : { least: of(one, other) });

const sized = (
  one: bigint | undefined,
  other: bigint | undefined,
  of: (one: bigint, other: bigint) => bigint,
): Pick<Term, 'most'> => (one === undefined || other === undefined ? {} : { most: of(one, other) });

const sizeAt = ({ most, scale = 0 }: Term, at: number): bigint | undefined =>
  most === undefined ? undefined : most * 10n ** BigInt(at - scale);

/** A quotient is only rounded at once, or compared with an integer: its first 34 digits give the same then. */
const notRounded = (...terms: readonly Term[]): void => {
  if (terms.some(({ quotient: of }) => of !== undefined))
    throw new Untranslatable('a quotient that is not rounded before it is used');
};

/** A quotient of integers is not nearer to a decimal that is another than its digits tell, where these come to less. */
const mostDivided = 10n ** 33n;

/** Whether the first 34 digits of a quotient are less than, the same as, or more than a decimal with so many digits as the quotient itself is. */
export const isTold = ({ quotient: of }: Term, scale: number | undefined): boolean =>
  of === undefined ||
  (scale !== undefined &&
    of.dividend.most !== undefined &&
    2n * of.dividend.most * 10n ** BigInt(scale) < mostDivided);

const alike = (left: Term, right: Term): readonly [Term, Term] =>
  left.sort === 'Real' || right.sort === 'Real' ? [asReal(left), asReal(right)] : [left, right];

/** Which of two numbers is the greater, or whether they are the same. */
export const compare = (sign: '=' | '<' | '<=' | '>' | '>=', left: Term, right: Term): Term => {
  if (left.sort === 'Bool') return equalBooleans(left, right);
  const [one, other] = [knownInteger(left), knownInteger(right)];
  if (one !== undefined && other !== undefined) return isTrueOf[sign](one, other) ? yes : no;
  if (left.text === right.text) return sign.includes('=') ? yes : no;
  if (!isTold(left, right.scale) || !isTold(right, left.scale))
    if (left.sort !== 'Int' && right.sort !== 'Int') notRounded(left, right);
  const [a, b] = alike(left, right);
  return bool(`(${sign} ${a.text} ${b.text})`);
};

const isTrueOf = {
  '=': (a: bigint, b: bigint) => a === b,
  '<': (a: bigint, b: bigint) => a < b,
  '<=': (a: bigint, b: bigint) => a <= b,
  '>': (a: bigint, b: bigint) => a > b,
  '>=': (a: bigint, b: bigint) => a >= b,
} as const;

const equalBooleans = (left: Term, right: Term): Term => {
  if (left.text === right.text) return yes;
  if (isYes(left)) return right;
  if (isNo(left)) return not(right);
  if (isYes(right)) return left;
  if (isNo(right)) return not(left);
  return bool(`(= ${left.text} ${right.text})`);
};

export const equal = (left: Term, right: Term): Term => compare('=', left, right);

/** A sum, a difference, a product. */
export const arithmetic = (sign: '+' | '-' | '*', left: Term, right: Term): Term => {
  const [one, other] = [knownInteger(left), knownInteger(right)];
  if (one !== undefined && other !== undefined)
    return integer(sign === '+' ? one + other : sign === '-' ? one - other : one * other);
  if (one === 0n && sign === '+') return right;
  if (other === 0n && sign !== '*') return left;
  if ((one === 0n || other === 0n) && sign === '*') return integer(0);
  if (one === 1n && sign === '*') return right;
  if (other === 1n && sign === '*') return left;
  notRounded(left, right);
  const [a, b] = alike(left, right);
  const digits = sign === '*' ? digitsOfProduct(a, b) : digitsOfSum(a, b, (one, other) => one + other);
  const least = sign === '+' ? atLeast(a.least, b.least, (one, other) => one + other) : {};
  return { sort: a.sort, text: `(${sign} ${a.text} ${b.text})`, ...digits, ...least };
};

export const negate = (term: Term): Term =>
  arithmetic('-', term.sort === 'Real' ? decimal(0) : integer(0), term);

/** A quotient of integers, as the decimal that it is without rounding. */
export const quotient = (left: Term, right: Term): Term => {
  if (left.sort !== 'Int' || right.sort !== 'Int') throw new Untranslatable('a quotient of decimals');
  return {
    sort: 'Real',
    text: `(/ ${asReal(left).text} ${asReal(right).text})`,
    quotient: { dividend: left, divisor: right },
  };
};

/** The greatest integer that is not more than a number. */
export const floor = (term: Term): Term => {
  if (term.sort === 'Int') return term;
  const size = sizeOf(term);
  return { sort: 'Int', text: `(to_int ${term.text})`, ...(size === undefined ? {} : { most: size }) };
};

/** An integer that is more than a number is, whatever its sign. */
export const sizeOf = ({ most, scale = 0, sort }: Term): bigint | undefined =>
  most === undefined ? undefined : sort === 'Int' ? most : most / 10n ** BigInt(scale) + 1n;

/** SMT-LIB's `div` and `mod` leave a rest that is never negative: here the quotient is rounded down, and the rest has the divisor's sign. */
export const divided = (name: 'div' | 'mod', left: Term, right: Term): Term => {
  const most = (name === 'div' ? left : right).most;
  const plain = (a: Term, b: Term): Term => ({
    sort: 'Int',
    text: `(${name} ${a.text} ${b.text})`,
    ...(most === undefined ? {} : { most: most + 1n }),
  });
  const known = knownInteger(right);
  if ((known ?? right.least ?? 0n) > 0n) return plain(left, right);
  const turned = plain(negate(left), negate(right));
  return choose(
    compare('>', right, integer(0)),
    plain(left, right),
    name === 'div' ? turned : negate(turned),
  );
};
