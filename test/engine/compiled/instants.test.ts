import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instantOf } from '../../../src/engine/compiled/instant-of.js';
import { instantText } from '../../../src/language/instant-text.js';
import {
  firstInstantMs,
  formatInstant,
  lastInstantMs,
  parseInstant,
} from '../../../src/language/instants.js';

const day = 86_400_000;
const anyInstant = fc.oneof(
  fc.integer({ min: firstInstantMs, max: lastInstantMs }),
  fc.integer({ min: -200_000, max: 200_000 }).map((days) => days * day),
  fc.integer({ min: -20_000, max: 60_000 }).map((days) => days * day - 1),
);

describe('instants are read and written fast as by the language', () => {
  test('an instant is written as the language writes it', () => {
    fc.assert(
      fc.property(anyInstant, (epochMs) => {
        assert.equal(instantText(epochMs), formatInstant(epochMs));
      }),
    );
    for (let at = Date.UTC(1969, 11, 30); at < Date.UTC(2100, 2, 2); at += day)
      assert.equal(instantText(at), new Date(at).toISOString());
    assert.throws(() => instantText(lastInstantMs + 1), RangeError);
    assert.throws(() => instantText(1.5), RangeError);
  });

  test('an instant that the language writes is read as the language reads it', () => {
    const written = anyInstant.map(formatInstant);
    const shortened = written.map((text) => text.replace(/\.\d{3}Z$/, 'Z'));
    fc.assert(
      fc.property(fc.oneof(written, shortened), (text) => {
        const parsed = parseInstant(text);
        assert.ok(parsed.ok);
        assert.equal(instantOf(text), parsed.epochMs);
      }),
    );
  });

  test('a text that is close to an instant is read, or refused, as the language does', () => {
    const close = fc
      .tuple(
        anyInstant.map(formatInstant),
        fc.nat({ max: 23 }),
        fc.constantFrom('0', '1', '2', '3', '6', '9', '-', ':', 'T', 'Z', '.', '+', ' ', 'z'),
      )
      .map(([text, place, character]) => text.slice(0, place) + character + text.slice(place + 1));
    fc.assert(
      fc.property(close, (text) => {
        const parsed = parseInstant(text);
        if (parsed.ok) assert.equal(instantOf(text), parsed.epochMs);
        else assert.throws(() => instantOf(text), /none passed validation/);
      }),
      { numRuns: 2000 },
    );
  });
});
