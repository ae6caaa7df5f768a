import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noDigest, sha256 } from '../../../src/language/canonical.js';
import { bytesOf, digestOfBytes, leafOf, rootBy, treeOver } from '../../../src/audit/tree/merkle.js';
import { BrokenChainError } from '../../../src/audit/store/failures.js';
import {
  keepNodes,
  nextNodes,
  treePath,
  treeRoot,
  TreeUnbuiltError,
} from '../../../src/audit/store/sql/tree.js';
import { TreeAtCommit } from '../../../src/audit/store/sql/tree-at-commit.js';
import { runNow, type SqlRow, type Statement } from '../../../src/audit/store/sql/statement.js';

const chain = { chain: 1, name: '', thorough: false };
const hashOf = (sequence: number): string => (sequence === 0 ? noDigest : sha256(`record ${sequence}`));

/** A store of so many records, of which nothing but their links is there, and of the nodes that are kept. */
const storeOf = (records: number) => {
  const lines = Array.from(
    { length: records },
    (_, n) => `{"n":${n},"hash":"${hashOf(n + 1)}","previous":"${hashOf(n)}"}`,
  );
  const nodes = new Map<string, string>();
  const run = ({ text, values }: Statement): readonly SqlRow[] => {
    const [one, two, three, four] = values.map(Number);
    if (text.startsWith('SELECT coalesce(max')) {
      const numbers = [...nodes.keys()].filter((key) => key.startsWith('1:')).length;
      return [[numbers]];
    }
    if (text.startsWith('SELECT 1 FROM node')) return nodes.has(`1:${two ?? 0}`) ? [[1]] : [];
    if (text.startsWith('INSERT INTO node')) nodes.set(`${two ?? 0}:${three ?? 0}`, String(values[3]));
    if (text.startsWith('SELECT number, hash'))
      return Array.from({ length: (four ?? 0) - (three ?? 0) }, (_, nth) => (three ?? 0) + nth).flatMap(
        (number) => {
          const hash = nodes.get(`${two ?? 0}:${number}`);
          return hash === undefined ? [] : [[number, hash]];
        },
      );
    if (text.startsWith('SELECT place, line'))
      return lines.slice((one ?? 1) - 1, two).map((line, nth) => [(one ?? 1) + nth, line]);
    if (text.startsWith('SELECT line')) return lines.slice((one ?? 1) - 1, one).map((line) => [line]);
    return [];
  };
  const build = (size: number): void => {
    for (;;) {
      const next = runNow(nextNodes({ ...chain, size }), run);
      if (next.length === 0) return;
      runNow(keepNodes(next), run);
    }
  };
  return { lines, nodes, run, build };
};

const headOf = (size: number) => ({ chain: null, sequence: size, hash: hashOf(size) });

describe('a tree of which whole parts are kept', () => {
  const records = 66_000;
  const { nodes, run, build, lines } = storeOf(records);
  const leaves = lines.map((_, n) => leafOf(hashOf(n + 1)));

  it('has the root and the paths of the tree over all records, in sizes just under, at and over whole parts', () => {
    build(records);
    assert.equal(nodes.size, Math.floor(records / 256) + 1);
    for (const size of [1, 2, 255, 256, 257, 512, 513, 65_535, 65_536, 65_537, 66_000]) {
      const root = treeOver(leaves.slice(0, size));
      assert.equal(runNow(treeRoot({ ...chain, size }, headOf(size)), run), digestOfBytes(root));
      for (const sequence of new Set([1, Math.ceil(size / 2), Math.max(1, size - 1), size])) {
        const path = runNow(treePath({ ...chain, size }, sequence), run).map(bytesOf);
        const leaf = leafOf(hashOf(sequence));
        assert.deepEqual(rootBy(leaf, { index: sequence - 1, size, path }), root);
      }
    }
  });

  it('is told not to be made where a node is missing, and made of the records where that is wanted', () => {
    const { run: runFresh } = storeOf(700);
    const root = digestOfBytes(treeOver(leaves.slice(0, 700)));
    assert.throws(() => runNow(treeRoot({ ...chain, size: 700 }, headOf(700)), runFresh), TreeUnbuiltError);
    assert.equal(runNow(treeRoot({ ...chain, size: 700, thorough: true }, headOf(700)), runFresh), root);
  });

  it('is not made over records that are no chain, or another one than the head says', () => {
    const broken = storeOf(600);
    broken.lines[299] = `{"n":0,"hash":"${sha256('another')}","previous":"${hashOf(299)}"}`;
    assert.throws(() => {
      broken.build(600);
    }, BrokenChainError);
    const gap = storeOf(600);
    gap.lines.length = 599;
    assert.throws(
      () => runNow(treeRoot({ ...chain, size: 600, thorough: true }, headOf(600)), gap.run),
      BrokenChainError,
    );
    const other = storeOf(300);
    other.build(300);
    const head = { ...headOf(300), hash: sha256('another') };
    assert.throws(() => runNow(treeRoot({ ...chain, size: 300 }, head), other.run), BrokenChainError);
  });
});

describe('a tree that grows with the records', () => {
  const [records, most] = [66_000, 700];
  const endOf = (sequence: number) => ({ sequence, hash: hashOf(sequence) });
  const hashesOf = (from: number, to: number): readonly string[] =>
    Array.from({ length: to - from }, (_, nth) => hashOf(from + nth + 1));

  /** Adds groups of several sizes behind so many records, up to the end; whatever is lost is added anew. */
  const grow = ({ run }: ReturnType<typeof storeOf>, from: number, lost: readonly number[] = []): void => {
    const tree = new TreeAtCommit();
    for (let at = from, nth = 0; at < records; nth += 1) {
      const to = Math.min(records, at + ((nth * 97) % most) + 1);
      const group = { chain: 1, before: endOf(at), after: endOf(to) };
      const { nodes, written } = runNow(tree.nodesOf(group, hashesOf(at, to)), run);
      if (lost.includes(nth)) continue;
      runNow(keepNodes(nodes), run);
      written();
      at = to;
    }
  };
  const asFromRecords = storeOf(records);
  asFromRecords.build(records);

  it('has the nodes that are made of the records, also where groups were lost', () => {
    for (const lost of [[], [1, 5, 40]]) {
      const store = storeOf(records);
      grow(store, 0, lost);
      assert.deepEqual(store.nodes, asFromRecords.nodes);
    }
  });

  it('grows behind what has its nodes already, from the next whole run on', () => {
    const store = storeOf(records);
    store.build(1000);
    grow(store, 1000);
    // The run that was begun before is left, and so is all behind it until it is made.
    assert.deepEqual([...store.nodes.keys()], ['1:0', '1:1', '1:2']);
    store.build(2000);
    grow(store, 1790);
    assert.deepEqual(store.nodes, asFromRecords.nodes);
  });

  it('makes no node where another writer added records behind those that it knows', () => {
    const store = storeOf(records);
    const tree = new TreeAtCommit();
    const first = runNow(
      tree.nodesOf({ chain: 1, before: endOf(0), after: endOf(100) }, hashesOf(0, 100)),
      store.run,
    );
    first.written();
    const later = runNow(
      tree.nodesOf({ chain: 1, before: endOf(120), after: endOf(300) }, hashesOf(120, 300)),
      store.run,
    );
    assert.deepEqual(later.nodes, []);
  });
});
