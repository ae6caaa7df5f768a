import { parseJson } from '../../../src/language/canonical.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJson } from '../../../src/service/http/request/read-json.js';
import { maximumDepth, scanJson } from '../../../src/service/http/request/scan-json.js';
import { isRecord } from '../service-under-test.js';

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
  it('says what a scan of the whole text says, whatever is cut, put in, given twice or nested', () => {
    const name = fc.constantFrom('a', 'b', '\\u0061', ':', '\\"', '\\\\', '__proto__', '');
    const { value } = fc.letrec<{ value: string; list: string; record: string; scalar: string }>((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, tie('scalar'), tie('list'), tie('record')),
      scalar: fc.oneof(
        fc.constantFrom('1', 'null', '":"', '"\\":"', '"\\\\"', '"{\\"a\\":1}"', '-0.5e1'),
        fc.json({ maxDepth: 0 }),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(' ,')}]`),
      record: fc
        .array(fc.tuple(name, tie('value')), { maxLength: 4 })
        .map((members) => `{${members.map(([key, item]) => `"${key}": ${item}`).join(',')}}`),
    }));
    const changed = fc.tuple(
      value,
      fc.option(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', '"', ':', '\\', '{', '}', ',"a":1', '["'))),
      fc.constantFrom(0, 0, 0, maximumDepth - 3, maximumDepth),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(changed, ([text, change, depth]) => {
        const [at, cut, put] = change ?? [0, 0, ''];
        const start = at % (text.length + 1);
        const whole = text.slice(0, start) + put + text.slice(start + cut);
        const nested = '['.repeat(depth) + whole + ']'.repeat(depth);
        const scan = scanJson(nested);
        seen.add(scan.code);
        const expected = scan.code === 'fine' ? { code: 'read', value: parseJson(nested) } : scan;
        assert.deepEqual(readJson(nested), expected, nested);
      }),
      { numRuns: 3000 },
    );
    assert.deepEqual([...seen].sort(), ['fine', 'invalid-request', 'not-json']);
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
  it('reads names with escapes whatever was read before', () => {
    const before = ['{"a":1,"\\\\":{}}', '{"a":1,"x\\\\":{}}', '{"a":1,"0":{}}'];
    for (const text of before) assert.equal(readJson(text).code, 'read');
    const read = (text: string): unknown => {
      const result = readJson(text);
      assert.equal(result.code, 'read', text);
      return result.value;
    };
    assert.deepEqual(read('{"a":1,"\\n":["\\n","a"]}'), { a: 1, '\n': ['\n', 'a'] });
    assert.deepEqual(read('{"a":1,"\\"":{"\\u0062":"1"}}'), { a: 1, '"': { b: '1' } });
    assert.deepEqual(read('{"a":1,"x\\n":2}'), { a: 1, 'x\n': 2 });
    assert.deepEqual(Object.keys(read('{"\\u005f_proto__":{}}') as object), ['__proto__']);
    assert.equal(readJson('{"a":1,"\\u0061":2}').code, 'invalid-request');
    assert.equal(readJson('{"\\x":2}').code, 'not-json');
    assert.equal(readJson('{"\\n":2}}').code, 'not-json');
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
