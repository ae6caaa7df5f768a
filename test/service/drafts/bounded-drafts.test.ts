import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeFolderDrafts, makeMemoryDrafts } from '../../../src/service/drafts/draft-store.js';
import { defaultDraftLimits, type Draft } from '../../../src/service/drafts/draft.js';
import { makeDrafts } from '../../../src/service/drafts/drafts.js';
import { makeDraftWork } from '../../../src/service/drafts/trial/draft-work.js';
import { WorkStopped } from '../../../src/workers/work-stopped.js';

const from = { document: 'x', revision: '2026', digest: `sha256:${'0'.repeat(64)}` };

const draftOf = (id: string, by: string | null = null): Draft => ({
  ...{ id, title: id, by, from, createdAt: 1, changedAt: 2 },
  released: new Map([['fee.yaml', 'a']]),
  changed: new Map([['fee.yaml', 'b']]),
  scenarios: new Map(),
  ...{ writers: [], review: [], publishedAs: null },
});

describe('drafts are bounded', () => {
  it('in number, of all and of one author, and in what they change', async () => {
    const store = makeMemoryDrafts();
    const edition = { identity: from, files: new Map([['fee.yaml', 'a']]) };
    let made = 0;
    const drafts = makeDrafts({
      store,
      release: () => Promise.resolve(edition),
      clock: () => 1,
      newId: () => String((made += 1)).padStart(8, '0'),
      limits: { ...defaultDraftLimits, drafts: 3, draftsOfOne: 2, changedBytes: 10 },
    });
    const create = async (by: string | null): Promise<unknown> => {
      const result = await drafts.create({ title: 'x', digest: from.digest, by });
      return result.code === 'too-many-drafts' ? result.of : result.code;
    };
    assert.deepEqual(
      [
        await create('ann'),
        await create('ann'),
        await create('ann'),
        await create('bob'),
        await create(null),
      ],
      ['found', 'found', 'author', 'found', 'all'],
    );
    const { heads } = await drafts.list();
    const id = heads[0]?.id ?? '';
    const write = async (name: string, text: string): Promise<string> =>
      (await drafts.writeFile(id, name, { text, seen: null, by: null })).code;
    assert.deepEqual(
      [
        await write('b.yaml', 'x'.repeat(6)),
        await write('c.yaml', 'x'.repeat(4)),
        await write('d.yaml', 'x'),
      ],
      ['found', 'found', 'body-too-large'],
    );
  });

  it('in a list, which reads one after the other, once for all who ask, and holds no texts', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'drafts-'));
    t.after(() => rm(data, { recursive: true }));
    const store = makeFolderDrafts(data);
    for (const id of ['one', 'two']) await store.put(draftOf(id));
    const [first, second] = await Promise.all([store.list(), store.list()]);
    assert.equal(first, second);
    assert.deepEqual(first.heads.map(({ id }) => id).sort(), ['one', 'two']);
    assert.deepEqual(first.heads[0]?.changed, ['fee.yaml']);
    assert.ok(first.heads.every((head) => !('released' in head)));
    const again = await store.list();
    assert.ok(
      again.heads.every((head, nth) => head === first.heads[nth]),
      'what is as it was is not read again',
    );
    await store.put({ ...draftOf('one'), title: 'Another' });
    await store.remove('two');
    assert.deepEqual(
      (await store.list()).heads.map(({ title }) => title),
      ['Another'],
    );
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
      { draft: 'one', author: null, signal: new AbortController().signal, told: () => undefined },
    );
    assert.ok(taken.code === 'taken');
    await assert.rejects(taken.done, WorkStopped);
  });
});
