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
  /** Resolves when all the items are durable, in one write; rejects with what `commit` rejected with, or as `overloaded`. */
  readonly submit: (items: readonly Item[], bytes: number) => Promise<readonly Result[]>;
  /** Items that wait for a write to begin. */
  readonly waiting: () => number;
  readonly isFull: () => boolean;
  /** Resolves when nothing waits and nothing is being written. */
  readonly drain: () => Promise<void>;
}

interface Waiting<Item, Result> {
  readonly items: readonly Item[];
  readonly bytes: number;
  readonly resolve: (results: readonly Result[]) => void;
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
  let waitingItems = 0;
  let waitingBytes = 0;
  let running: Promise<void> | undefined;

  const take = (): readonly Waiting<Item, Result>[] => {
    const limit = room();
    let bytes = 0;
    let items = 0;
    let taken = 0;
    for (const each of queue) {
      bytes += each.bytes;
      items += each.items.length;
      if (taken > 0 && (items > limit.items || bytes > limit.bytes)) break;
      taken += 1;
      waitingItems -= each.items.length;
      waitingBytes -= each.bytes;
    }
    return queue.splice(0, taken);
  };

  const run = async (): Promise<void> => {
    // Whoever submits in the same turn of the event loop shares the first write already.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = take();
      try {
        const results = await commit(batch.flatMap(({ items }) => items));
        let place = 0;
        for (const { items, resolve, reject } of batch) {
          const own = results.slice(place, (place += items.length));
          if (own.length < items.length)
            reject(new RangeError('A write gave fewer results than it had items.'));
          else resolve(own);
        }
      } catch (cause) {
        for (const { reject } of batch) reject(cause);
      }
    }
    running = undefined;
  };

  const isFull = (): boolean => waitingItems >= maxWaiting || waitingBytes >= maxWaitingBytes;

  return {
    submit: (items, bytes) =>
      new Promise((resolve, reject) => {
        if (isFull())
          throw new NotRecordedError(`${waitingItems} records wait to be written already.`, {
            code: 'overloaded',
          });
        queue.push({ items, bytes, resolve, reject });
        waitingItems += items.length;
        waitingBytes += bytes;
        running ??= run();
      }),
    waiting: () => waitingItems,
    isFull,
    drain: async () => {
      while (running !== undefined) await running;
    },
  };
};
