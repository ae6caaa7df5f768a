import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeLayers } from '../../src/sql/query/layers.js';

describe('names of columns of which an engine takes so many bytes', () => {
  it('are shortened at the end of a character, and differ in any case', () => {
    const { share, columns } = makeLayers(new Set(['aaaaaaaaa']), 9);
    for (const [place, name] of ['aaaaaaaa', 'aaaaaaaaab', 'AAAAAAAAAC', 'ääääää', 'ääääää'].entries())
      share(name, `(${place} + 1)`);
    assert.deepEqual(
      columns().map(({ name }) => name),
      ['aaaaaaaa', 'aaaaa (2)', 'AAAAA (3)', 'ääää', 'ää (2)'],
    );
  });
});
