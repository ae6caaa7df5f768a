import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operators, type OperatorName } from '../../src/language/operators.js';
import { firstInstantMs, lastInstantMs } from '../../src/language/instants.js';
import { money, type Type, type Value } from '../../src/language/types/types.js';
import { Untranslatable } from '../../src/sql/untranslatable.js';
import { referenceValue, type Primitive } from '../proof/support/primitive.js';
import type { Engine } from './support/engine.js';
import { engines } from './support/engines.js';
import { computeRows, holdRows } from './support/primitive-rows.js';

const orAbsent = (type: Type): Type => ({ ...type, nullable: true });
const listOf = (of: Type): Type => ({ kind: 'list', of });
const integer: Type = { kind: 'integer' };
const number: Type = { kind: 'number' };
const text: Type = { kind: 'text' };
const instant: Type = { kind: 'instant' };
const boolean: Type = { kind: 'boolean' };
const safe = Number.MAX_SAFE_INTEGER;

const pairs = (one: readonly Value[], other: readonly Value[], x = 'x', y = 'y') =>
  one.flatMap((left) => other.map((right) => ({ [x]: left, [y]: right })));
const each = (name: string, of: readonly Value[]) => of.map((one) => ({ [name]: one }));

const integers = [null, -safe, -7, -1, 0, 1, 7, safe];
const texts = [null, '', 'a', 'A', "it's", 'a\\', "\\'b", 'ß', '%', '\u{1f600}', '\u00a0'];
const instants = [null, firstInstantMs, -1, 0, 1, lastInstantMs];
const numbers = [-safe, -7, -6, -1, 0, 1, 6, 7, safe];

const scalars: readonly (readonly [Type, readonly Value[]])[] = [
  [integer, integers],
  [text, texts],
  [instant, instants],
  [boolean, [null, true, false]],
];
const lists: readonly (readonly [Type, readonly Value[], readonly Value[]])[] = [
  [integer, integers, [null, [], [1], [0, 7, safe], [-1, -1]]],
  [text, texts, [null, [], ['a'], ['', "it's", '\u{1f600}']]],
];

for (const { dialect, open } of engines)
  describe(`in ${dialect.title} an operator holds where it holds in a condition, absent sides among them`, () => {
    let engine: Engine;
    before(async () => {
      engine = await open();
    });
    after(() => engine.close());

    const holds = async (
      operator: OperatorName,
      names: Readonly<Record<string, Type>>,
      cases: Primitive['cases'],
    ) => {
      const found = await holdRows(operator, { feel: 'x', names, cases }, engine, dialect);
      const expected = cases.map(({ x = null, y = null }) => operators[operator].holds(x, y));
      assert.deepEqual(found, expected, operator);
      return found;
    };

    for (const operator of Object.keys(operators) as OperatorName[])
      // its own keys
      test(operator, async () => {
        const seen: unknown[] = [];
        if (operator === 'present')
          for (const [type, values] of scalars)
            seen.push(
              ...(await holds(operator, { x: orAbsent(type), y: boolean }, pairs(values, [true, false]))),
            );
        else if (operator === 'in' || operator === 'notIn')
          for (const [type, values, of] of lists)
            seen.push(
              ...(await holds(operator, { x: orAbsent(type), y: orAbsent(listOf(type)) }, pairs(values, of))),
            );
        else if (operator === 'contains' || operator === 'doesNotContain')
          for (const [type, values, of] of lists)
            seen.push(
              ...(await holds(operator, { x: orAbsent(listOf(type)), y: orAbsent(type) }, pairs(of, values))),
            );
        else
          for (const [type, values] of scalars) {
            if (operators[operator].isOrder && (type === text || type === boolean)) continue;
            const names = { x: orAbsent(type), y: orAbsent(type) };
            seen.push(...(await holds(operator, names, pairs(values, values))));
          }
        assert.ok(seen.includes(true) && seen.includes(false), 'both ways');
      });
  });

const ofTwo = { n: integer, m: integer };
const twoNumbers = pairs(numbers, numbers, 'n', 'm');
const months = ['2000-02-29T23:59:59.999Z', '2023-12-31T00:00:00Z', '2024-01-31T08:30:00Z'].map((one) =>
  Date.parse(one),
);
const item: Type = { kind: 'record', fields: { a: integer, b: orAbsent(text) } };
const items = [
  [],
  [{ a: 1, b: null }],
  [
    { a: 1, b: 'x' },
    { a: 1, b: null },
    { a: 1, b: null },
  ],
];
const integerLists = [[], [1], [3, 1, 2], [2, 2, 1, 2], [-safe, safe, safe]];

