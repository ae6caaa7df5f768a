import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from '../../src/language/remembered.js';

test('what was made of the last texts is given again, and made anew once it was forgotten', () => {
  const asked: string[] = [];
  const make = remembered(2, (text) => {
    asked.push(text);
    return { text };
  });
  const first = make('a');
  assert.equal(make('a'), first);
  make('b');
  make('c');
  assert.deepEqual(make('a'), first);
  assert.deepEqual(asked, ['a', 'b', 'c', 'a']);
});
