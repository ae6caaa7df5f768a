import type { Repeat } from '../chain/checkpointing.js';
import type { DecisionLog } from '../store/decision-log.js';

/** How long records keep their content, and who is asked. */
export interface RetentionParts {
  readonly retainMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  /** Told where old records could not be dropped; it is tried again. */
  readonly reportFailure: (cause: unknown) => void;
  /** Default: a timer that keeps no process alive. */
  readonly repeat?: Repeat;
}

const hourMs = 3_600_000;

const timer: Repeat = (run, ms) => {
  const interval = setInterval(run, ms).unref();
  return () => {
    clearInterval(interval);
  };
};

/** The log, whose records lose their content once they are old enough: looked for at once, and every hour. */
export const retainFor = (log: DecisionLog, parts: RetentionParts): DecisionLog => {
  const { retainMs, now, newId, reportFailure } = parts;
  let last: Promise<void> = Promise.resolve();
  const drop = (): void => {
    last = last.then(async () => {
      const at = now();
      await log
        .drop({
          id: newId(),
          at,
          by: 'the service',
          reason: `kept for ${Math.round(retainMs / (24 * hourMs))} days`,
          before: at - retainMs,
        })
        .catch(reportFailure);
    });
  };
  drop();
  const stop = (parts.repeat ?? timer)(drop, hourMs);
  return {
    ...log,
    close: async () => {
      stop();
      await last;
      await log.close();
    },
  };
};
