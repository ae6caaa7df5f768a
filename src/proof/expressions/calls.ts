import type { FunctionName, OfKind } from '../../language/syntax/expression.js';
import { addMonths, firstInstant, lastInstant } from '../terms/months.js';
import {
  countOf,
  either,
  list,
  nothing,
  same,
  scalar,
  type Item,
  type ListOf,
  type Symbolic,
} from '../terms/symbolic.js';
import {
  and,
  arithmetic,
  choose,
  compare,
  divided,
  equal,
  floor,
  integer,
  decimal,
  isTold,
  knownInteger,
  sizeOf,
  negate,
  not,
  or,
  yes,
  type Term,
} from '../terms/term.js';
import { digitsOf } from '../../language/numbers/decimal.js';
import { counted } from './counted.js';
import { conditionOf, listOf, termOf, type Translating } from './translating.js';
import { applied } from './finite-texts.js';
import { Untranslatable } from '../untranslatable.js';

type Call = OfKind<'call'>;
type CallOf = (given: readonly Symbolic[], call: Call, translating: Translating) => Symbolic;

/** What a function gives for what its arguments stand for. Throws `Untranslatable` for a function that is not in the table. */
export const callOf = (call: Call, given: readonly Symbolic[], translating: Translating): Symbolic => {
  const texts = applied(call, given, translating.texts);
  if (texts !== undefined) return texts;
  const make = calls[call.function];
  if (make === undefined) throw new Untranslatable(`the function \`${call.function}\``);
  return make(given, call, translating);
};

const first = (given: readonly Symbolic[]): Symbolic => given[0] ?? nothing;
const second = (given: readonly Symbolic[]): Symbolic => given[1] ?? nothing;

const calls: Readonly<Partial<Record<FunctionName, CallOf>>> = {
  not: (given) => scalar(not(conditionOf(first(given)))),
  abs: (given) => {
    const term = termOf(first(given));
    return scalar(choose(compare('<', term, integer(0)), negate(term), term));
  },
  floor: (given) => {
    // A quotient of integers is rounded down without a decimal between.
    const of = given.length === 1 ? termOf(first(given)).quotient : undefined;
    return scalar(of === undefined ? scaled(given, floor) : divided('div', of.dividend, of.divisor));
  },
  ceiling: rounding((term) => negate(floor(negate(term)))),
  'round up': rounding((term) => awayFromZero(term, (size) => negate(floor(negate(size))))),
  'round down': rounding((term) => awayFromZero(term, floor)),
  'number of digits': (_given, { arguments: [written], type }) => {
    const digits = digitsOf(
      written?.kind === 'literal' && typeof written.value === 'string' ? written.value : '',
    );
    return scalar(type.kind === 'integer' ? integer(digits.digits) : decimal(digits));
  },
  'round half up': rounding((term) => awayFromZero(term, (size) => floor(arithmetic('+', size, half)))),
  'round half down': rounding((term) =>
    awayFromZero(term, (size) => negate(floor(arithmetic('-', half, size)))),
  ),
  'round half even': rounding(halfEven),
  decimal: rounding(halfEven),
  modulo: (given, _call, { under, fails }) => {
    const [dividend, divisor] = [termOf(first(given)), termOf(second(given))];
    if (dividend.sort !== 'Int' || divisor.sort !== 'Int') throw new Untranslatable('`modulo` of decimals');
    fails(and(under, equal(divisor, integer(0))));
    return scalar(divided('mod', dividend, divisor));
  },
  count: (given) => scalar(countOf(listOf(first(given)))),
  sum: (given, _call, translating) =>
    scalar(
      listOf(first(given)).items.reduce<Term>((total, { there, value }) => {
        const next = choose(there, termOf(value), integer(0));
        return knownInteger(total) === 0n ? next : counted('+', total, next, translating);
      }, integer(0)),
    ),
  min: (given) => extreme(given, '<'),
  max: (given) => extreme(given, '>'),
  'list contains': (given) => scalar(contains(listOf(first(given)), second(given))),
  concatenate: (given) => list(given.flatMap((one) => listOf(one).items)),
  union: (given, _call, { formula }) =>
    distinct(
      given.flatMap((one) => listOf(one).items),
      formula.share,
    ),
  'distinct values': (given, _call, { formula }) => distinct(listOf(first(given)).items, formula.share),
  all: (given) =>
    scalar(and(...listOf(first(given)).items.map(({ there, value }) => or(not(there), conditionOf(value))))),
  any: (given) =>
    scalar(or(...listOf(first(given)).items.map(({ there, value }) => and(there, conditionOf(value))))),
  append: ([to, ...items]) =>
    list([...listOf(to ?? nothing).items, ...items.map((value) => ({ there: yes, value }))]),
  'add months': (given, call, { under, fails }) => {
    if (given.length > 2 || call.arguments[0]?.type.kind !== 'instant')
      throw new Untranslatable('`add months` to a date or in a time zone');
    const [instant, months] = [termOf(first(given)), termOf(second(given))];
    const later = addMonths(instant, months);
    fails(and(under, or(compare('<', later, firstInstant), compare('>', later, lastInstant))));
    return scalar(later);
  },
};

