import { NotRecordedError } from '../decision-log.js';

/** What may wait, and how much of it is written at once. */
export interface GroupCommitOptions<Item, Result> {
  /** How much the next write may take; at least one item is taken whatever it says. */
  readonly room: () => { readonly items: number; readonly bytes: number };
  /** Makes the items durable, all or none, and gives their results in the same order. */
  readonly commit: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** More than so many items or bytes may not wait. */
  readonly maxWaiting: number;
  readonly maxWaitingBytes: number;
}

/** Many who wait share one write: the next begins when the last one ends, with all who came meanwhile. */
export interface GroupCommit<Item, Result> {
  /** Resolves when the item is durable; rejects with what `commit` rejected with, or as `overloaded`. */
  readonly submit: (item: Item, bytes: number) => Promise<Result>;
  /** Items that wait for a write to begin. */
  readonly waiting: () => number;
  readonly isFull: () => boolean;
  /** Resolves when nothing waits and nothing is being written. */
  readonly drain: () => Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (cause: unknown) => void;
}

/** Makes a group commit over something that writes one batch at a time. */
export const makeGroupCommit = <Item, Result>({
  room,
  commit,
  maxWaiting,
  maxWaitingBytes,
}: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> => {
  const queue: Waiting<Item, Result>[] = [];
  let waitingBytes = 0;
  let running: Promise<void> | undefined;

  const take = (): readonly Waiting<Item, Result>[] => {
    const limit = room();
    let bytes = 0;
    let items = 0;
    for (const each of queue) {
      bytes += each.bytes;
      if (items > 0 && (items === limit.items || bytes > limit.bytes)) break;
      items += 1;
      waitingBytes -= each.bytes;
    }
    return queue.splice(0, items);
  };

  const run = async (): Promise<void> => {
    // Whoever submits in the same turn of the event loop shares the first write already.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = take();
      try {
        const results = await commit(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, place) => {
          const result = results[place];
          if (result === undefined) reject(new RangeError('A write gave fewer results than it had items.'));
          else resolve(result);
        });
      } catch (cause) {
        for (const { reject } of batch) reject(cause);
      }
    }
    running = undefined;
  };

  const isFull = (): boolean => queue.length >= maxWaiting || waitingBytes >= maxWaitingBytes;

  return {
    submit: (item, bytes) =>
      new Promise((resolve, reject) => {
        if (isFull())
          throw new NotRecordedError(`${queue.length} records wait to be written already.`, {
            code: 'overloaded',
          });
        queue.push({ item, bytes, resolve, reject });
        waitingBytes += bytes;
        running ??= run();
      }),
    waiting: () => queue.length,
    isFull,
    drain: async () => {
      while (running !== undefined) await running;
    },
  };
};
