import { readFileSync } from 'node:fs';

/** Looks at the memory that processes take, until it is asked what they took at most. */
export interface MemoryMeter {
  /** So many bytes at once, or fewer; `undefined` where the system does not tell (it is Linux that does). Then no more is looked at. */
  readonly end: () => number | undefined;
}

const everyMs = 200;

/**
 * Adds up the most that each process which runs has taken so far, this one included. They take that much at no one moment, but never more.
 * @param others the ids of other processes; those that have ended count nothing
 */
export const meterMemory = (others: () => readonly number[]): MemoryMeter => {
  let most = 0;
  const look = (): void => {
    const kilobytes = [process.pid, ...others()].map(mostOf).reduce((sum, one) => sum + one, 0);
    most = Math.max(most, kilobytes * 1024);
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    end: () => {
      look();
      clearInterval(timer);
      return most === 0 ? undefined : most;
    },
  };
};

/** What a process has had in memory at most, in kilobytes. */
const mostOf = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};