const half: Term = { sort: 'Real', text: '(/ 1.0 2.0)' };

function rounding(round: (term: Term) => Term): CallOf {
  return (given) => scalar(scaled(given, round));
}

/** Rounds to so many digits as the second argument says; to none without it. */
const scaled = (given: readonly Symbolic[], round: (term: Term) => Term): Term => {
  const { quotient, ...term } = termOf(first(given));
  const size = quotient === undefined ? sizeOf(term) : quotient.dividend.most;
  const withSize = (result: Term, places: bigint): Term =>
    size === undefined ? result : { ...result, most: (size + 1n) * 10n ** places };
  if (given.length === 1) return withSize(round(term), 0n);
  const scale = knownInteger(termOf(second(given)));
  if (scale === undefined) throw new Untranslatable('rounding to a number of digits that is computed');
  if (!isTold(termOf(first(given)), Number(scale > 0n ? scale : 0n)))
    throw new Untranslatable('a quotient of such size that is rounded to some digits');
  if (scale >= 0n && term.sort === 'Int') return term;
  const unit = 10n ** (scale < 0n ? -scale : scale);
  if (scale === 0n) return withSize(round(term), 0n);
  const big: Term = { sort: 'Real', text: `${unit}.0` };
  const [grown, shrunk] = scale > 0n ? (['*', '/'] as const) : (['/', '*'] as const);
  const rounded = round({ sort: 'Real', text: `(${grown} ${real(term)} ${big.text})` });
  const written = `(${shrunk} ${real(rounded)} ${big.text})`;
  const places = scale < 0n ? 0n : scale;
  return withSize({ sort: 'Real', text: written, scale: Number(places) }, places);
};

const real = ({ sort, text }: Term): string => (sort === 'Int' ? `(to_real ${text})` : text);

function awayFromZero(term: Term, round: (size: Term) => Term): Term {
  return term.sort === 'Int'
    ? term
    : choose(compare('<', term, integer(0)), negate(round(negate(term))), round(term));
}

function halfEven(term: Term): Term {
  if (term.sort === 'Int') return term;
  const down = floor(term);
  const rest = arithmetic('-', term, down);
  const isOdd = equal(divided('mod', down, integer(2)), integer(1));
  const goesUp = or(compare('>', rest, half), and(equal(rest, half), isOdd));
  return choose(goesUp, arithmetic('+', down, integer(1)), down);
}

/** The least or the greatest of several values, or of the items of one list; absent where a list has none. */
const extreme = (given: readonly Symbolic[], sign: '<' | '>'): Symbolic => {
  const [only] = given;
  const items: readonly Item[] =
    given.length === 1 && only?.kind === 'list' ? only.items : given.map((value) => ({ there: yes, value }));
  return items.reduce<Symbolic>((best, { there, value }) => {
    if (best.kind === 'nothing') return there.text === 'true' ? value : either(there, value, nothing);
    const isBetter = and(there, or(best.absent, compare(sign, termOf(value), termOf(best))));
    return either(isBetter, value, best);
  }, nothing);
};

const contains = (from: ListOf, sought: Symbolic): Term =>
  or(...from.items.map(({ there, value }) => and(there, same(value, sought))));

const distinct = (items: readonly Item[], share: (term: Term) => Term): Symbolic => {
  const found: Item[] = [];
  for (const { there, value } of items) {
    const isKnown = or(...found.map((one) => and(one.there, same(one.value, value))));
    found.push({ there: share(and(there, not(isKnown))), value });
  }
  return list(found);
};
