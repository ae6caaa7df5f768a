import fc from 'fast-check';
import {
  difference,
  negative,
  order,
  product,
  quotient,
  rational,
  rest,
  roundedTo,
  sum,
  type Rational,
  type RoundingName,
} from '../../support/rational.js';

/** An expression of FEEL, and what fractions of integers say that it comes to; `undefined` where it cannot be computed. */
export interface Computed {
  readonly feel: string;
  readonly is: Rational | undefined;
}

/** What names stand for in these expressions. */
export const facts = {
  n: 9_007_199_254_740_991,
  k: -7,
  x: 0.1234567890123456,
  y: 1e-7,
  fee: { minor: 123_456_789, currency: 'EUR' },
} as const;

const literals = [
  ...['0', '1', '2', '3', '7', '0.5', '0.29', '1.15', '2.005', '100', '9007199254740991', '9007199254740993'],
  ...[
    '0.1234567890123456789012345678901234',
    '1234567890123456789012345678901234',
    '0.000000001',
    '99999999.99',
  ],
];

const leaf = fc.oneof(
  fc.constantFrom(...literals).map((feel): Computed => ({ feel, is: rational(feel) })),
  fc
    .constantFrom('n' as const, 'k' as const, 'x' as const, 'y' as const)
    .map((feel): Computed => ({ feel, is: rational(facts[feel]) })),
  fc.constant<Computed>({ feel: 'fee.minor', is: rational(facts.fee.minor) }),
);

type Pair = (a: Rational, b: Rational) => Rational | undefined;

const both = (a: Computed, b: Computed, feel: string, of: Pair): Computed => ({
  feel,
  is: a.is === undefined || b.is === undefined ? undefined : of(a.is, b.is),
});

const operators: Readonly<Record<'+' | '-' | '*' | '/', Pair>> = {
  '+': sum,
  '-': difference,
  '*': product,
  '/': quotient,
};

const pairs: Readonly<Record<string, readonly [feel: (a: string, b: string) => string, of: Pair]>> = {
  modulo: [(a, b) => `modulo(${a}, ${b})`, rest],
  min: [(a, b) => `min(${a}, ${b})`, (a, b) => (order(a, b) < 0 ? a : b)],
  max: [(a, b) => `max(${a}, ${b})`, (a, b) => (order(a, b) > 0 ? a : b)],
  if: [(a, b) => `(if ${a} < ${b} then ${b} else ${a})`, (a, b) => (order(a, b) < 0 ? b : a)],
  let: [(a, b) => `sum(for v in [${a}, ${b}] return v * 2)`, (a, b) => sum(twice(a), twice(b))],
  filter: [(a, b) => `count([${a}, ${b}][item > ${a}])`, (a, b) => rational(order(b, a) > 0 ? 1 : 0)],
  distinct: [
    (a, b) => `count(distinct values([${a}, ${b}, ${a}]))`,
    (a, b) => rational(order(a, b) === 0 ? 1 : 2),
  ],
  sort: [(a, b) => `sort([${a}, ${b}])[-1]`, (a, b) => (order(a, b) > 0 ? a : b)],
  'index of': [
    (a, b) => `count(index of([${a}, ${b}], ${a}))`,
    (a, b) => rational(order(a, b) === 0 ? 2 : 1),
  ],
  contains: [
    (a, b) => `(if list contains([${a}], ${b}) then 1 else 0)`,
    (a, b) => rational(order(a, b) === 0 ? 1 : 0),
  ],
  mean: [(a, b) => `require(mean([${a}, ${b}]), "none")`, (a, b) => quotient(sum(a, b), rational(2))],
  product: [(a, b) => `product([${a}, ${b}])`, product],
};

const twice = (a: Rational): Rational => product(a, rational(2));

const roundings: Readonly<Record<string, RoundingName>> = {
  floor: 'floor',
  ceiling: 'ceiling',
  decimal: 'half even',
  'round up': 'up',
  'round down': 'down',
  'round half up': 'half up',
  'round half down': 'half down',
  'round half even': 'half even',
};

