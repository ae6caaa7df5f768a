import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from 'feelin';
import fc from 'fast-check';
import { plainDecimal } from '../../src/language/numbers/decimal.js';
import { lowerToFeel } from '../../src/language/syntax/lower-to-feel.js';
import type { Value } from '../../src/language/types/types.js';
import { integer, list, number, record, text, typed, valueOf } from './support/scope.js';

const day = 86_400_000;

const noGrounds = { grounds: [] };
const someGrounds = {
  grounds: [
    { kind: 'fraud', belief: false, weight: 3, basis: null },
    { kind: 'abuse', belief: true, weight: 5, basis: 'seen' },
  ],
};

describe('an expression has its value, and feelin does not warn', () => {
  const cases: readonly (readonly [string, Value, Readonly<Record<string, Value>>?])[] = [
    ['1 + 2 * 3', 7],
    ['-(2 - 5)', 3],
    ['7 / 2', 3.5],
    ['floor(7 / 2) + ceiling(7 / 2)', 7],
    ['floor(-0.5)', -1],
    ['abs(-3)', 3],
    ['modulo(-5, 3)', 1],
    ['modulo(5, -3)', -1],
    ['modulo(9007199254740991, 1000)', 991],
    ['min(3, 1, 2) + max(3, 1, 2)', 4],
    ['"a" + "b"', 'ab'],
    ['duration("P30D") * 3', 90 * day],
    ['duration("P1D") / duration("PT1H")', 24],
    ['asOf - duration("PT0.5S")', 500, { asOf: 1000 }],
    ['floor((asOf - package.startsAt) / duration("P30D"))', 2, { asOf: 60 * day, package: { startsAt: 0 } }],
    ['add months(date and time("2026-01-31T00:00:00Z"), 1)', Date.UTC(2026, 1, 28)],
    ['sum([])', 0],
    ['sum(sizes)', 6, { sizes: [1, 2, 3] }],
    ['sum([share])', 0.25, { share: 0.25 }],
    ['count(sizes)', 1, { sizes: [7] }],
    ['count([])', 0],
    ['list contains(words, "b")', true, { words: ['a', 'b'] }],
    ['list contains([], 1)', false],
    ['concatenate(sizes, [9])', [1, 9], { sizes: [1] }],
    ['concatenate([], [])', []],
    ['union(sizes, [2, 1])', [1, 2], { sizes: [1, 1] }],
    ['union(sizes)', [1, 2], { sizes: [1, 2] }],
    ['distinct values(sizes)', [0, 1], { sizes: [0, 1, 0] }],
    ['count(distinct values([{ a: 1, b: null }, { a: 1, b: null }]))', 1],
    ['sizes[1]', null, { sizes: [] }],
    ['sizes[2]', 5, { sizes: [4, 5] }],
    ['sizes[3]', null, { sizes: [4, 5] }],
    ['sizes[count(sizes)]', 5, { sizes: [4, 5] }],
    ['sizes[count(sizes)]', null, { sizes: [] }],
    ['sizes[0 - 1]', 5, { sizes: [4, 5] }],
    ['sizes[0 - 3]', null, { sizes: [4, 5] }],
    ['maybe[1]', null, { maybe: [null, 1] }],
    ['sizes[item > 1]', [2, 3], { sizes: [1, 2, 3] }],
    ['sizes[item = 0]', [0], { sizes: [0, 1] }],
    ['sizes[item > 9]', [], { sizes: [1] }],
    ['maybe[item != null]', [1], { maybe: [null, 1] }],
    ['maybe[item = null]', [null], { maybe: [null, 1] }],
    ['[ready, not(ready)][not(item)]', [false], { ready: true }],
    ['grounds[item.kind = "abuse"][1].weight', 5, someGrounds],
    ['grounds[item.kind = "abuse"][1].weight', null, noGrounds],
    ['grounds[1].basis', null, someGrounds],
    ['count(grounds[item.belief])', 1, someGrounds],
    ['count(grounds[item.belief and item.weight > 5])', 0, someGrounds],
    ['some g in grounds satisfies g.belief', true, someGrounds],
    ['some g in grounds satisfies g.belief', false, noGrounds],
    ['every g in grounds satisfies g.belief', false, someGrounds],
    ['every g in grounds satisfies g.belief', true, noGrounds],
    ['some g in grounds satisfies g.basis != null and g.basis = "seen"', true, someGrounds],
    ['for g in grounds return g.basis', [null, 'seen'], someGrounds],
    ['for g in grounds return g.weight * 2', [6, 10], someGrounds],
    [
      'for x in sizes return for y in sizes return x * y',
      [
        [1, 2],
        [2, 4],
      ],
      { sizes: [1, 2] },
    ],
    ['law = null', true, { law: null }],
    ['law != null', true, { law: { requires: false } }],
    ['law.requires', null, { law: null }],
    ['law != null and law.requires', false, { law: null }],
    ['law = null or not(law.requires)', true, { law: null }],
    ['if law != null then law.amount.minor else 0', 0, { law: null }],
    ['if law != null then law.amount.minor else 0', 9, { law: { amount: { minor: 9, currency: 'USD' } } }],
    ['if law.until = null then asOf else law.until', 4, { law: { until: 4 }, asOf: 1 }],
    ['if law.until = null then asOf else law.until', 1, { law: null, asOf: 1 }],
    ['(if law != null then law.amount else null).minor', null, { law: null }],
    ['package.cancelledAt', null, { package: { cancelledAt: null } }],
    ['package.plan = "multi-period"', true, { package: { plan: 'multi-period' } }],
    ['currentPeriod.endsAt <= asOf', true, { 'currentPeriod.endsAt': 5, asOf: 5 }],
    ['{ minor: 5, currency: "USD" }', { minor: 5, currency: 'USD' }],
    ['({ minor: 5, currency: "USD" }).minor', 5],
    [
      '{ count: count(sizes), sum: sum(sizes), floor: floor(0.5) }',
      { count: 1, sum: 4, floor: 0 },
      { sizes: [4] },
    ],
    ['{ a: { count: 1, b: count(sizes) } }', { a: { count: 1, b: 0 } }, { sizes: [] }],
    ['0.0000001', 1e-7],
    ['[]', []],
    ['null', null],
  ];
  for (const [source, expected, values = {}] of cases)
    it(`${source} is ${JSON.stringify(expected)} with ${JSON.stringify(values)}`, () => {
      assert.deepEqual(valueOf(source, values), expected);
    });
});

