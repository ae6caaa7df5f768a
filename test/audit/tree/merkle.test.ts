import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sha256 } from '../../../src/language/canonical.js';
import { leafOf, nodeOver, pathIn, rootBy, treeOver } from '../../../src/audit/tree/merkle.js';
import { Peaks } from '../../../src/audit/tree/peaks.js';
import { statedLink } from '../../../src/audit/tree/stated-link.js';
import { countedBytes, makeEntry } from '../support/entries.js';
import { link, lineText, makeUnchained } from '../../../src/audit/record/record.js';

const leaves = Array.from({ length: 70 }, (_, n) => leafOf(sha256(`record ${n}`)));

describe('a tree over records', () => {
  it('is the one of RFC 6962 over three leaves', () => {
    const [a, b, c] = leaves;
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    assert.deepEqual(treeOver([a, b, c]), nodeOver(nodeOver(a, b), c));
    assert.deepEqual(pathIn([a, b, c], 0), [b, c]);
    assert.deepEqual(pathIn([a, b, c], 2), [nodeOver(a, b)]);
  });

  it('has a path from each leaf to its root, in every size, and from no other leaf or place', () => {
    for (let size = 1; size <= leaves.length; size += 1) {
      const some = leaves.slice(0, size);
      const root = treeOver(some);
      for (const [index, leaf] of some.entries()) {
        const path = pathIn(some, index);
        assert.deepEqual(rootBy(leaf, { index, size, path }), root);
        const others = [
          rootBy(leafOf(sha256('another record')), { index, size, path }),
          rootBy(leaf, { index, size, path: [...path, leaf] }),
          rootBy(leaf, { index: size, size, path }),
          ...(size > 1
            ? [
                rootBy(leaf, { index: (index + 1) % size, size, path }),
                rootBy(leaf, { index, size, path: path.slice(1) }),
              ]
            : []),
        ];
        assert.ok(others.every((other) => other?.equals(root) !== true));
      }
    }
  });

  it('counts past 32 bits', () => {
    const [leaf] = leaves;
    assert.ok(leaf !== undefined);
    const [index, size] = [2 ** 40, 2 ** 40 + 1];
    assert.deepEqual(rootBy(leaf, { index, size, path: [leaf] }), nodeOver(leaf, leaf));
    assert.equal(rootBy(leaf, { index, size, path: [leaf, leaf] }), undefined);
  });

  it('is the same where it grows by leaves and by whole trees', () => {
    const grown = new Peaks();
    for (let size = 1; size <= leaves.length; size += 1) {
      grown.add({ level: 0, hash: leaves[size - 1] ?? Buffer.alloc(0) });
      assert.deepEqual(grown.root(), treeOver(leaves.slice(0, size)));
    }
    const made: string[] = [];
    const byTrees = new Peaks(({ level }, number) => made.push(`${level}:${number}`));
    for (const [from, level] of [
      [0, 2],
      [4, 2],
      [8, 1],
      [10, 0],
    ] as const)
      byTrees.add({ level, hash: treeOver(leaves.slice(from, from + 2 ** level)) });
    assert.deepEqual([byTrees.size, byTrees.root()], [11, treeOver(leaves.slice(0, 11))]);
    assert.deepEqual(made, ['2:0', '2:1', '3:0', '1:4', '0:10']);
    assert.throws(() => {
      byTrees.add({ level: 2, hash: treeOver(leaves.slice(0, 4)) });
    }, RangeError);
  });
});

describe('the link that a line states', () => {
  const lineOf = (facts: Readonly<Record<string, unknown>>): string => {
    const entry = makeEntry(1, { personal: [] });
    const unchained = makeUnchained({ ...entry, inputs: { ...entry.inputs, facts } }, countedBytes());
    return lineText(link(unchained, { sequence: 7, previous: sha256('before') }).line);
  };

  it('is that of the record, also where facts have members of these names', () => {
    for (const facts of [
      { days: 1 },
      { a: 1, hash: sha256('a fact'), previous: sha256('another') },
      { note: `,"hash":"${sha256('a text')}"` },
    ]) {
      const line = lineOf(facts);
      const { hash } = JSON.parse(line) as { readonly hash: string };
      const found = statedLink(line);
      assert.deepEqual([found?.hash, found?.previous], [hash, sha256('before')]);
    }
    assert.equal(statedLink('no record'), undefined);
  });
});
