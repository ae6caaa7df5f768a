import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allocate } from '../../src/language/money/allocate.js';
import type { Amount } from '../../src/language/money/money-calculations.js';
import { formatPercent, percentOf } from '../../src/language/numbers/percent.js';

const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });

test('shares add up, none is a unit or more from what is due, and equal weights differ by a unit at most', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), weights, (minor, parts) => {
      const total = parts.reduce((sum, one) => sum + one, 0);
      fc.pre(total > 0);
      const shares = allocate({ minor, currency: 'EUR' }, parts).map((share) => Number(share.minor));
      assert.equal(
        shares.reduce((sum, one) => sum + one, 0),
        minor,
      );
      shares.forEach((share, place) => {
        const weight = parts[place] ?? 0;
        assert.ok(Math.abs(share * total - minor * weight) < total);
        assert.ok(weight > 0 || share === 0);
        parts.forEach((other, at) => {
          if (other === weight) assert.ok(Math.abs((shares[at] ?? 0) - share) <= 1);
        });
      });
    }),
  );
});

test('decimal weights count as what they are written', () => {
  const ten: Amount = { minor: 10, currency: 'EUR' };
  assert.deepEqual(
    allocate(ten, [0.1, 0.2, 0.7]).map(({ minor }) => minor),
    [1, 2, 7],
  );
});

test('a percentage is the decimal that it is written as, and back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
      fc.integer({ min: 0, max: 6 }),
      (digits, scale) => {
        const written = String(Number(`${digits}e-${scale}`));
        fc.pre(!written.includes('e'));
        assert.equal(percentOf(`${written} %`), Number(`${digits}e-${scale + 2}`) || 0);
        assert.equal(formatPercent(percentOf(`${written}%`) ?? NaN), `${Number(written) || 0} %`);
      },
    ),
  );
  for (const none of ['19', '%', '1e3 %', '19  %', '0,5 %', '.5 %', '1234567890123.4567 %'])
    assert.equal(percentOf(none), undefined, none);
});
