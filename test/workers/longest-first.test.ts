import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longestFirst } from '../../src/workers/longest-first.js';

describe('work that is done longest first', () => {
  it('begins with the longest, has no more than so much at once, and gives results in the order of the items', async () => {
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    const results = await longestFirst(
      [1, 5, 3, 4, 2],
      2,
      (size) => size,
      async (size) => {
        begun.push(size);
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        return size * 10;
      },
    );
    assert.deepEqual(begun, [5, 4, 3, 2, 1]);
    assert.deepEqual(results, [10, 50, 30, 40, 20]);
    assert.equal(most, 2);
  });

  it('leaves no place idle while one item takes long', async () => {
    let end: () => void = () => undefined;
    const long = new Promise<void>((resolve) => {
      end = resolve;
    });
    const done: number[] = [];
    await longestFirst(
      [9, 1, 2, 3],
      2,
      (size) => size,
      async (size) => {
        if (size === 9) await long;
        done.push(size);
        if (size === 1) end();
      },
    );
    assert.deepEqual(done, [3, 2, 1, 9]);
  });

  it('begins no other where one fails', async () => {
    const begun: number[] = [];
    const work = longestFirst(
      [1, 2, 3],
      1,
      (size) => size,
      (size) => {
        begun.push(size);
        return size === 2 ? Promise.reject(new Error('it failed')) : Promise.resolve(size);
      },
    );
    await assert.rejects(work, /it failed/);
    assert.deepEqual(begun, [3, 2]);
  });
});
