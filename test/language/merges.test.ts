import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { numberOfDigits } from '../../src/language/numbers/decimal.js';
import { distinct } from '../../src/language/merges.js';
import type { Computed } from '../../src/language/types/types.js';
import { sameValue } from '../../src/language/values.js';

const wide = ['0.3333333333333333333333333333333333', '0.3333333333333333333333333333333334'].map(
  (digits) => numberOfDigits(digits) ?? 0,
);
const number = fc.constantFrom<Computed>(0, -0, 1, 0.1, 1e21, ...wide);
const text = fc.constantFrom<Computed>('', '1', 'null', '{"a":1}', '[1]', null);
const item = fc.oneof(
  fc.array(number),
  fc.array(text),
  fc.array(
    fc.oneof(
      fc.record({ a: number, b: text }),
      fc.record({ b: text, a: number }),
      fc.record({ a: fc.array(number) }),
    ),
  ),
);

test('a list keeps the first of each value, as they are the same by their parts', () => {
  fc.assert(
    fc.property(item, (list) => {
      const first = list.filter((value, at) => list.findIndex((other) => sameValue(other, value)) === at);
      assert.deepEqual(distinct(list), first);
    }),
  );
});
