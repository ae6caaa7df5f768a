import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  firstInstantMs,
  formatInstant,
  isInstant,
  lastInstantMs,
  parseInstant,
} from '../../src/language/instants.js';

const day = 86_400_000;
const anyInstant = fc.oneof(
  fc.integer({ min: firstInstantMs, max: lastInstantMs }),
  fc.integer({ min: -200_000, max: 200_000 }).map((days) => days * day),
  fc.integer({ min: -20_000, max: 60_000 }).map((days) => days * day - 1),
);

describe('instants are read and written by their digits', () => {
  test('an instant is written as ECMAScript writes it', () => {
    fc.assert(
      fc.property(anyInstant, (epochMs) => {
        assert.equal(formatInstant(epochMs), new Date(epochMs).toISOString());
      }),
    );
    for (let at = Date.UTC(1969, 11, 30); at < Date.UTC(2100, 2, 2); at += day)
      assert.equal(formatInstant(at), new Date(at).toISOString());
    assert.throws(() => formatInstant(lastInstantMs + 1), RangeError);
    assert.throws(() => formatInstant(1.5), RangeError);
  });

  /** With a small `z` an instant is the same, and is read by its parts and not by its digits. */
  const readByParts = (text: string) => parseInstant(text.replace(/Z$/, 'z'));

  test('an instant that was written is read', () => {
    const written = anyInstant.map((epochMs) => ({ epochMs, text: formatInstant(epochMs) }));
    fc.assert(
      fc.property(written, ({ epochMs, text }) => {
        assert.deepEqual(parseInstant(text), { ok: true, epochMs });
        const shortened = text.replace(/\.\d{3}Z$/, 'Z');
        assert.deepEqual(parseInstant(shortened), { ok: true, epochMs: Math.floor(epochMs / 1000) * 1000 });
        assert.deepEqual(parseInstant(shortened), readByParts(shortened));
      }),
    );
  });

  test('a text that is close to an instant is read, or refused, by its digits as by its parts', () => {
    const close = fc
      .tuple(
        anyInstant.map(formatInstant),
        fc.nat({ max: 23 }),
        fc.constantFrom('0', '1', '2', '3', '6', '9', '-', ':', 'T', 'Z', '.', '+', ' ', 'z'),
      )
      .map(([text, place, character]) => text.slice(0, place) + character + text.slice(place + 1));
    fc.assert(
      fc.property(close, (text) => {
        assert.deepEqual(parseInstant(text), readByParts(text));
        assert.equal(isInstant(text), parseInstant(text).ok);
      }),
      { numRuns: 2000 },
    );
  });
});