/** Expressions of numbers. The items of a list that may be absent are made present by `sort`'s wrapper. */
export const numbers = fc.letrec<{ number: Computed }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const),
        tie('number'),
        tie('number'),
      )
      .map(([sign, a, b]) => both(a, b, `(${a.feel} ${sign} ${b.feel})`, operators[sign])),
    fc
      .tuple(fc.constantFrom(...Object.entries(pairs)), tie('number'), tie('number'))
      .map(([[name, [feel, of]], a, b]) =>
        both(a, b, name === 'sort' ? `require(${feel(a.feel, b.feel)}, "none")` : feel(a.feel, b.feel), of),
      ),
    fc
      .tuple(
        fc.constantFrom(...Object.entries(roundings)),
        tie('number'),
        fc.option(fc.integer({ min: -3, max: 20 })),
      )
      .map(([[name, rounding], a, places]): Computed => {
        const feel =
          places === null && name !== 'decimal' ? `${name}(${a.feel})` : `${name}(${a.feel}, ${places ?? 0})`;
        return { feel, is: a.is && roundedTo(a.is, places ?? 0, rounding) };
      }),
    tie('number').map((a): Computed => ({ feel: `(-${a.feel})`, is: a.is && negative(a.is) })),
    tie('number').map((a): Computed => ({
      feel: `abs(${a.feel})`,
      is: a.is && (a.is.over < 0n ? negative(a.is) : a.is),
    })),
  ),
})).number;

/** What stands in files beside the definitions: a function of one's own, or a decision table; `feel` asks it. */
export interface Declared extends Computed {
  readonly function?: object;
  readonly table?: object;
}

const parameters = {
  givenN: { type: 'integer' },
  givenK: { type: 'integer' },
  givenX: { type: 'number' },
  givenY: { type: 'number' },
  givenFee: { type: 'money' },
};

