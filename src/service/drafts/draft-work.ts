import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DraftNews, DraftTask } from './draft-task.js';
import type { FromDraftWorker } from './draft-worker.js';

/** Works on drafts in threads of their own, so that decisions do not wait for them. */
export interface DraftWork {
  /**
   * Takes a task, as long as not too many wait already. The news come as they happen; whoever stops listening, or aborts, stops the work.
   * Throws what the work throws.
   */
  readonly take: (
    task: DraftTask,
    signal: AbortSignal,
  ) => { readonly code: 'taken'; readonly news: AsyncIterable<DraftNews> } | { readonly code: 'drafts-busy' };
}

/** How much is worked on at a time. */
export interface DraftWorkLimits {
  readonly atOnce: number;
  readonly waiting: number;
  /** Mebibytes of the heap of each thread; a draft may be written so that it needs any amount. */
  readonly heapMb: number;
  /** A thread without work ends after so long. */
  readonly idleMs: number;
}

const defaultLimits: DraftWorkLimits = { atOnce: 1, waiting: 8, heapMb: 512, idleMs: 60_000 };

// Run from its source, a module's neighbours are sources too.
const script = new URL(`./draft-worker${import.meta.url.slice(-3)}`, import.meta.url);

/**
 * Makes threads as they are needed, as many at a time as the limits allow. One that has nothing to do waits a while for the next task, since
 * beginning takes longer than most tasks; it keeps no process from ending.
 */
export const makeDraftWork = (limits: DraftWorkLimits = defaultLimits): DraftWork => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const idle: IdleWorker[] = [];
  const begin = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (running < limits.atOnce) {
      running += 1;
      return;
    }
    // Whoever ends hands its place over, so that `running` stays.
    await new Promise<void>((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(aborted());
      };
      waiting.push(go);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const hire = (): Worker => {
    const waits = idle.pop();
    if (waits === undefined)
      return new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } });
    clearTimeout(waits.timer);
    waits.worker.removeListener('error', ignore);
    waits.worker.ref();
    return waits.worker;
  };
  const release = (worker: Worker): void => {
    worker.unref();
    worker.on('error', ignore);
    const timer = setTimeout(() => {
      idle.splice(
        idle.findIndex((one) => one.worker === worker),
        1,
      );
      void worker.terminate();
    }, limits.idleMs);
    timer.unref();
    idle.push({ worker, timer });
  };

  async function* work(
    task: DraftTask,
    signal: AbortSignal,
    begun: Promise<void>,
  ): AsyncGenerator<DraftNews> {
    await begun;
    try {
      signal.throwIfAborted();
      const worker = hire();
      let isFree = false;
      try {
        // Listening begins before the task is sent; it ends with an error when the thread fails, and when the signal aborts.
        const messages = on(worker, 'message', { close: ['exit'], signal });
        worker.postMessage(task);
        for await (const [message] of messages) {
          const said = message as FromDraftWorker; // as `draft-worker.ts` posts it
          if (said.kind === 'failed') throw said.error;
          if (said.kind === 'news') yield said.news;
          else {
            isFree = true;
            return;
          }
        }
        throw new Error('A thread ended before its work was done.');
      } finally {
        if (isFree) release(worker);
        else await worker.terminate();
      }
    } finally {
      end();
    }
  }

  return {
    take: (task, signal) =>
      running >= limits.atOnce && waiting.length >= limits.waiting
        ? { code: 'drafts-busy' }
        : { code: 'taken', news: work(task, signal, begin(signal)) },
  };
};

interface IdleWorker {
  readonly worker: Worker;
  readonly timer: NodeJS.Timeout;
}

/** A thread that fails with nothing to do is missed by nobody. */
const ignore = (): void => undefined;

const aborted = (): Error => new DOMException('Nobody listens any more.', 'AbortError');
