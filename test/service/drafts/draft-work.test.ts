import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';
import type { DraftNews, DraftTask } from '../../../src/service/drafts/draft-task.js';
import { makeDraftWork, type DraftWork } from '../../../src/service/drafts/draft-work.js';

const folder = new URL('../../edition/fixtures/library-lending/2025-03-01/', import.meta.url).pathname;
const task: DraftTask = { kind: 'check', files: await readEditionFolder(folder), deep: false };
const limits = { atOnce: 1, waiting: 1, heapMb: 256, idleMs: 60_000 };

const newsOf = async (work: DraftWork, signal: AbortSignal): Promise<readonly DraftNews[]> => {
  const taken = work.take(task, signal);
  const news: DraftNews[] = [];
  if (taken.code !== 'taken') throw new Error('It takes no more work.');
  for await (const one of taken.news) news.push(one);
  return news;
};

describe('work on drafts', () => {
  it('waits for its turn, is refused where too many wait, and goes on when they are done', async () => {
    const work = makeDraftWork(limits);
    const { signal } = new AbortController();
    const both = Promise.all([newsOf(work, signal), newsOf(work, signal)]);
    assert.deepEqual(work.take(task, signal), { code: 'drafts-busy' });
    assert.deepEqual(
      (await both).map((news) => news.map(({ kind }) => kind)),
      [['checked'], ['checked']],
    );
    assert.equal((await newsOf(work, signal)).length, 1);
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
    const work = makeDraftWork({ ...limits, heapMb: 1 });
    await assert.rejects(newsOf(work, new AbortController().signal));
    await assert.rejects(newsOf(work, new AbortController().signal));
  });
});