/** Functions of one's own, which read what they are given in place of the facts. */
export const functions = numbers.map(({ feel, is }): Declared => ({
  feel: 'own(n, k, x, y, fee)',
  is,
  function: {
    parameters,
    result: { type: 'number' },
    is: feel.replace(
      /\b(?:n|k|x|y|fee)\b/g,
      (name) => `given${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    ),
  },
}));

/** By hit policy: the tests and outputs of the rows of a table over `k` and `x`, what it comes to otherwise, and what of it all is told. */
const tableForms: Readonly<
  Record<string, readonly [rows: (a: string, b: string) => readonly object[], of: Pair, isOpen?: true]>
> = {
  unique: [
    (a, b) => [
      { k: '< 0', out: a },
      { k: '>= 0', out: b },
    ],
    (a) => a,
  ],
  first: [
    (a, b) => [{ x: `< ${a}`, out: b }],
    (a, b) => (order(rational(facts.x), a) < 0 ? b : rational(7)),
    true,
  ],
  'collect sum': [
    (a, b) => [
      { k: '-7', out: a },
      { x: '> 5', out: '1' },
      { k: '< 0', out: b },
    ],
    sum,
  ],
  'collect min': [
    (a, b) => [
      { k: '< 0', out: a },
      { k: '< 1', out: b },
    ],
    (a, b) => (order(a, b) < 0 ? a : b),
    true,
  ],
  'collect max': [
    (a, b) => [
      { k: '< 0', out: a },
      { k: 'not(0)', out: b },
    ],
    (a, b) => (order(a, b) > 0 ? a : b),
    true,
  ],
};

/** Decision tables, whose cells and bounds are computed. */
export const tables = fc
  .tuple(fc.constantFrom(...Object.entries(tableForms)), numbers, numbers)
  .map(([[hit, [rows, of, isOpen]], a, b]): Declared => ({
    ...both(a, b, 'table', of),
    table: {
      hit,
      inputs: { k: 'k', x: 'x' },
      outputs: { out: { type: 'number' } },
      rows: rows(a.feel, b.feel),
      ...(isOpen === undefined ? {} : { otherwise: '7' }),
    },
  }))
  // Of a row that does not apply, nothing is computed.
  .filter(({ is }) => is !== undefined);

const few = fc
  .constantFrom('0.19', '3', '0.333', '1.15', '7')
  .map((feel): Computed => ({ feel, is: rational(feel) }));

/** Expressions of money in one currency, in minor units that need not be whole. */
export const amounts = fc.letrec<{ amount: Computed }>((tie) => ({
  amount: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Computed>({ feel: 'fee', is: rational(facts.fee.minor) }),
    fc
      .integer({ min: 0, max: 99_999 })
      .map((minor): Computed => ({ feel: `{ minor: ${minor}, currency: "EUR" }`, is: rational(minor) })),
    fc
      .tuple(fc.constantFrom('+' as const, '-' as const), tie('amount'), tie('amount'))
      .map(([sign, a, b]) => both(a, b, `(${a.feel} ${sign} ${b.feel})`, operators[sign])),
    fc
      .tuple(fc.constantFrom('*' as const, '/' as const), tie('amount'), few)
      .map(([sign, a, b]) => both(a, b, `(${a.feel} ${sign} ${b.feel})`, operators[sign])),
    fc
      .tuple(
        fc.constantFrom(...Object.entries(roundings).filter(([name]) => name !== 'decimal')),
        tie('amount'),
      )
      .map(([[name, rounding], a]): Computed => ({
        feel: `${name}(${a.feel})`,
        is: a.is && roundedTo(a.is, 0, rounding),
      })),
    tie('amount').map((a): Computed => ({ feel: `(-${a.feel})`, is: a.is && negative(a.is) })),
    fc
      .tuple(tie('amount'), tie('amount'))
      .map(([a, b]) => both(a, b, `require(sum([${a.feel}, ${b.feel}]), "none")`, sum)),
    fc
      .tuple(fc.constantFrom('min' as const, 'max' as const), tie('amount'), tie('amount'))
      .map(([name, a, b]) =>
        both(a, b, `${name}(${a.feel}, ${b.feel})`, (one, other) =>
          order(one, other) < 0 === (name === 'min') ? one : other,
        ),
      ),
  ),
})).amount;

const day = 86_400_000n;
const milliseconds = (ms: bigint): Rational => ({ over: ms, under: 1n });

/** Expressions of lengths of time, in milliseconds: of instants and dates, their differences, sums and products. */
export const lengths = fc.letrec<{ length: Computed; date: Computed }>((tie) => ({
  length: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Computed>(
      { feel: 'duration("P30D")', is: milliseconds(30n * day) },
      { feel: 'duration("PT0.001S")', is: milliseconds(1n) },
      { feel: 'duration("PT36H")', is: milliseconds((3n * day) / 2n) },
    ),
    fc
      .tuple(fc.constantFrom('+' as const, '-' as const), tie('length'), tie('length'))
      .map(([sign, a, b]) => both(a, b, `(${a.feel} ${sign} ${b.feel})`, operators[sign])),
    fc
      .tuple(tie('length'), fc.integer({ min: -3, max: 9 }))
      .map(([a, n]): Computed => ({ feel: `(${a.feel} * (${n}))`, is: a.is && product(a.is, rational(n)) })),
    tie('length').map((a): Computed => ({ feel: `((asOf + ${a.feel}) - asOf)`, is: a.is })),
    fc.tuple(tie('date'), tie('date')).map(([a, b]) => both(a, b, `(${a.feel} - ${b.feel})`, difference)),
  ),
  date: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .constantFrom('2024-02-29', '2026-12-31', '1970-01-01')
      .map((at): Computed => ({ feel: `date("${at}")`, is: rational(Date.parse(at)) })),
    fc.tuple(fc.constantFrom('+' as const, '-' as const), tie('date'), tie('length')).map(([sign, a, b]) =>
      both(a, b, `(${a.feel} ${sign} ${b.feel})`, (one, other) => {
        const moved = operators[sign](one, other);
        return moved && roundedToDay(moved);
      }),
    ),
  ),
})).length;

const roundedToDay = ({ over, under }: Rational): Rational => {
  const whole = roundedTo({ over, under: under * day }, 0, 'floor');
  return product(whole, milliseconds(day));
};
