import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { makeRateLimit } from '../../../src/service/access/rate-limit.js';

describe('the rate limit', () => {
  it('grants as many at once as in a second, then one whenever its share of a second is over', () => {
    let now = 0;
    const limit = makeRateLimit(4, () => now);
    assert.deepEqual(limit.take('a', 1), { granted: true, remaining: 3, seconds: 1 });
    for (let times = 0; times < 3; times += 1) assert.equal(limit.take('a', 1).granted, true);
    assert.deepEqual(limit.take('a', 1), { granted: false, remaining: 0, seconds: 1 });
    assert.equal(limit.take('b', 1).granted, true);
    now = 249;
    assert.equal(limit.take('a', 1).granted, false);
    now = 250;
    assert.equal(limit.take('a', 1).granted, true);
    assert.equal(limit.take('a', 1).granted, false);
  });

  it('lets a batch take more than is left, and what follows wait the longer', () => {
    let now = 0;
    const limit = makeRateLimit(10, () => now);
    assert.equal(limit.take('a', 1000).granted, true);
    assert.deepEqual(limit.take('a', 1), { granted: false, remaining: 0, seconds: 100 });
    now = 99_000;
    assert.deepEqual(limit.take('a', 0), { granted: false, remaining: 0, seconds: 1 });
    now = 99_100;
    assert.equal(limit.take('a', 1).granted, true);
    limit.owe('a', 20);
    assert.equal(limit.take('a', 1).seconds, 3);
  });

  it('never grants more than the burst and its rate over the time, nor refuses who keeps within the rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 }),
        (perSecond, pauses) => {
          let now = 0;
          const limit = makeRateLimit(perSecond, () => now);
          let granted = 0;
          for (const pause of pauses) {
            now += pause;
            if (limit.take('a', 1).granted) granted += 1;
            assert.ok(granted <= perSecond + (now * perSecond) / 1000 + 1e-6);
          }
          now = 0;
          const steady = makeRateLimit(perSecond, () => now);
          for (let times = 0; times < 100; times += 1) {
            assert.equal(steady.take('a', 1).granted, true);
            now += 1000 / perSecond;
          }
        },
      ),
    );
  });

  it('remembers so many callers at most, also where all of them owe', () => {
    const limit = makeRateLimit(1, () => 0);
    for (let caller = 0; caller < 50_000; caller += 1)
      assert.equal(limit.take(`from:${caller}`, 5).granted, true);
    assert.equal(limit.take('from:49999', 1).granted, false, 'the last ones are remembered');
    assert.equal(limit.take('from:0', 1).granted, true, 'the first ones are forgotten');
  });
});
