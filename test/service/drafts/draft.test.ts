import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  draftIdOf,
  etagOf,
  filesOf,
  isDraftId,
  isNewFileName,
  withFile,
  type Draft,
} from '../../../src/service/drafts/draft.js';
import { draftPatch } from '../../../src/service/drafts/draft-patch.js';

const draft: Draft = {
  id: 'x',
  title: 'X',
  by: null,
  from: { document: 'terms', revision: '2026', digest: 'sha256:0' },
  createdAt: 1,
  changedAt: 1,
  released: new Map([['fee.yaml', 'a: 1\n']]),
  changed: new Map(),
  scenarios: new Map(),
  writers: [],
  review: [],
  publishedAs: null,
};

describe('the id of a draft', () => {
  it('tells its title in letters that an address and a file name take', () => {
    const random = '0f8fad5b-d9cb-469f-a165-70867728950e';
    assert.equal(draftIdOf('Längere Frist!', random), 'la-ngere-frist-7728950e');
    assert.equal(draftIdOf('長い', random), 'draft-7728950e');
    for (const title of ['../../keys', 'x'.repeat(100), '-', 'A B'])
      assert.ok(isDraftId(draftIdOf(title, random)), title);
  });

  it('is nothing that leads elsewhere', () => {
    for (const id of ['', '.', '..', 'a/b', 'a\\b', 'a.json', 'A', '-a', 'a\0', 'a'.repeat(81)])
      assert.ok(!isDraftId(id), id);
    for (const name of ['a', '../a.yaml', 'a/b.yaml', '.yaml', 'a.yaml/', 'a.txt', 'A.yaml'])
      assert.ok(!isNewFileName(name), name);
    assert.ok(isNewFileName('reservation-fee.yaml'));
  });
});

describe('a file of a draft', () => {
  it('counts as changed as long as it differs from what was released', () => {
    const changed = withFile(draft, 'fee.yaml', 'a: 2\n', 5);
    assert.deepEqual([[...changed.changed.keys()], changed.changedAt], [['fee.yaml'], 5]);
    assert.equal(filesOf(changed).get('fee.yaml'), 'a: 2\n');
    assert.equal(withFile(changed, 'fee.yaml', 'a: 1\n', 6).changed.size, 0);
    assert.equal(draft.released.get('fee.yaml'), 'a: 1\n');
  });

  it('has an entity tag of its own text', () => {
    assert.match(etagOf('a'), /^"[\w-]{22}"$/);
    assert.notEqual(etagOf('a'), etagOf('b'));
    assert.equal(etagOf('a'), etagOf('a'));
  });
});

describe('the patch of a draft', () => {
  it('changes and adds files in the order of their names', () => {
    const added = withFile(withFile(draft, 'fee.yaml', 'a: 2\n', 5), 'day.yaml', 'b: 1\n', 6);
    assert.equal(
      draftPatch(added),
      [
        'diff --git a/terms/2026/day.yaml b/terms/2026/day.yaml',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/terms/2026/day.yaml',
        '@@ -0,0 +1,1 @@',
        '+b: 1',
        'diff --git a/terms/2026/fee.yaml b/terms/2026/fee.yaml',
        '--- a/terms/2026/fee.yaml',
        '+++ b/terms/2026/fee.yaml',
        '@@ -1,1 +1,1 @@',
        '-a: 1',
        '+a: 2',
        '',
      ].join('\n'),
    );
  });
});
