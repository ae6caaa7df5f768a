import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maximumDepth, readJson } from '../../src/service/read-json.js';
import { isRecord } from './service-under-test.js';

const placeOf = (text: string): unknown => {
  const result = readJson(text);
  return result.code === 'not-json' ? [result.place.line, result.place.column] : result.code;
};

describe('reading JSON from outside', () => {
  it('reads whatever JSON says', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        const spaced = JSON.stringify(value, undefined, indent);
        assert.deepEqual(readJson(spaced), { code: 'read', value });
      }),
    );
  });
  it('refuses just what JSON.parse refuses, whatever was cut or put in', () => {
    const broken = fc
      .tuple(
        fc.json({ noUnicodeString: false }),
        fc.nat(),
        fc.constantFrom('', '"', '{', ']', ',', ':', '\\', '\n', '-', '0', 'e', '.'),
      )
      .map(
        ([text, at, put]) =>
          text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(broken, (text) => {
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        const { code } = readJson(text);
        assert.equal(code === 'not-json', !parses && code !== 'invalid-request', text);
        assert.ok(parses || code !== 'read');
      }),
      { numRuns: 2000 },
    );
  });
  it('names the first place that is wrong, by line and column', () => {
    assert.deepEqual(placeOf(''), [1, 1]);
    assert.deepEqual(placeOf('{'), [1, 2]);
    assert.deepEqual(placeOf('{\n  "a": 1,\n  b: 2 }'), [3, 3]);
    assert.deepEqual(placeOf('{"a": 1,}'), [1, 9]);
    assert.deepEqual(placeOf('{"a" 1}'), [1, 6]);
    assert.deepEqual(placeOf('[1 2]'), [1, 4]);
    assert.deepEqual(placeOf('[01]'), [1, 2]);
    assert.deepEqual(placeOf('{} {}'), [1, 4]);
    assert.deepEqual(placeOf('["a\nb"]'), [1, 4]);
    assert.deepEqual(placeOf('["a\\x"]'), [1, 4]);
    assert.deepEqual(placeOf('NaN'), [1, 1]);
  });
  it('refuses a member that is given twice, also where it is written in another way', () => {
    const result = readJson('{"facts": [0, {"a": 1, "\\u0061": 2}]}');
    assert.equal(result.code, 'invalid-request');
    assert.equal(result.errors[0]?.code, 'duplicate-member');
    assert.equal(result.errors[0].pointer, '/facts/1/a');
    assert.equal(readJson('[{"a":1},{"a":2}]').code, 'read');
  });
  it('takes nesting up to its limit and refuses it beyond, however deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    assert.equal(readJson(nested(maximumDepth)).code, 'read');
    assert.equal(readJson(nested(maximumDepth + 1)).code, 'invalid-request');
    assert.equal(readJson('['.repeat(1_000_000)).code, 'invalid-request');
  });
  it('keeps __proto__ an ordinary member', () => {
    const result = readJson('{"__proto__": {"polluted": true}}');
    assert.equal(result.code, 'read');
    assert.ok(isRecord(result.value));
    assert.deepEqual(Object.keys(result.value), ['__proto__']);
  });
  it('reads a text of a million escapes', () => {
    assert.equal(readJson(JSON.stringify('\n'.repeat(1_000_000))).code, 'read');
  });
});
