import { Worker } from 'node:worker_threads';
import { CouldNot } from '../shell/command.js';
import type { ChunkAnswer, ChunkLines, FromWorker, WorkerTask } from './messages.js';

/** Threads that answer chunks of lines. */
export interface WorkerPool {
  /** Answers a chunk, whose bytes are given away. Rejects once any thread has failed: nothing is dropped in silence. */
  readonly answer: (chunk: ChunkLines) => Promise<ChunkAnswer>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: ChunkAnswer) => void;
  readonly reject: (error: Error) => void;
}

interface Hand {
  readonly worker: Worker;
  /** For the chunks that it was sent, in their order. */
  readonly waiting: Waiting[];
}

/** As this module is: TypeScript in tests, JavaScript in a build. */
const script = new URL(`./chunk-worker${import.meta.url.slice(-3)}`, import.meta.url);

/** Starts a thread for a task. */
export const startWorker = (task: WorkerTask): Worker => new Worker(script, { workerData: task });

/**
 * A pool of up to `size` threads, each started only when those that are there have work.
 * @param start starts a thread
 */
export const makeWorkerPool = (size: number, start: () => Worker): WorkerPool => {
  const hands: Hand[] = [];
  let failure: Error | undefined;
  let closing = false;

  const fail = (error: Error): void => {
    failure ??= error;
    for (const { waiting } of hands) for (const { reject } of waiting.splice(0)) reject(failure);
  };
  const hire = (): Hand => {
    const hand: Hand = { worker: start(), waiting: [] };
    hand.worker.on('message', (message: FromWorker) => {
      if (message.code === 'could-not') fail(new CouldNot(message.message));
      else hand.waiting.shift()?.resolve(message.answer);
    });
    hand.worker.on('error', (cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      fail(new CouldNot(`a thread failed (${why}), so lines are left unanswered`, { cause }));
    });
    hand.worker.on('exit', (code) => {
      if (!closing)
        fail(new CouldNot(`a thread ended early with code ${code}, so lines are left unanswered`));
    });
    hands.push(hand);
    return hand;
  };
  const leastBusy = (): Hand => {
    const [first = hire(), ...others] = hands;
    const hand = others.reduce(
      (least, one) => (one.waiting.length < least.waiting.length ? one : least),
      first,
    );
    return hand.waiting.length > 0 && hands.length < size ? hire() : hand;
  };

  return {
    answer: ({ bytes, firstLine }) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        const hand = leastBusy();
        hand.waiting.push({ resolve, reject });
        hand.worker.postMessage({ bytes, firstLine }, [bytes.buffer]);
      }),
    close: async () => {
      closing = true;
      await Promise.all(hands.map(({ worker }) => worker.terminate()));
    },
  };
};
