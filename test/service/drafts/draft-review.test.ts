import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentOf, reviewOf } from '../../../src/service/drafts/review/draft-review.js';

/** Counts how often all its texts are read. */
class CountedTexts extends Map<string, string> {
  reads = 0;
  override [Symbol.iterator](): MapIterator<[string, string]> {
    this.reads += 1;
    return super[Symbol.iterator]();
  }
}

describe('the content of a draft', () => {
  it('is made out once of each draft, and is another of another', () => {
    const scenarios = new CountedTexts([['a.feature', 'A']]);
    const draft = { released: new Map(), changed: new Map(), scenarios, by: null, writers: [], review: [] };
    const { content } = reviewOf(draft);
    assert.equal(reviewOf(draft).content, content);
    assert.equal(contentOf(draft), content);
    assert.equal(scenarios.reads, 1);
    assert.notEqual(contentOf({ ...draft, scenarios: new Map([['a.feature', 'B']]) }), content);
  });
});
