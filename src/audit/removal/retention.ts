import { everyMs, type Repeat } from '../chain/checkpointing.js';
import type { Keep } from '../store/decision-log.js';
import type { Hook } from '../store/hook.js';

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

/** Lets the records of a log lose their content once they are old enough: looked for at once, and every hour, until the log closes. */
export const retain = (log: Pick<Keep, 'drop'>, parts: RetentionParts): Hook => {
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
  const stop = (parts.repeat ?? everyMs)(drop, hourMs);
  return {
    beforeClose: async () => {
      stop();
      await last;
    },
  };
};
