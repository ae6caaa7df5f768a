import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sha256 } from '../../../src/language/canonical.js';
import { signCheckpoint, type Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import { digestOfBytes, leafOf, treeOver } from '../../../src/audit/tree/merkle.js';
import { TreeAudit, type TreeFinding } from '../../../src/audit/verify/tree-audit.js';
import { start } from '../support/entries.js';
import { newSigningKey } from '../support/signing.js';

const links = Array.from({ length: 600 }, (_, n) => ({
  chain: null,
  sequence: n + 1,
  hash: sha256(`record ${n + 1}`),
}));
const leaves = links.map(({ hash }) => leafOf(hash));
const key = newSigningKey();

const checkpointOf = (sequence: number, root: string): Checkpoint =>
  signCheckpoint(
    { heads: [{ chain: null, sequence, hash: sha256(`record ${sequence}`), root }], registry: undefined },
    { key, before: undefined, at: start },
  );
const rootOf = (sequence: number): string => digestOfBytes(treeOver(leaves.slice(0, sequence)));
const kept = [0, 1].map((number) => ({
  chain: 1,
  level: 1,
  number,
  hash: digestOfBytes(treeOver(leaves.slice(number * 256, (number + 1) * 256))),
}));

const audited = async (
  checkpoint: Checkpoint,
  { nodes = kept, read = links }: { readonly nodes?: typeof kept; readonly read?: typeof links } = {},
): Promise<readonly TreeFinding[]> => {
  const audit = new TreeAudit([['the checkpoint', checkpoint]]);
  audit.take({ links: read });
  return audit.finish((_, level) => Promise.resolve(level === 1 ? nodes : []));
};

describe('the tree over a log, as it is verified', () => {
  it('is what checkpoints sign and the store keeps', async () => {
    assert.deepEqual(await audited(checkpointOf(600, rootOf(600))), []);
    assert.deepEqual(await audited(checkpointOf(257, rootOf(257))), []);
  });

  it('is told where a checkpoint signs another root', async () => {
    const [finding] = await audited(checkpointOf(600, rootOf(599)));
    assert.equal(finding?.code, 'root-differs');
  });

  it('is told where a node was altered, or is missing', async () => {
    const altered = kept.map((node) => (node.number === 1 ? { ...node, hash: sha256('another') } : node));
    const fine = checkpointOf(600, rootOf(600));
    assert.deepEqual(await audited(fine, { nodes: altered }), [
      { code: 'tree-damaged', chain: null, level: 1, number: 1 },
    ]);
    assert.deepEqual(await audited(fine, { nodes: kept.slice(1) }), [
      { code: 'tree-damaged', chain: null, level: 1, number: 0 },
    ]);
  });

  it('is not followed behind a record that is missing, which is told by itself', async () => {
    const read = links.filter(({ sequence }) => sequence !== 300);
    assert.deepEqual(await audited(checkpointOf(600, rootOf(600)), { read }), []);
  });
});
