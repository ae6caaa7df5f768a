import { Worker, type Transferable } from 'node:worker_threads';
import { WorkStopped } from './work-stopped.js';

/** What a thread is sent. */
export type ToThread<Task> =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'reply'; readonly question: string; readonly value: unknown };

/** What a thread sends back: what came of its task, news while it works, or a question about which it waits. */
export type FromThread<Result, News> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'news'; readonly news: News }
  | { readonly kind: 'question'; readonly question: string };

/** How one task is run. */
export interface RunOptions<News> {
  /** Aborted, it stops the task, whether it waits or runs. */
  readonly signal?: AbortSignal;
  /** Told what the thread tells while it works. */
  readonly told?: (news: News) => void;
  /** Parts of the task that are given away and not copied. */
  readonly transfer?: readonly Transferable[];
  /** Of tasks in the same lane one runs at a time, so that none of them takes every thread, and after it those of other lanes have their turn. */
  readonly lane?: string;
}

/** Works on tasks, several at a time. */
export interface Pool<Task, Result, News = never> {
  /** How many tasks are worked on at a time. */
  readonly width: number;
  /** How many tasks run or wait. */
  readonly load: () => number;
  /** Rejects with what the task threw, with {@link WorkStopped} where the thread came to its end, and with an `AbortError` where it was aborted. */
  readonly run: (task: Task, options?: RunOptions<News>) => Promise<Result>;
  /** Ends all threads; what runs or waits is rejected. */
  readonly close: () => Promise<void>;
}

/** How a pool of threads works. */
export interface PoolOptions {
  readonly width: number;
  /** What each thread is started with (`workerData`). */
  readonly data?: unknown;
  /** Answers the questions of threads. */
  readonly answer?: (question: string) => Promise<unknown>;
  /** A thread that is busy with one task for longer is ended. */
  readonly deadlineMs?: number;
  /** Mebibytes of the heap of each thread; one that needs more is ended. */
  readonly heapMb?: number;
  /** A thread without work ends after so long; without this it stays until the pool is closed. */
  readonly idleMs?: number;
}

/** The turns of so many lanes are remembered. */
const mostTurns = 1000;

/** A module that a pool runs in its threads, by its name beside another one: both are sources, or both are built. */
export const threadScript = (name: string, beside: string): URL =>
  new URL(`./${name}${beside.slice(-3)}`, beside);

/** Works in this thread. */
export const makeOwnPool = <Task, Result>(
  work: (task: Task) => Result | Promise<Result>,
): Pool<Task, Result> => ({
  width: 1,
  load: () => 0,
  run: async (task) => work(task),
  close: () => Promise.resolve(),
});

