import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { inOrder } from '../../src/workers/in-order.js';
import { makePool, threadScript, type Pool, type PoolOptions } from '../../src/workers/pool.js';
import { workThrough } from '../../src/workers/work-through.js';
import type { Task } from './support/thread.js';

const script = threadScript('support/thread', import.meta.url);

const poolOf = (context: TestContext, options: Partial<PoolOptions> = {}): Pool<Task, unknown, string> => {
  const pool = makePool<Task, unknown, string>(script, { width: 1, ...options });
  context.after(() => pool.close());
  return pool;
};

const give = (value: number): Task => ({ kind: 'give', value });

describe('A pool of threads', () => {
  it('gives each task its own result, however many there are', async (t) => {
    const pool = poolOf(t, { width: 2 });
    const values = Array.from({ length: 20 }, (_, at) => at);
    assert.deepEqual(await Promise.all(values.map((value) => pool.run(give(value)))), values);
    assert.equal(pool.load(), 0);
  });

  it('starts a thread only when those that are there have work', async (t) => {
    const pool = poolOf(t, { width: 3 });
    const which = (): Promise<unknown> => pool.run({ kind: 'which' });
    assert.equal(await which(), await which());
    assert.equal(new Set(await Promise.all([which(), which(), which(), which()])).size, 3);
  });

  it('answers what a thread asks, and passes on what it tells', async (t) => {
    const pool = poolOf(t, { answer: (question) => Promise.resolve(question.toUpperCase()) });
    assert.deepEqual(await pool.run({ kind: 'ask' }), ['ONE', 'TWO']);
    const news: string[] = [];
    assert.equal(await pool.run({ kind: 'tell' }, { told: (one) => news.push(one) }), 'over');
    assert.deepEqual(news, ['first', 'second']);
  });

  it('rejects what a task throws, and a question that cannot be answered', async (t) => {
    const pool = poolOf(t, { answer: () => Promise.reject(new Error('nobody knows')) });
    await assert.rejects(pool.run({ kind: 'throw' }), { name: 'RangeError', message: 'out of paper' });
    await assert.rejects(pool.run({ kind: 'ask' }), { message: 'nobody knows' });
    assert.equal(await pool.run(give(1)), 1);
  });

  it('ends a thread that takes too long, needs too much memory or ends itself, and works on', async (t) => {
    const slow = poolOf(t, { deadlineMs: 300 });
    await assert.rejects(slow.run({ kind: 'hang' }), { name: 'WorkStopped', reason: 'too-long' });
    const small = poolOf(t, { heapMb: 64 });
    await assert.rejects(small.run({ kind: 'fill' }), { name: 'WorkStopped', reason: 'out-of-memory' });
    await assert.rejects(small.run({ kind: 'exit' }), { name: 'WorkStopped', reason: 'ended' });
    assert.equal(await small.run(give(2)), 2);
  });

  it('stops what is aborted, whether it waits or runs, and makes room', async (t) => {
    const pool = poolOf(t);
    const [runs, waits] = [new AbortController(), new AbortController()];
    const running = assert.rejects(pool.run({ kind: 'hang' }, runs), { name: 'AbortError' });
    const waiting = assert.rejects(pool.run(give(1), waits), { name: 'AbortError' });
    waits.abort();
    await waiting;
    assert.equal(pool.load(), 1);
    runs.abort();
    await running;
    await assert.rejects(pool.run(give(1), runs), { name: 'AbortError' });
    assert.equal(await pool.run(give(2)), 2);
  });

  it('runs one task of a lane at a time, so that others get a thread', async (t) => {
    const pool = poolOf(t, { width: 2 });
    const stop = new AbortController();
    const hanging = [1, 2, 3].map(() =>
      assert.rejects(pool.run({ kind: 'hang' }, { signal: stop.signal, lane: 'a' }), {
        name: 'AbortError',
      }),
    );
    assert.equal(await pool.run(give(1), { lane: 'b' }), 1);
    assert.equal(await pool.run(give(2)), 2);
    stop.abort();
    await Promise.all(hanging);
  });

  it('lets other lanes have their turn after a task, however many of its lane wait', async (t) => {
    const pool = poolOf(t);
    const order: string[] = [];
    const run = async (lane: string): Promise<void> => {
      await pool.run(give(1), { lane });
      order.push(lane);
    };
    await Promise.all(['a', 'a', 'a', 'b', 'b', 'c'].map(run));
    assert.deepEqual(order, ['a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('ends a thread that has no work for a while', async (t) => {
    const pool = poolOf(t, { idleMs: 1 });
    const first = await pool.run({ kind: 'which' });
    while ((await pool.run({ kind: 'which' })) === first)
      await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('rejects what runs and waits when it is closed', async () => {
    const pool = makePool<Task, unknown>(script, { width: 1 });
    const left = [pool.run({ kind: 'hang' }), pool.run(give(1))].map((one) =>
      assert.rejects(one, { name: 'WorkStopped', reason: 'ended' }),
    );
    await pool.close();
    await Promise.all(left);
  });
});

const upTo = async function* (end: number, taken: number[] = []): AsyncGenerator<number> {
  for (let value = 0; value < end; value += 1) {
    taken.push(value);
    yield await Promise.resolve(value);
  }
};

describe('Items that are worked through in order', () => {
  it('give their results in their order, whichever is there first', async () => {
    const results = [];
    const work = async (value: number): Promise<number> => {
      for (let turn = value % 3; turn < 3; turn += 1) await Promise.resolve();
      return value;
    };
    for await (const result of inOrder(upTo(20), 4, work)) results.push(result);
    assert.deepEqual(
      results,
      Array.from({ length: 20 }, (_, at) => at),
    );
  });

  it('are taken no further than the limit ahead of what is taken of the results', async () => {
    const taken: number[] = [];
    const results = inOrder(upTo(20, taken), 3, (value) => Promise.resolve(value));
    await results.next();
    assert.ok(taken.length <= 4);
    await results.return(undefined);
  });

  it('end with the first failure in their order, and with the pool', async () => {
    const pool = makePool<Task, unknown>(script, { width: 2 });
    const tasks: readonly Task[] = [give(0), { kind: 'throw' }, { kind: 'exit' }, give(3)];
    const through = workThrough(upTo(4), pool, (at) => tasks[at] ?? give(at));
    assert.deepEqual((await through.next()).value, { item: 0, result: 0 });
    await assert.rejects(through.next(), { message: 'out of paper' });
    assert.equal(pool.load(), 0);
  });
});
