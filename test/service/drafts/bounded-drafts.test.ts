import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeFolderDrafts } from '../../../src/service/drafts/draft-store.js';
import { makeDraftWork } from '../../../src/service/drafts/draft-work.js';
import { WorkStopped } from '../../../src/workers/work-stopped.js';

const from = { document: 'x', revision: '2026', digest: `sha256:${'0'.repeat(64)}` };

describe('drafts are bounded', () => {
  it('in a list, which reads one after the other, once for all who ask, and holds no texts', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'drafts-'));
    t.after(() => rm(data, { recursive: true }));
    const store = makeFolderDrafts(data);
    for (const id of ['one', 'two'])
      await store.put({
        ...{ id, title: id, by: null, from, createdAt: 1, changedAt: 2 },
        released: new Map([['fee.yaml', 'a']]),
        changed: new Map([['fee.yaml', 'b']]),
      });
    const [first, second] = await Promise.all([store.list(), store.list()]);
    assert.equal(first, second);
    assert.deepEqual(first.map(({ id }) => id).sort(), ['one', 'two']);
    assert.deepEqual(first[0]?.changed, ['fee.yaml']);
    assert.ok(first.every((head) => !('released' in head)));
    assert.equal(await store.count(), 2);
  });

  it('in what their patch takes, which is worked out beside the service and stopped at its deadline', async () => {
    const work = makeDraftWork({ width: 1, waiting: 1, deadlineMs: 1, idleMs: 1 });
    const lines = (seed: number): string =>
      Array.from({ length: 60_000 }, (_, n) => String((n * seed) % 9973)).join('\n');
    const draft = {
      from,
      released: new Map([['fee.yaml', lines(7)]]),
      changed: new Map([['fee.yaml', lines(11)]]),
    };
    const taken = work.take(
      { kind: 'patch', draft },
      { draft: 'one', signal: new AbortController().signal, told: () => undefined },
    );
    assert.ok(taken.code === 'taken');
    await assert.rejects(taken.done, WorkStopped);
  });
});