interface Job<Task, Result, News> extends RunOptions<News> {
  readonly task: Task;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread<Task, Result, News> {
  readonly worker: Worker;
  job?: Job<Task, Result, News> | undefined;
  timer?: NodeJS.Timeout | undefined;
}

/**
 * Works in threads, one task each at a time. A thread is started when there is a task that none of the others is free for; one that fails,
 * is aborted or comes to a limit is ended, and harms only its own task. Threads without work keep no process from ending.
 * @param script the module that each thread runs: it calls `answerTasks`
 */
export const makePool = <Task, Result, News = never>(
  script: URL,
  options: PoolOptions,
): Pool<Task, Result, News> => {
  const threads = new Set<Thread<Task, Result, News>>();
  const waiting: Job<Task, Result, News>[] = [];
  const { deadlineMs, heapMb, idleMs } = options;
  /** When each lane had its turn last. */
  const turns = new Map<string, number>();
  let begun = 0;
  const turnOf = ({ lane }: Job<Task, Result, News>): number =>
    lane === undefined ? 0 : (turns.get(lane) ?? 0);

  const start = (): Thread<Task, Result, News> => {
    const worker = new Worker(script, {
      workerData: options.data,
      ...(heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
    });
    const thread: Thread<Task, Result, News> = { worker };
    const reply = async (question: string): Promise<void> => {
      const value = await options.answer?.(question);
      worker.postMessage({ kind: 'reply', question, value } satisfies ToThread<Task>);
    };
    worker.on('message', (message: FromThread<Result, News>) => {
      // What an ended thread had still to say is nobody's; to rest it would let the process end before the thread has.
      if (!threads.has(thread)) return;
      if (message.kind === 'news') thread.job?.told?.(message.news);
      else if (message.kind === 'question')
        reply(message.question).catch((error: unknown) => {
          end(thread, error);
        });
      else {
        const { job } = thread;
        rest(thread);
        if (message.kind === 'result') job?.resolve(message.result);
        else job?.reject(message.error);
        next();
      }
    });
    worker.on('error', (cause: unknown) => {
      const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(thread, isMemory ? new WorkStopped('out-of-memory', { cause }) : cause);
    });
    worker.on('exit', (code) => {
      end(thread, new WorkStopped('ended', { cause: code }));
    });
    threads.add(thread);
    return thread;
  };

  /** Nothing more comes of this thread. */
  const end = (thread: Thread<Task, Result, News>, why: unknown): void => {
    if (!threads.delete(thread)) return;
    const { job } = thread;
    clearTimeout(thread.timer);
    thread.job = undefined;
    void thread.worker.terminate();
    job?.reject(why);
    next();
  };

  const rest = (thread: Thread<Task, Result, News>): void => {
    clearTimeout(thread.timer);
    thread.job = undefined;
    thread.worker.unref();
    if (idleMs === undefined) return;
    thread.timer = setTimeout(() => {
      end(thread, undefined);
    }, idleMs).unref();
  };

  const begin = (thread: Thread<Task, Result, News>, job: Job<Task, Result, News>): void => {
    clearTimeout(thread.timer);
    thread.job = job;
    thread.worker.ref();
    if (deadlineMs !== undefined)
      thread.timer = setTimeout(() => {
        end(thread, new WorkStopped('too-long'));
      }, deadlineMs);
    thread.worker.postMessage({ kind: 'task', task: job.task } satisfies ToThread<Task>, job.transfer ?? []);
  };

  /** Gives waiting tasks to threads, as far as there are any. */
  const next = (): void => {
    for (;;) {
      const all = [...threads];
      const lanes = new Set(all.map(({ job }) => job?.lane).filter((lane) => lane !== undefined));
      const waits = waiting.filter(({ lane }) => lane === undefined || !lanes.has(lane));
      const turn = Math.min(...waits.map(turnOf));
      const chosen = waits.find((job) => turnOf(job) === turn);
      const free = all.find(({ job }) => job === undefined);
      if (chosen === undefined || (free === undefined && all.length >= options.width)) return;
      waiting.splice(waiting.indexOf(chosen), 1);
      if (chosen.lane !== undefined) {
        if (turns.size >= mostTurns) turns.clear();
        turns.set(chosen.lane, (begun += 1));
      }
      begin(free ?? start(), chosen);
    }
  };

  return {
    width: options.width,
    load: () => waiting.length + [...threads].filter(({ job }) => job !== undefined).length,
    run: (task, { signal, ...how } = {}) =>
      new Promise<Result>((resolve, reject) => {
        signal?.throwIfAborted();
        const giveUp = (): void => {
          const at = waiting.indexOf(job);
          if (at !== -1) waiting.splice(at, 1);
          const thread = [...threads].find((one) => one.job === job);
          if (thread !== undefined) end(thread, signal?.reason);
          job.reject(signal?.reason);
        };
        const job: Job<Task, Result, News> = {
          ...how,
          task,
          resolve: (result) => {
            signal?.removeEventListener('abort', giveUp);
            resolve(result);
          },
          reject: (error) => {
            signal?.removeEventListener('abort', giveUp);
            reject(error instanceof Error ? error : new Error(String(error), { cause: error }));
          },
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(job);
        next();
      }),
    close: async () => {
      const left = [...threads];
      for (const { reject } of waiting.splice(0)) reject(new WorkStopped('ended'));
      for (const thread of left) end(thread, new WorkStopped('ended'));
      await Promise.all(left.map(({ worker }) => worker.terminate()));
    },
  };
};
