import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { draftAddress, lineOfAnchor } from '../../src/web/drafts/draft-address.js';
import { toMinute } from '../../src/web/parts/values/coarser.js';

describe('what the page of a draft says', () => {
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
