import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import type { DraftNews, DraftTask } from '../../../src/service/drafts/trial/draft-task.js';
import { makeReleaseWork } from '../../../src/service/drafts/review/release-work.js';
import { makeDraftWork, type DraftWork } from '../../../src/service/drafts/trial/draft-work.js';

const folder = new URL('../../edition/fixtures/library-lending/2025-03-01/', import.meta.url).pathname;
const task: DraftTask = { kind: 'check', files: await readEditionFolder(folder), deep: false };
const limits = { width: 1, waiting: 1, heapMb: 256, idleMs: 60_000 };

const newsOf = async (work: DraftWork, signal: AbortSignal): Promise<readonly DraftNews[]> => {
  const news: DraftNews[] = [];
  const taken = work.take(task, { draft: 'a', author: null, signal, told: (one) => news.push(one) });
  if (taken.code !== 'taken') throw new Error('It takes no more work.');
  await taken.done;
  return news;
};

describe('work on drafts', () => {
  it('waits for its turn, is refused where too many wait, and goes on when they are done', async () => {
    const work = makeDraftWork(limits);
    const { signal } = new AbortController();
    const both = Promise.all([newsOf(work, signal), newsOf(work, signal)]);
    assert.deepEqual(work.take(task, { draft: 'b', author: null, signal, told: () => undefined }), {
      code: 'drafts-busy',
    });
    assert.deepEqual(
      (await both).map((news) => news.map(({ kind }) => kind)),
      [['checked'], ['checked']],
    );
    assert.equal((await newsOf(work, signal)).length, 1);
  });

  it('is so much for each author, and others are worked for in between', async () => {
    const work = makeDraftWork({ ...limits, waiting: 8, ofOne: 2 });
    const order: string[] = [];
    const take = async (author: string, draft: string): Promise<string> => {
      const taken = work.take(task, {
        ...{ draft, author, signal: new AbortController().signal },
        told: () => order.push(author),
      });
      if (taken.code === 'taken') await taken.done;
      return taken.code;
    };
    const done = [take('ann', 'a'), take('ann', 'b'), take('bob', 'c')];
    assert.equal(await take('ann', 'd'), 'drafts-busy');
    await Promise.all(done);
    assert.deepEqual(order, ['ann', 'bob', 'ann']);
    await take('ann', 'd');
  });

  it('as releases is so much for each author too', async () => {
    const work = makeReleaseWork({ ...limits, waiting: 8, ofOne: 1 });
    const { files } = task;
    const release = {
      ...{ files, document: 'library-lending', entries: [], releases: [], unregistered: [] },
      features: { code: 'no-features', missing: 'x' },
      ...{ featuresDirectory: 'x', now: 0 },
    } as const;
    const gone = new AbortController();
    const take = (author: string) =>
      work.take(release, { draft: 'a', author, signal: gone.signal, told: () => undefined });
    const stopped = (taken: ReturnType<typeof take>) =>
      taken.code === 'taken' ? assert.rejects(taken.done, { name: 'AbortError' }) : taken.code;
    const [ann, again, bob] = [take('ann'), take('ann'), take('bob')];
    assert.deepEqual([ann.code, again.code, bob.code], ['taken', 'drafts-busy', 'taken']);
    gone.abort();
    await Promise.all([stopped(ann), stopped(bob)]);
    const anew = take('ann');
    assert.equal(anew.code, 'taken');
    await stopped(anew);
  });

  it('stops when nobody listens any more, while it waits or runs, and makes room', async () => {
    const work = makeDraftWork(limits);
    const [runs, waits] = [new AbortController(), new AbortController()];
    const running = newsOf(work, runs.signal);
    const waiting = newsOf(work, waits.signal);
    waits.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    runs.abort();
    await assert.rejects(running, { name: 'AbortError' });
    assert.equal((await newsOf(work, new AbortController().signal)).length, 1);
  });

  it('fails, and not for ever, where a draft needs more memory than there is', async () => {
    const work = makeDraftWork({ ...limits, heapMb: 8 });
    for (let time = 0; time < 2; time += 1)
      await assert.rejects(newsOf(work, new AbortController().signal), {
        name: 'WorkStopped',
        reason: 'out-of-memory',
      });
  });

  it('is stopped where it takes too long', async () => {
    const work = makeDraftWork({ ...limits, deadlineMs: 1 });
    await assert.rejects(newsOf(work, new AbortController().signal), {
      name: 'WorkStopped',
      reason: 'too-long',
    });
  });
});
