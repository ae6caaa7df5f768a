import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { arithmetic, roundedQuotient } from '../../src/language/numbers/arithmetic.js';
import { numberOfDigits } from '../../src/language/numbers/decimal.js';
import { libraryArithmetic, type Arithmetic } from '../../src/language/numbers/library-arithmetic.js';
import {
  compareNumbers,
  nearestNumber,
  sameNumber,
  type Numeric,
} from '../../src/language/numbers/numeric.js';
import {
  difference,
  order,
  product,
  quotient,
  rational,
  rest,
  roundedTo,
  sum,
  written,
  type Rational,
  type RoundingName,
} from '../support/rational.js';

/** Numbers as contracts have them, integers about 2^53, halves, and of all 34 digits. */
const digits = fc.oneof(
  fc.bigInt({ min: -9_999n, max: 9_999n }),
  fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.bigInt({ min: -(10n ** 34n) + 1n, max: 10n ** 34n - 1n }),
  fc.constantFrom(0n, 1n, -1n, 3n, 7n, 5n, 10n ** 33n, 10n ** 15n, 10n ** 17n - 1n),
);
const scales = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -20, max: 40 }));
const numbers = fc.tuple(digits, scales).map(([size, scale]) => {
  const exact: Rational =
    scale < 0
      ? { over: size * 10n ** BigInt(-scale), under: 1n }
      : { over: size, under: 10n ** BigInt(scale) };
  return { exact, value: numberOf(exact) };
});

const numberOf = (exact: Rational): Numeric => {
  const value = numberOfDigits(written(exact));
  assert.ok(value !== undefined);
  return value;
};

/** Both are one number, in the one form that it has. */
const assertSame = (found: Numeric, expected: Rational): void => {
  assert.equal(order(rational(found), expected), 0, `${String(found)} is not ${written(expected)}`);
  const near = nearestNumber(found);
  const isSaid = Number.isFinite(near) && order(rational(near), expected) === 0;
  assert.equal(typeof found, isSaid ? 'number' : 'object', String(found));
  assert.ok(!Object.is(found, -0));
};

const assertComputed = (compute: () => Numeric, expected: Rational | undefined): void => {
  if (expected === undefined) assert.throws(compute, { name: 'RangeError' });
  else assertSame(compute(), expected);
};

const roundings: readonly RoundingName[] = [
  'up',
  'down',
  'floor',
  'ceiling',
  'half up',
  'half down',
  'half even',
];

const ways: Readonly<Record<string, Arithmetic>> = {
  'the arithmetic of compiled decisions': arithmetic,
  'the arithmetic of the reference': libraryArithmetic,
};

for (const [name, by] of Object.entries(ways))
  describe(name, () => {
    it('has the sums, differences, products, quotients and remainders that fractions of integers have', () => {
      fc.assert(
        fc.property(numbers, numbers, (a, b) => {
          assertSame(by.add(a.value, b.value), sum(a.exact, b.exact));
          assertSame(by.subtract(a.value, b.value), difference(a.exact, b.exact));
          assertSame(by.multiply(a.value, b.value), product(a.exact, b.exact));
          assertComputed(() => by.divide(a.value, b.value), quotient(a.exact, b.exact));
          assertComputed(() => by.modulo(a.value, b.value), rest(a.exact, b.exact));
        }),
        { numRuns: 1500 },
      );
    });

    it('rounds to the nearest, and on the side that the name says', () => {
      fc.assert(
        fc.property(
          numbers,
          fc.integer({ min: -4, max: 20 }),
          fc.constantFrom(...roundings),
          ({ value, exact }, places, rounding) => {
            assertSame(by.round(value, places, rounding), roundedTo(exact, places, rounding));
            assertSame(by.round(value, 0, rounding), roundedTo(exact, 0, rounding));
          },
        ),
        { numRuns: 1500 },
      );
    });

    it('goes no further than exponents of four digits', () => {
      const great = numberOfDigits(`1${'0'.repeat(6000)}`);
      const small = numberOfDigits(`0.${'0'.repeat(6000)}1`);
      assert.ok(great !== undefined && small !== undefined);
      assert.throws(() => by.multiply(great, great), { name: 'RangeError' });
      assert.throws(() => by.multiply(small, small), { name: 'RangeError' });
      assert.throws(() => by.divide(small, great), { name: 'RangeError' });
      assert.throws(() => by.divide(great, small), { name: 'RangeError' });
      assert.throws(() => by.round(1, 6177, 'up'), { name: 'RangeError' });
      assert.throws(() => by.round(1, 0.5, 'up'), { name: 'RangeError' });
      assert.equal(by.add(great, by.subtract(0, great)), 0);
    });

    it('knows no negative zero', () => {
      for (const zero of [
        by.multiply(-1, 0),
        by.multiply(-0.5, 0),
        by.divide(0, -5),
        by.divide(0, -0.3),
        by.modulo(0, -1.5),
        by.round(-0.2, 0, 'ceiling'),
        by.round(-0.2, 1, 'floor') === -0.2 ? 0 : 1,
        by.add(-0.1, 0.1),
      ])
        assert.ok(Object.is(zero, 0));
    });
  });

describe('numbers of two forms', () => {
  it('are in the order that their decimals have', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        assert.equal(Math.sign(compareNumbers(a.value, b.value)), order(a.exact, b.exact));
        assert.equal(sameNumber(a.value, b.value), order(a.exact, b.exact) === 0);
        assert.ok(sameNumber(a.value, numberOf(a.exact)));
      }),
      { numRuns: 1500 },
    );
  });

  it('are JavaScript numbers wherever one says them', () => {
    assert.equal(numberOfDigits('0.1234567890123456'), 0.1234567890123456);
    assert.equal(numberOfDigits('9007199254740991'), 9007199254740991);
    assert.equal(typeof numberOfDigits('9007199254740993'), 'object');
    assert.equal(typeof numberOfDigits('0.12345678901234567890'), 'object');
    assert.equal(numberOfDigits('1'.repeat(35)), undefined);
    assert.equal(typeof numberOfDigits('1'.repeat(34)), 'object');
    assert.equal(arithmetic.multiply(arithmetic.divide(1, 3), 3).toString(), `0.${'9'.repeat(34)}`);
    assert.equal(arithmetic.subtract(arithmetic.add(2 ** 53, 1), 1), 2 ** 53);
  });
});

describe('a quotient that is rounded at once', () => {
  const integers = fc.oneof(
    fc.maxSafeInteger(),
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -3, max: 3 }).map((near) => Number.MAX_SAFE_INTEGER - 3 + near),
  );
  it('is what its 34 digits round to', () => {
    fc.assert(
      fc.property(integers, integers, fc.constantFrom(...roundings), (a, b, rounding) => {
        const divided = quotient(rational(a), rational(b));
        assertComputed(() => roundedQuotient(a, b, rounding), divided && roundedTo(divided, 0, rounding));
      }),
      { numRuns: 1500 },
    );
    fc.assert(
      fc.property(numbers, numbers, fc.constantFrom(...roundings), (a, b, rounding) => {
        const divided = quotient(a.exact, b.exact);
        assertComputed(
          () => roundedQuotient(a.value, b.value, rounding),
          divided && roundedTo(divided, 0, rounding),
        );
      }),
      { numRuns: 500 },
    );
  });
});
