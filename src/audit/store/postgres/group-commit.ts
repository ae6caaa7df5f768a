import type { Bundle } from '../sql/group.js';
import type { Outcome } from '../sql/outcome.js';
import type { Recorder } from '../sql/recorder.js';

/** How much one write may take; at least one bundle is taken whatever it says. */
export interface Room {
  readonly records: number;
  readonly bytes: number;
}

/** Many who wait share one write: the next begins when the last one ends, with all who came meanwhile. */
export interface GroupCommit {
  /** @param since a key that was used before is free again; epoch milliseconds */
  readonly submit: (bundle: Bundle, since: number) => Promise<Outcome>;
  /** Bytes of what waits for a write to begin. */
  readonly waitingBytes: () => number;
}

interface Waiting {
  readonly bundle: Bundle;
  readonly records: number;
  readonly bytes: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (cause: unknown) => void;
}

/** Makes a group commit over a recorder. */
export const makeGroupCommit = (record: Recorder, room: Room): GroupCommit => {
  const queue: Waiting[] = [];
  let waitingBytes = 0;
  let latest = -Infinity;
  let running = false;

  const take = (): readonly Waiting[] => {
    let records = 0;
    let bytes = 0;
    let taken = 0;
    for (const each of queue) {
      records += each.records;
      bytes += each.bytes;
      if (taken > 0 && (records > room.records || bytes > room.bytes)) break;
      taken += 1;
      waitingBytes -= each.bytes;
    }
    return queue.splice(0, taken);
  };

  const run = async (): Promise<void> => {
    running = true;
    // Whoever submits in the same turn of the event loop shares the first write already.
    await Promise.resolve();
    while (queue.length > 0) {
      const group = take();
      try {
        const outcomes = await record(
          group.map(({ bundle }) => bundle),
          latest,
        );
        for (const [place, { resolve, reject }] of group.entries()) {
          const outcome = outcomes[place];
          if (outcome === undefined)
            reject(new RangeError('A write gave fewer outcomes than it had bundles.'));
          else resolve(outcome);
        }
      } catch (cause) {
        for (const { reject } of group) reject(cause);
      }
    }
    running = false;
  };

  return {
    submit: (bundle, since) =>
      new Promise((resolve, reject) => {
        const unchained = bundle.sealed?.unchained ?? [];
        const bytes = unchained.reduce((sum, draft) => sum + draft.bytes, 0);
        latest = Math.max(latest, since);
        queue.push({ bundle, records: unchained.length, bytes, resolve, reject });
        waitingBytes += bytes;
        if (!running) void run();
      }),
    waitingBytes: () => waitingBytes,
  };
};
