import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { differingPaths } from '../../src/engine/differing-paths.js';

describe('The paths at which two values differ', () => {
  const cases: readonly (readonly [unknown, unknown, readonly string[]])[] = [
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
    [{ a: 1 }, { a: 2 }, ['/a']],
    [{ a: 1 }, {}, ['/a']],
    [{ a: undefined }, {}, []],
    [{ a: null }, {}, ['/a']],
    [{ a: [1, 2] }, { a: [1, 3, 4] }, ['/a/1', '/a/2']],
    [{ a: [] }, { a: {} }, ['/a']],
    [{ 'a/b': { '~': 1 } }, { 'a/b': { '~': 2 } }, ['/a~1b/~0']],
    [1, '1', ['']],
    [0, -0, []],
    [NaN, NaN, []],
  ];
  for (const [left, right, paths] of cases)
    test(`of ${inspect(left)} and ${inspect(right)} are ${inspect(paths)}`, () => {
      assert.deepEqual(differingPaths(left, right), paths);
      assert.deepEqual(differingPaths(right, left), paths);
    });

  test('are none exactly where two JSON values are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (left, right) => {
        assert.deepEqual(differingPaths(left, structuredClone(left)), []);
        // JSON does not tell 0 from -0.
        const same = isSame(JSON.parse(JSON.stringify(left)), JSON.parse(JSON.stringify(right)));
        assert.equal(differingPaths(left, right).length === 0, same);
      }),
    );
  });

  test('are so many at most, the first ones', () => {
    assert.deepEqual(differingPaths([1, 2, 3], [], 2), ['/0', '/1']);
  });
});

const isSame = (left: unknown, right: unknown): boolean => {
  try {
    assert.deepEqual(left, right);
    return true;
  } catch {
    return false;
  }
};