describe('what cannot be decided is not decided', () => {
  it('a right side that cannot matter is not evaluated', () => {
    assert.equal(valueOf('count(sizes) > 0 and 1 / count(sizes) > 0', { sizes: [] }), false);
    assert.equal(valueOf('count(sizes) = 0 or 1 / count(sizes) > 0', { sizes: [] }), true);
  });

  it('a division by 0 throws', () => {
    assert.throws(() => valueOf('1 / count(sizes)', { sizes: [] }), RangeError);
    assert.throws(() => valueOf('modulo(1, count(sizes))', { sizes: [] }), RangeError);
  });
});

describe("feelin's own traps are closed", () => {
  /** What feelin makes of a source by itself, beside what the subset makes of it. */
  const alone = (source: string, context: Record<string, unknown> = {}): unknown =>
    evaluate(source, context).value;

  it('an empty sum, a multiplied duration, a quotient by 0', () => {
    assert.equal(alone('sum([])'), null);
    assert.equal(valueOf('sum([])'), 0);
    assert.equal(alone('duration("P30D") * 3'), null);
    assert.equal(valueOf('duration("P30D") * 3'), 90 * day);
    assert.equal(alone('1 / 0'), null);
    assert.throws(() => valueOf('1 / 0'));
  });

  it('modulo of large integers is exact', () => {
    const source = 'modulo(3778544130478264, 55990767177)';
    assert.equal(alone(source), 7207538419.000001);
    assert.equal(valueOf(source), 7207538419);
  });

  it('a path into an absent record does not warn', () => {
    assert.equal(evaluate('law.amount', { law: null }).warnings.length, 1);
    assert.equal(valueOf('law.amount', { law: null }), null);
  });

  it('a filter keeps items that are false or absent', () => {
    assert.deepEqual(alone('[true, false][item = false]'), []);
    assert.deepEqual(valueOf('[true, false][item = false]'), [false]);
  });

  it("a field with a function's name or a variable's does not hide it", () => {
    const known = {
      items: list(record({ count: integer, _v0: integer, list: list(integer) })),
      one: integer,
    };
    const items = [{ count: 7, _v0: 9, list: [1] }];
    assert.notDeepEqual(alone('items[count(item.list) = one]', { items, one: 1 }), items);
    assert.deepEqual(valueOf('items[count(item.list) = one]', { items, one: 1 }, known), items);
  });

  it('a number is written without an exponent', () => {
    assert.notEqual(alone('1e-7'), 1e-7);
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.match(plainDecimal(value), /^-?\d+(\.\d+)?$/);
        assert.equal(Number(plainDecimal(value)) + 0, value + 0);
      }),
    );
  });

  it('any text survives the way through feelin', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const literal = { ...typed('"x"'), kind: 'literal' as const, value };
        const { value: found, warnings } = evaluate(lowerToFeel(literal).source);
        assert.equal(found, value);
        assert.deepEqual(warnings, []);
      }),
    );
  });
});

describe('reads are lowered to variables', () => {
  it('each once, with its root and fields', () => {
    const lowered = lowerToFeel(typed('package.periods + package.periods * count(sizes)'));
    assert.deepEqual(
      lowered.reads.map(({ root, fields }) => [root, ...fields]),
      [['package', 'periods'], ['sizes']],
    );
    assert.equal(new Set(lowered.reads.map(({ variable }) => variable)).size, 2);
    assert.equal(lowered.source.includes('package'), false);
  });

  it("a variable of the source does not meet another's name", () => {
    const source = 'for _v0 in sizes return for _x0 in sizes return _v0 * 10 + _x0 + count(sizes)';
    assert.deepEqual(valueOf(source, { sizes: [1, 2] }), [
      [13, 14],
      [23, 24],
    ]);
    assert.deepEqual(
      valueOf('words[item = word]', { words: ['a'], word: 'a' }, { words: list(text), word: text }),
      ['a'],
    );
  });
});

describe('arithmetic of any numbers is that of the machine', () => {
  it('+ - * and comparisons', () => {
    const known = { a: integer, b: integer, x: number };
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (a, b, x) => {
          const values = { a, b, x };
          assert.equal(valueOf('a + b * 2 - a', values, known), a + b * 2 - a);
          assert.equal(valueOf('a < b or a >= b', values, known), true);
          assert.equal(valueOf('x = x and not(x < x)', values, known), true);
          assert.equal(valueOf('max(a, b) + min(a, b)', values, known), a + b);
        },
      ),
    );
  });

  it('equal shares and their remainder add up to the whole', () => {
    const known = { fee: integer, n: integer };
    const shares = 'for i in parts return floor(fee / n) + (if i <= modulo(fee, n) then 1 else 0)';
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (fee, n) => {
        const parts = Array.from({ length: n }, (_, index) => index + 1);
        const values = { fee, n, parts };
        assert.equal(valueOf(`sum(${shares})`, values, { ...known, parts: list(integer) }), fee);
      }),
    );
  });
});