const primitives: Readonly<Record<string, readonly Primitive[]>> = {
  'floor and modulo, of negatives, and by zero': [
    { feel: 'floor(n / m)', names: ofTwo, cases: twoNumbers },
    { feel: 'ceiling(n / m)', names: ofTwo, cases: twoNumbers },
    { feel: 'modulo(n, m)', names: ofTwo, cases: twoNumbers },
    { feel: 'modulo(n, -3)', names: ofTwo, cases: twoNumbers },
    // Multiplied by a million, a dividend may have more than 64 bits.
    ...['round up', 'round down', 'round half up', 'round half even'].map((name) => ({
      feel: `${name}(n / m, 6)`,
      names: ofTwo,
      cases: pairs([-7, -6, -1, 0, 1, 7, 1_000_003], [-7, -6, -3, 1, 2, 6, 7], 'n', 'm'),
    })),
    ...['round up', 'round down', 'round half up', 'round half down', 'round half even'].map((name) => ({
      feel: `${name}(n / m)`,
      names: ofTwo,
      cases: twoNumbers,
    })),
  ],
  'integers beyond what is counted exactly': [
    { feel: 'n + m - n', names: ofTwo, cases: twoNumbers },
    { feel: 'floor(n * m / 2)', names: ofTwo, cases: twoNumbers },
    { feel: '-n < abs(m)', names: ofTwo, cases: twoNumbers },
    { feel: 'min(n, m) + max(n, m, 3)', names: ofTwo, cases: twoNumbers },
  ],
  decimals: [
    { feel: 'n * 0.19', names: ofTwo, cases: each('n', [...numbers, 526_315_789_473_684]) },
    { feel: 'round half up(n * 0.07, 2)', names: ofTwo, cases: each('n', [-50, -7, 0, 1, 50, 150]) },
    { feel: 'n * 1.5 <= m', names: ofTwo, cases: pairs([-3, 0, 1, 2], [-5, -4, 0, 2, 3], 'n', 'm') },
    { feel: 'round half even(n * 0.5)', names: ofTwo, cases: each('n', [-5, -3, -1, 0, 1, 3, 5]) },
  ],
  'months, clamped': [
    ...[-14, -1, 0, 1, 13].map((count) => ({
      feel: `add months(t, ${count})`,
      names: { t: instant },
      cases: each('t', [...months, firstInstantMs, lastInstantMs]),
    })),
    {
      feel: 'add months(t, n)',
      names: { t: instant, n: integer },
      cases: pairs(months, [-120_000, 1, 95_988, 120_000, safe], 't', 'n'),
    },
  ],
  absence: [
    { feel: 'x = null', names: { x: orAbsent(integer) }, cases: each('x', integers) },
    { feel: 'x != null and x > 0', names: { x: orAbsent(integer) }, cases: each('x', integers) },
    { feel: 'x = null or x > 0', names: { x: orAbsent(integer) }, cases: each('x', integers) },
    { feel: 'if x != null then x else -1', names: { x: orAbsent(integer) }, cases: each('x', integers) },
    {
      feel: 'x != null and y != null and x = y',
      names: { x: orAbsent(text), y: orAbsent(text) },
      cases: pairs(texts, texts),
    },
    {
      feel: 'x = null or y = null or x != y',
      names: { x: orAbsent(text), y: orAbsent(text) },
      cases: pairs(texts, texts),
    },
    { feel: 'not(x != null and x > 0)', names: { x: orAbsent(integer) }, cases: each('x', integers) },
    {
      feel: 'if l = null then 0 else count(l)',
      names: { l: orAbsent(listOf(integer)) },
      cases: each('l', [null, ...integerLists]),
    },
    {
      feel: 'if r = null then "none" else r.currency',
      names: { r: orAbsent(money) },
      cases: each('r', [null, { minor: 5, currency: 'USD' }]),
    },
  ],
  lists: [
    ...['count', 'sum', 'min', 'max', 'distinct values'].map((name) => ({
      feel: `${name}(l)`,
      names: { l: listOf(integer) },
      cases: each('l', integerLists),
    })),
    ...[1, 2, -1, -3, 9].map((place) => ({
      feel: `l[${place}]`,
      names: { l: listOf(integer) },
      cases: each('l', integerLists),
    })),
    {
      feel: 'l[n]',
      names: { l: listOf(integer), n: integer },
      cases: pairs(integerLists, [-safe, -1, 0, 1, 4, safe], 'l', 'n'),
    },
    // With 64 bits alone this would come to 2^53 - 2049.
    { feel: 'sum(l)', names: { l: listOf(integer) }, cases: each('l', [Array<number>(2049).fill(safe)]) },
    { feel: 'l[item > 1]', names: { l: listOf(integer) }, cases: each('l', integerLists) },
    { feel: 'for i in l return i - 1', names: { l: listOf(integer) }, cases: each('l', [[], [1, 0], [-5]]) },
    {
      feel: 'for i in l return floor(6 / i)',
      names: { l: listOf(integer) },
      cases: each('l', [[], [1, 0], [-5]]),
    },
    { feel: 'some i in l satisfies i > 1', names: { l: listOf(integer) }, cases: each('l', integerLists) },
    { feel: 'every i in l satisfies i > 1', names: { l: listOf(integer) }, cases: each('l', integerLists) },
    { feel: 'concatenate(l, [9], l)', names: { l: listOf(integer) }, cases: each('l', integerLists) },
    { feel: 'union(l, [1, 2])', names: { l: listOf(integer) }, cases: each('l', integerLists) },
    {
      feel: 'list contains(l, n)',
      names: { l: listOf(integer), n: integer },
      cases: pairs(integerLists, [1, 9], 'l', 'n'),
    },
    { feel: 'distinct values(s)', names: { s: listOf(item) }, cases: each('s', items) },
    {
      feel: 'for i in l return [i, 1]',
      names: { l: listOf(integer) },
      cases: each('l', [[], [1, 0], [-5]]),
    },
    ...[
      'k[-1]',
      'for i in k return count(i)',
      'k[count(item) > 1]',
      'k[some i in item satisfies i > 2]',
      'for i in k return concatenate(i, [0])',
    ].map((feel) => ({
      feel,
      names: { k: listOf(listOf(integer)) },
      cases: each('k', [
        [
          [1, 2],
          [1, 2],
        ],
        [[], [2], []],
        [[3, 4, 5], [-1]],
      ]),
    })),
    { feel: 's[item.b = null]', names: { s: listOf(item) }, cases: each('s', items) },
    { feel: 'sum(for i in s return i.a)', names: { s: listOf(item) }, cases: each('s', items) },
    {
      feel: 'some i in s satisfies every j in s satisfies i.b != null and j.b != null and i.b = j.b',
      names: { s: listOf(item) },
      cases: each('s', items),
    },
  ],
  texts: [{ feel: 'x + "-" + x', names: { x: text }, cases: each('x', texts.slice(1)) }],
};

