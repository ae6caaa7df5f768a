import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Rule } from '../../../src/edition/model/edition.js';
import { setBit, wordBits } from '../../../src/engine/compiled/plans/bits.js';
import { makePrecedenceTable } from '../../../src/engine/compiled/plans/precedence-table.js';
import { standingOf } from '../../../src/engine/precedence.js';

test('the precedence table says what standingOf says, for rules in several words of bits', () => {
  const count = 2 * wordBits + 3;
  const place = fc.nat({ max: count - 1 });
  const overrides = fc.array(fc.uniqueArray(place, { maxLength: 4 }), { minLength: count, maxLength: count });
  fc.assert(
    fc.property(overrides, fc.uniqueArray(place), (overridden, firedPlaces) => {
      const rules = overridden.map((places, i) => ({
        id: `r${i}`,
        overrides: places.map((other) => `r${other}`),
      })) as unknown as readonly Rule[]; // all that precedence reads of a rule
      const fired = new Int32Array(3);
      for (const one of firedPlaces) setBit(fired, one);
      const expected = standingOf(rules.filter((_, i) => firedPlaces.includes(i)));
      const found = makePrecedenceTable(rules)(fired);
      assert.deepEqual(
        found.standing.map((one) => rules[one]),
        expected.standing,
      );
      assert.deepEqual(found.overridden, expected.overridden);
    }),
  );
});
