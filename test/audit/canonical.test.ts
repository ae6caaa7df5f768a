import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonical, quoted, quotedName } from '../../src/language/canonical.js';
import { byPackage } from './support/by-package.js';

/** Texts with quotes, control characters, halves of pairs, around the length from which another way is taken. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(fc.constantFrom('a', '"', '\\', '\n', '\u0000', 'é', '\u2028', '\ud83d', '\ude00', '€'), {
      minLength: 44,
      maxLength: 52,
    })
    .map((parts) => parts.join('')),
  fc.array(fc.constantFrom('\ud83d', '\ude00', '"', 'x'), { maxLength: 4 }).map((parts) => parts.join('')),
);
const names = fc.oneof(texts, fc.constantFrom('10', '9', '2', 'a', 'A', '__proto__', 'toJSON', ''));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      texts,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 30 }),
  ),
}));

describe('the canonical text of a JSON value', () => {
  it('is what the package `canonicalize` makes of it', () => {
    fc.assert(
      fc.property(tree, (value) => {
        assert.equal(canonical(value), byPackage(value));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same for the same value, in whatever order its members came', () => {
    fc.assert(
      fc.property(tree, (value) => {
        assert.equal(canonical(JSON.parse(canonical(value))), canonical(value));
      }),
    );
    assert.equal(canonical({ b: 1, a: [{ d: -0, c: null }] }), '{"a":[{"c":null,"d":0}],"b":1}');
  });

  it('sorts names by UTF-16 code units, also where there are many', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, place) => [`n${40 - place}`, place]));
    assert.equal(canonical(many), byPackage(many));
    assert.equal(canonical({ '\u{1f600}': 1, '\ufb33': 2 }), '{"\u{1f600}":1,"\ufb33":2}');
  });

  it('leaves out a member without value, and has null for such an item', () => {
    assert.equal(canonical({ a: undefined, b: [undefined, 1] }), '{"b":[null,1]}');
  });

  it('is of JSON values alone', () => {
    for (const other of [NaN, Infinity, undefined, () => 1, 1n, new Date(0), [Symbol('s')], { a: () => 1 }])
      assert.throws(() => canonical(other), TypeError);
  });
});

describe('a quoted text', () => {
  it('is what JSON.stringify makes of it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        assert.equal(quoted(text), JSON.stringify(text));
        assert.equal(quotedName(text), `${JSON.stringify(text)}:`);
        assert.equal(quotedName(text), `${JSON.stringify(text)}:`);
      }),
    );
  });
});