/** What SQL is not told by name. */
const refused: readonly (readonly [why: RegExp, Primitive])[] = [
  [/`upper case`/, { feel: 'upper case(x)', names: { x: text }, cases: [] }],
  [/a quotient that is not rounded/, { feel: 'n / m >= 2', names: ofTwo, cases: [] }],
  [/number of which nothing is known|list with a number/, { feel: 'd + 1', names: { d: number }, cases: [] }],
  [/of dates, of months or of money/, { feel: 'r + r', names: { r: money }, cases: [] }],
  [/`add months` to a date/, { feel: 'add months(t, 1, "Europe/Berlin")', names: { t: instant }, cases: [] }],
];

for (const { dialect, open } of engines)
  describe(`in ${dialect.title} an expression comes to what the reference computes`, () => {
    let engine: Engine;
    before(async () => {
      engine = await open();
    });
    after(() => engine.close());

    for (const [about, all] of Object.entries(primitives))
      test(about, async () => {
        let compared = 0;
        for (const primitive of all) {
          const found = await computeRows(primitive, engine, dialect);
          for (const [at, values] of primitive.cases.entries()) {
            if (found[at] === 'rounds') continue;
            compared += 1;
            assert.deepEqual(
              found[at],
              referenceValue(primitive, values),
              `${primitive.feel} of ${JSON.stringify(values)}`,
            );
          }
        }
        assert.ok(compared >= all.reduce((sum, { cases }) => sum + cases.length, 0) / 2);
      });

    for (const [why, primitive] of refused)
      test(`${primitive.feel} is refused by name`, async () => {
        await assert.rejects(
          computeRows({ ...primitive, cases: [{}] }, engine, dialect),
          (error) => error instanceof Untranslatable && why.test(error.message),
        );
      });
  });
