import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addMonths,
  durationMs,
  firstInstantMs,
  formatInstant,
  lastInstantMs,
  parseInstant,
} from '../../src/language/instants.js';

const msOf = (text: string): number => {
  const parsed = parseInstant(text);
  assert.ok(parsed.ok, text);
  return parsed.epochMs;
};

const codeOf = (text: string): string => {
  const parsed = parseInstant(text);
  return parsed.ok ? 'accepted' : parsed.code;
};

describe('instants are RFC 3339 with an offset, to the millisecond', () => {
  it('are compared in UTC', () => {
    assert.equal(msOf('2026-08-15T14:00:00+02:00'), Date.UTC(2026, 7, 15, 12));
    assert.equal(msOf('2026-08-15T12:00:00Z'), msOf('2026-08-15T06:30:00-05:30'));
    assert.equal(msOf('2026-08-15t12:00:00z'), msOf('2026-08-15T12:00:00.000Z'));
    assert.equal(msOf('2026-08-15T12:00:00.5Z'), Date.UTC(2026, 7, 15, 12, 0, 0, 500));
    assert.equal(msOf('2026-08-15T12:00:00-00:00'), Date.UTC(2026, 7, 15, 12));
  });

  it('one without an offset is told apart', () => {
    for (const text of ['2026-08-15T12:00:00', '2026-08-15T12:00:00.123'])
      assert.equal(codeOf(text), 'instant-without-offset');
  });

  it('what is not on the calendar or the clock is refused', () => {
    for (const text of [
      ...['2026-02-30T00:00:00Z', '2026-02-29T00:00:00Z', '1900-02-29T00:00:00Z', '2026-04-31T00:00:00Z'],
      ...['2026-00-01T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-00T00:00:00Z', '2026-02-30T00:00:00'],
      ...['2026-01-01T24:00:00Z', '2026-01-01T00:60:00Z', '2026-12-31T23:59:60Z', '0000-01-01T00:00:00Z'],
      ...['2026-01-01T00:00:00+24:00', '2026-01-01T00:00:00+01:60', '0001-01-01T00:00:00+00:01'],
      '9999-12-31T23:59:59.999-00:01',
    ])
      assert.equal(codeOf(text), 'invalid-instant', text);
  });

  it('what is not of the form is refused', () => {
    for (const text of [
      ...['', '2026-08-15', '2026-08-15 12:00:00Z', '2026-08-15T12:00Z', '2026-08-15T12:00:00.Z'],
      ...[
        '2026-08-15T12:00:00.1234Z',
        '2026-08-15T12:00:00.123000Z',
        '2026-08-15T12:00:00+0200',
        '1786795200',
      ],
      ...[
        '2026-08-15T12:00:00+2:00',
        ' 2026-08-15T12:00:00Z',
        '2026-08-15T12:00:00Z\n',
        '+02026-08-15T12:00:00Z',
      ],
    ])
      assert.equal(codeOf(text), 'invalid-instant', text);
  });

  it('leap days of leap years are days', () => {
    for (const text of ['2024-02-29T00:00:00Z', '2000-02-29T00:00:00Z'])
      assert.equal(formatInstant(msOf(text)), text.replace('Z', '.000Z'));
  });

  it('the first and the last are those of the years 0001 and 9999', () => {
    assert.equal(formatInstant(firstInstantMs), '0001-01-01T00:00:00.000Z');
    assert.equal(formatInstant(lastInstantMs), '9999-12-31T23:59:59.999Z');
    assert.throws(() => formatInstant(firstInstantMs - 1), RangeError);
    assert.throws(() => formatInstant(lastInstantMs + 1), RangeError);
    assert.throws(() => formatInstant(0.5), RangeError);
  });

  it('survive writing and reading, in whatever offset', () => {
    const offsets = fc.integer({ min: -1439, max: 1439 });
    const day = 86_400_000;
    const instants = fc.integer({ min: firstInstantMs + day, max: lastInstantMs - day });
    fc.assert(
      fc.property(instants, offsets, (ms, minutes) => {
        assert.equal(msOf(formatInstant(ms)), ms);
        const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
        const size = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
        assert.equal(msOf(formatInstant(ms + minutes * 60_000).replace('Z', offset)), ms);
      }),
    );
  });
});

describe('calendar months in UTC', () => {
  const later = (text: string, months: number): string => formatInstant(addMonths(msOf(text), months));

  it('a day that the month lacks becomes its last', () => {
    assert.equal(later('2026-01-31T10:20:30.456Z', 1), '2026-02-28T10:20:30.456Z');
    assert.equal(later('2024-01-31T00:00:00Z', 1), '2024-02-29T00:00:00.000Z');
    assert.equal(later('2026-03-31T00:00:00Z', -1), '2026-02-28T00:00:00.000Z');
    assert.equal(later('2024-02-29T00:00:00Z', 12), '2025-02-28T00:00:00.000Z');
    assert.equal(later('2026-05-31T00:00:00Z', -12), '2025-05-31T00:00:00.000Z');
    assert.equal(later('0099-12-15T00:00:00Z', 1), '0100-01-15T00:00:00.000Z');
  });

  it('outside the years 0001 to 9999 there is none', () => {
    assert.throws(() => addMonths(lastInstantMs, 1), RangeError);
    assert.throws(() => addMonths(firstInstantMs, -1), RangeError);
  });

  it('land in the month meant, at the same time of day', () => {
    const instants = fc.date({
      min: new Date('1000-01-01'),
      max: new Date('8000-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: -5000, max: 5000 }), (date, months) => {
        const found = new Date(addMonths(date.getTime(), months));
        const index = (each: Date): number => each.getUTCFullYear() * 12 + each.getUTCMonth();
        assert.equal(index(found), index(date) + months);
        assert.equal(found.toISOString().slice(-14), date.toISOString().slice(-14));
        assert.ok(found.getUTCDate() <= date.getUTCDate());
      }),
    );
  });
});

describe('durations of fixed length', () => {
  it('are milliseconds', () => {
    assert.equal(durationMs('P30D'), 30 * 86_400_000);
    assert.equal(durationMs('PT1H'), 3_600_000);
    assert.equal(durationMs('P1DT2H3M4.5S'), 93_784_500);
    assert.equal(durationMs('-PT1M'), -60_000);
    assert.equal(durationMs('-PT0S'), 0);
  });

  it('months, years, weeks and unfinished texts are none', () => {
    for (const text of [
      '',
      'P',
      'PT',
      'P1DT',
      'P1M',
      'P1Y',
      'P1W',
      'P1.5D',
      'PT1',
      'p1d',
      'PT0.0001S',
      'P99999999999D',
    ])
      assert.equal(durationMs(text), undefined, text);
  });
});
