import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { ChunkLines } from '../../../src/cli/batch/messages.js';
import { makeWorkerPool, type WorkerPool } from '../../../src/cli/batch/worker-pool.js';
import { CouldNot } from '../../../src/cli/shell/command.js';

/** A thread that does this with each chunk; `reply(bytes)` sends an answer. */
const threadOf = (body: string): Worker =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
     const reply = (bytes) => parentPort.postMessage({ code: 'answered', answer: { bytes, decided: 1, refused: 0, firstRefused: null, defects: [] } });
     parentPort.on('message', ({ bytes }) => { ${body} });`,
    { eval: true, execArgv: [] },
  );

const poolOf = (context: TestContext, size: number, start: () => Worker): WorkerPool => {
  const pool = makeWorkerPool(size, start);
  context.after(() => pool.close());
  return pool;
};

const chunk = (byte: number): ChunkLines => ({ bytes: new Uint8Array([byte]), firstLine: 1 });

describe('A pool of threads', () => {
  test('gives each chunk its own answer', async (t) => {
    const pool = poolOf(t, 2, () => threadOf('reply(bytes.map((byte) => byte + 1))'));
    const answers = await Promise.all([1, 2, 3, 4, 5].map((byte) => pool.answer(chunk(byte))));
    assert.deepEqual(
      answers.map(({ bytes }) => [...bytes]),
      [[2], [3], [4], [5], [6]],
    );
  });

  test('starts a thread only when those that are there have work', async (t) => {
    let started = 0;
    const pool = poolOf(t, 3, () => {
      started += 1;
      return threadOf('reply(bytes)');
    });
    await pool.answer(chunk(1));
    await pool.answer(chunk(2));
    assert.equal(started, 1);
    await Promise.all([1, 2, 3, 4, 5, 6].map((byte) => pool.answer(chunk(byte))));
    assert.equal(started, 3);
  });

  test('refuses every chunk once a thread has died, and those that came later', async (t) => {
    const pool = poolOf(t, 1, () => threadOf('process.exit(7)'));
    const [first, second] = await Promise.allSettled([pool.answer(chunk(1)), pool.answer(chunk(2))]);
    for (const result of [first, second]) {
      assert.ok(result.status === 'rejected' && result.reason instanceof CouldNot);
      assert.match(result.reason.message, /ended early with code 7/);
    }
    await assert.rejects(pool.answer(chunk(3)), CouldNot);
  });

  test('tells what a thread threw', async (t) => {
    const pool = poolOf(t, 1, () => threadOf('throw new Error("out of paper")'));
    await assert.rejects(pool.answer(chunk(1)), /a thread failed \(out of paper\)/);
  });

  test('tells why a thread could not start, in its words', async (t) => {
    const pool = poolOf(t, 1, () =>
      threadOf('parentPort.postMessage({ code: "could-not", message: "no-edition: nothing here" })'),
    );
    await assert.rejects(pool.answer(chunk(1)), { name: 'CouldNot', message: 'no-edition: nothing here' });
  });

  test('ends its threads when it is closed', async () => {
    const threads: Worker[] = [];
    const pool = makeWorkerPool(1, () => {
      const thread = threadOf('reply(bytes)');
      threads.push(thread);
      return thread;
    });
    await pool.answer(chunk(1));
    const [thread] = threads;
    assert.ok(thread !== undefined);
    const ended = once(thread, 'exit');
    await pool.close();
    await ended;
  });
});
