import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { draftAddress, lineOfAnchor } from '../../src/web/drafts/draft-address.js';
import { toMinute } from '../../src/web/drafts/to-minute.js';
import { toldValue } from '../../src/web/drafts/trial/told-value.js';

describe('what the page of a draft says', () => {
  test('tells values of effects in words', () => {
    for (const [value, words] of [
      [null, 'none'],
      [undefined, 'none'],
      [true, 'yes'],
      [false, 'no'],
      [1200, '1,200'],
      ['keep', 'keep'],
      ['2026-05-27T00:00:00.000Z', '27 May 2026, 00:00 UTC'],
      [{ minor: 80000, currency: 'USD' }, 'USD 800.00'],
      [[], 'none'],
      [['debt', 'late-item'], 'debt, late-item'],
      [{ kind: 'plan', periods: 2 }, 'kind plan, periods 2'],
    ] as const)
      assert.equal(toldValue(value), words);
  });

  test('addresses a draft, a file of it, and a line of that', () => {
    assert.equal(draftAddress('a-1'), '/book/drafts/a-1');
    assert.equal(draftAddress('a-1', 'fee.yaml', 12), '/book/drafts/a-1/fee.yaml#line-12');
    assert.equal(lineOfAnchor('#line-12'), 12);
    for (const hash of ['', '#line-0', '#line-', '#clause-1', '#line-1x'])
      assert.equal(lineOfAnchor(hash), null);
  });

  test('leaves the seconds of a change out', () => {
    assert.equal(toMinute('2026-11-23T00:14:05.093Z'), '2026-11-23T00:14:00Z');
  });
});
