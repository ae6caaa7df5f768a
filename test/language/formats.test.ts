import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { currencyDigits, formatMoney, formatValue, instantsIn } from '../../src/language/format-value.js';
import type { Value } from '../../src/language/types/types.js';
import { money } from '../../src/language/types/types.js';
import { boolean, duration, instant, integer, list, number, record, text } from './support/scope.js';

describe('instants in a text are told by the clocks of a zone', () => {
  it('each of them, whether it stands in quotes or not', () => {
    assert.equal(
      instantsIn('due "2026-06-30T22:00:00.000Z" → 2026-12-31T23:00:00Z; 2026-06-30 stays', 'Europe/Berlin'),
      'due 1 July 2026, 00:00 (Europe/Berlin) → 1 January 2027, 00:00 (Europe/Berlin); 2026-06-30 stays',
    );
  });
  it('and stay as they are where it is UTC', () => {
    assert.equal(instantsIn('from 2026-06-30T22:00:00Z', 'UTC'), 'from 2026-06-30T22:00:00Z');
  });
});

describe('money is written with the digits of its currency', () => {
  const cases: readonly (readonly [number, string, string])[] = [
    [120_000, 'USD', 'USD 1,200.00'],
    [5, 'USD', 'USD 0.05'],
    [0, 'USD', 'USD 0.00'],
    [-5, 'USD', 'USD -0.05'],
    [-123_456_789, 'EUR', 'EUR -1,234,567.89'],
    [1200, 'JPY', 'JPY 1,200'],
    [0, 'JPY', 'JPY 0'],
    [1234, 'KWD', 'KWD 1.234'],
    [1234, 'HUF', 'HUF 12.34'],
    [100, 'COP', 'COP 1.00'],
    [12_345, 'CLF', 'CLF 1.2345'],
    [Number.MAX_SAFE_INTEGER, 'USD', 'USD 90,071,992,547,409.91'],
  ];
  for (const [minor, currency, expected] of cases)
    it(expected, () => {
      assert.equal(formatMoney({ minor, currency }), expected);
    });

  it('and can be read back to the minor unit', () => {
    const amounts = fc.record({
      minor: fc.maxSafeInteger(),
      currency: fc.constantFrom('USD', 'JPY', 'KWD', 'CLF'),
    });
    fc.assert(
      fc.property(amounts, (amount) => {
        const written = formatMoney(amount).slice(4);
        assert.equal(BigInt(written.replace(/[,.]/g, '')), BigInt(amount.minor));
        assert.equal(written.split('.')[1]?.length ?? 0, currencyDigits(amount.currency));
      }),
    );
  });
});

describe('values are told for people', () => {
  const noon = Date.UTC(2026, 7, 15, 12);
  const day = 86_400_000;
  const cases: readonly (readonly [Value, Parameters<typeof formatValue>[1], string])[] = [
    [noon, instant, '15 August 2026, 12:00 UTC'],
    [noon + 5000, instant, '15 August 2026, 12:00:05 UTC'],
    [noon + 7, instant, '15 August 2026, 12:00:00.007 UTC'],
    [30 * day, duration, '30 days'],
    [day, duration, '1 day'],
    [day + 2 * 3_600_000 + 60_000, duration, '1 day 2 hours 1 minute'],
    [1500, duration, '1.5 seconds'],
    [1000, duration, '1 second'],
    [0, duration, '0 seconds'],
    [-day, duration, '-1 day'],
    [1000, integer, '1,000'],
    [-1_234_567, integer, '-1,234,567'],
    [999, integer, '999'],
    [-0, integer, '0'],
    [1234.5, number, '1,234.5'],
    [true, boolean, 'yes'],
    [false, boolean, 'no'],
    [null, { ...integer, nullable: true }, 'none'],
    ['multi-period', text, 'multi-period'],
    [[1000, 2], list(integer), '1,000, 2'],
    [[], list(integer), 'none'],
    [{ minor: 80_000, currency: 'USD' }, money, 'USD 800.00'],
    [
      { kind: 'reply', since: noon },
      record({ kind: text, since: instant }),
      'kind: reply; since: 15 August 2026, 12:00 UTC',
    ],
  ];
  for (const [value, type, expected] of cases)
    it(expected, () => {
      assert.equal(formatValue(value, type), expected);
    });
});
