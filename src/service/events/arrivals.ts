import type { DecisionLog } from '../../audit/store/decision-log.js';

/** Wakes who waits for something to happen. */
export interface Arrivals {
  /** How often this process has recorded something, since somebody asked first. */
  readonly count: () => number;
  /** Resolves when the count is another than was seen, after so long, or when it is aborted. */
  readonly next: (seen: number, ms: number, signal: AbortSignal) => Promise<void>;
}

/** Makes what wakes; it is hung into the log when somebody asks for the first time. */
export const makeArrivals = (log: Pick<DecisionLog, 'hang'>): Arrivals => {
  const waiting = new Set<() => void>();
  let isHung = false;
  let count = 0;
  const wake = (): void => {
    count += 1;
    for (const each of [...waiting]) each();
  };
  return {
    count: () => {
      if (!isHung) log.hang({ recorded: wake, chosen: wake });
      isHung = true;
      return count;
    },
    next: (seen, ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || seen !== count) {
          resolve();
          return;
        }
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        waiting.add(done);
        signal.addEventListener('abort', done);
      }),
  };
};
