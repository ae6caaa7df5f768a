import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { digestOf } from '../../src/edition/model/digest.js';

const digest = (yaml: string, text = 'Terms\nWords.\n'): string =>
  digestOf(
    new Map([
      ['facts.yaml', yaml],
      ['contract.txt', text],
    ]),
  );

describe('The digest of an edition', () => {
  test('is the SHA-256 of its canonical JSON', () => {
    // printf '{"a.yaml":{"b":1,"c":[true]},"t.txt":"x"}' | sha256sum
    assert.equal(
      digestOf(
        new Map([
          ['t.txt', 'x'],
          ['a.yaml', 'c: [true]\nb: 1.0\n'],
        ]),
      ),
      'sha256:186735d77186dbb9fceaa38031d0845d6814abc883514de683c843cdf5547303',
    );
  });

  test('is taken from what was read of a file, where that is given', () => {
    const files = new Map([['a.yaml', 'a: 1']]);
    assert.equal(digestOf(files, new Map([['a.yaml', { value: { a: 1 } }]])), digestOf(files));
    assert.notEqual(digestOf(files, new Map([['a.yaml', { value: { a: 2 } }]])), digestOf(files));
  });

  test('does not change with comments, formatting or the order of keys', () => {
    assert.equal(digest('a: 1\nb: [2, "3"]\n'), digest('# why\nb:\n  - 2\n  - "3"\na:   1 # so\n'));
  });

  test('changes with every value, with the text, and with the name of a file', () => {
    const all = [
      digest('a: 1'),
      digest('a: 2'),
      digest('a: "1"'),
      digest('a: 1', 'Terms\nOther words.\n'),
      digestOf(new Map([['a.yaml', 'a: 1']])),
      digestOf(new Map([['b.yaml', 'a: 1']])),
    ];
    assert.equal(new Set(all).size, all.length);
  });
});
