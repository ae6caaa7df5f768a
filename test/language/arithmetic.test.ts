import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { add, divide, modulo, multiply, round, subtract } from '../../src/language/arithmetic.js';

/** A decimal as hundred-millionths, beside the number that is written so: what integers say of it is the measure. */
const scale = 100_000_000n;
const decimal = fc
  .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => ({
    value: Number(`${digits}e-${places}`),
    exact: (BigInt(digits) * scale) / 10n ** BigInt(places),
  }));

/** The number that is nearest to so many hundred-millionths. */
const written = (exact: bigint): number => Number(`${exact}e-8`);

describe('Decimal arithmetic', () => {
  it('has the sums, differences, products and remainders that integers have', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        assert.equal(add(a.value, b.value), written(a.exact + b.exact) + 0);
        assert.equal(subtract(a.value, b.value), written(a.exact - b.exact) + 0);
        assert.equal(multiply(a.value, b.value), Number(`${a.exact * b.exact}e-16`) + 0);
        if (b.exact === 0n) return;
        const rest = a.exact % b.exact;
        const isOther = rest !== 0n && rest < 0n !== b.exact < 0n;
        assert.equal(modulo(a.value, b.value), written(isOther ? rest + b.exact : rest) + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back by a quotient what was multiplied', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        if (b.exact === 0n) return;
        assert.equal(divide(multiply(a.value, b.value), b.value), a.value + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds to the nearest, and on the side that the name says', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 3 }), ({ value, exact }, places) => {
        const unit = scale / 10n ** BigInt(places);
        const below = (exact - (((exact % unit) + unit) % unit)) / unit;
        const above = below + (exact % unit === 0n ? 0n : 1n);
        const to = (units: bigint): number => Number(`${units}e-${places}`) + 0;
        assert.equal(round(value, places, 'floor'), to(below));
        assert.equal(round(value, places, 'ceiling'), to(above));
        assert.equal(round(value, places, 'down'), to(exact < 0n ? above : below));
        assert.equal(round(value, places, 'up'), to(exact < 0n ? below : above));
        const twice = 2n * (exact - below * unit);
        const away = exact < 0n ? below : above;
        const nearer = twice < unit ? below : above;
        assert.equal(round(value, places, 'half up'), to(twice === unit ? away : nearer));
        assert.equal(
          round(value, places, 'half down'),
          to(twice === unit ? (exact < 0n ? above : below) : nearer),
        );
        const even = below % 2n === 0n ? below : above;
        assert.equal(round(value, places, 'half even'), to(twice === unit ? even : nearer));
      }),
      { numRuns: 2000 },
    );
  });

  it('has a product of 15 digits, and none of more', () => {
    assert.equal(multiply(999_999_999_999.999, 0), 0);
    assert.equal(multiply(90_071_992_547.4, 1.15), 103_582_791_429.51);
    assert.throws(() => multiply(Number.MAX_SAFE_INTEGER, 1.15), { name: 'RangeError' });
    assert.throws(() => add(1e15, 0.1), { name: 'RangeError' });
    assert.throws(() => add(1e300, 1e-300), { name: 'RangeError' });
    assert.throws(() => multiply(1e-200, 1e-200), { name: 'RangeError' });
  });

  it('computes on with a quotient, which is the nearest double', () => {
    assert.equal(divide(1, 3), 1 / 3);
    assert.equal(round(multiply(divide(1, 3), 3), 10, 'half even'), 1);
    assert.equal(divide(0.3, 0.1), 3);
    assert.throws(() => divide(0.1, 0), { name: 'RangeError' });
  });

  it('knows no negative zero', () => {
    for (const zero of [
      multiply(-1, 0),
      divide(0, -5),
      modulo(0, -1.5),
      round(-0.2, 0, 'ceiling'),
      add(-0.1, 0.1),
    ])
      assert.ok(Object.is(zero, 0));
  });
});
