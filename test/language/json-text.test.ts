import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dataText, listText, scalarText } from '../../src/language/json-text.js';

test('plain data is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      assert.equal(dataText(data), JSON.stringify(data));
    }),
  );
});

test('a scalar is written as JSON.stringify writes it, a number that is none as null', () => {
  const scalars = [null, true, false, 0, -0, 1.5, NaN, Infinity, -Infinity, '', 'a "b"\n', '\ud800', '€'];
  for (const scalar of scalars) assert.equal(scalarText(scalar), JSON.stringify(scalar));
  assert.equal(listText(scalars, scalarText), JSON.stringify(scalars));
  assert.equal(listText([], scalarText), '[]');
});
