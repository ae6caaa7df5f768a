import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findTwice, tellTwice } from '../../src/edition/check/edition-twice.js';

const at = (folder: string, revision: string, digest: string, document = 'boat-hire') => ({
  folder,
  identity: { document, revision, digest },
});

describe('two folders with one revision of a document', () => {
  it('are found where their content differs, and both are named', () => {
    const twice = findTwice([at('a', '2026', 'one'), at('b', '2027', 'two'), at('c', '2026', 'three')]);
    assert.deepEqual(twice, { document: 'boat-hire', revision: '2026', folders: ['a', 'c'] });
    assert.match(tellTwice(twice), /^`a` and `c` differ, and both are revision 2026 of boat-hire\. /);
  });

  it('are no mistake where they are alike, or are revisions of two documents', () => {
    assert.equal(findTwice([at('a', '2026', 'one'), at('b', '2026', 'one')]), undefined);
    assert.equal(findTwice([at('a', '2026', 'one'), at('b', '2026', 'two', 'car-hire')]), undefined);
    assert.equal(findTwice([at('a', '2026 x', 'one'), at('b', 'x', 'two', 'boat-hire 2026')]), undefined);
    assert.equal(findTwice([]), undefined);
  });
});
