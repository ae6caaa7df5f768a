import { Worker } from 'node:worker_threads';

/** What a worker is sent. */
export type ToWorker<Task> =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'reply'; readonly question: string; readonly value: unknown };

/** What a worker sends back: what came of its task, or a question about which it waits. */
export type FromWorker<Result> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'question'; readonly question: string };

/** Works on tasks, several at a time. */
export interface Pool<Task, Result> {
  /** How many tasks are worked on at a time. */
  readonly width: number;
  readonly run: (task: Task) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Works in this thread. */
export const makeOwnPool = <Task, Result>(
  work: (task: Task) => Result | Promise<Result>,
): Pool<Task, Result> => ({
  width: 1,
  run: async (task) => work(task),
  close: () => Promise.resolve(),
});

interface Hand<Task, Result> {
  readonly run: (task: Task) => Promise<Result>;
  readonly worker: Worker;
}

/**
 * Works in threads of their own, one task each at a time.
 * @param script the module that each thread runs (`answerTasks`)
 * @param options `data` is what each thread is started with; `answer` answers its questions
 */
export const makeWorkerPool = <Task, Result>(
  script: URL,
  options: {
    readonly width: number;
    readonly data: unknown;
    readonly answer?: (question: string) => Promise<unknown>;
  },
): Pool<Task, Result> => {
  const hands = Array.from({ length: options.width }, () =>
    hire<Task, Result>(script, options.data, options.answer),
  );
  const free = [...hands];
  const waiting: ((hand: Hand<Task, Result>) => void)[] = [];
  const take = (): Promise<Hand<Task, Result>> => {
    const hand = free.pop();
    return hand === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(hand);
  };
  return {
    width: options.width,
    run: async (task) => {
      const hand = await take();
      try {
        return await hand.run(task);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(hand);
        else next(hand);
      }
    },
    close: async () => {
      await Promise.all(hands.map(({ worker }) => worker.terminate()));
    },
  };
};

const hire = <Task, Result>(
  script: URL,
  data: unknown,
  answer: ((question: string) => Promise<unknown>) | undefined,
): Hand<Task, Result> => {
  const worker = new Worker(script, { workerData: data });
  let settle: { resolve: (result: Result) => void; reject: (error: unknown) => void } | undefined;
  let dead: Error | undefined;
  const fail = (error: unknown): void => {
    dead ??= error instanceof Error ? error : new Error('A thread ended.', { cause: error });
    settle?.reject(dead);
  };
  const reply = async (question: string): Promise<void> => {
    const value = await answer?.(question);
    worker.postMessage({ kind: 'reply', question, value } satisfies ToWorker<Task>);
  };
  worker.on('message', (message: FromWorker<Result>) => {
    if (message.kind === 'question') reply(message.question).catch(fail);
    else if (message.kind === 'result') settle?.resolve(message.result);
    else settle?.reject(message.error);
  });
  worker.on('error', fail);
  worker.on('exit', (code) => {
    fail(new Error(`A thread ended with ${code} before its work was done.`));
  });
  return {
    worker,
    run: (task) =>
      new Promise<Result>((resolve, reject) => {
        if (dead !== undefined) {
          reject(dead);
          return;
        }
        settle = { resolve, reject };
        worker.postMessage({ kind: 'task', task } satisfies ToWorker<Task>);
      }),
  };
};

/** Works on items as they come, up to `width` at a time, and gives the results in the order of the items. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
  const under: { readonly item: Item; readonly result: Promise<Result> }[] = [];
  for await (const item of items) {
    const result = work(item);
    // It is awaited in its turn; until then its failure is nobody's.
    result.catch(() => undefined);
    under.push({ item, result });
    if (under.length < width) continue;
    const first = under.shift();
    if (first !== undefined) yield { item: first.item, result: await first.result };
  }
  for (const { item, result } of under) yield { item, result: await result };
}
