import { counted } from '../../language/numbers/counted.js';
import { everyMs, type Repeat } from '../chain/checkpointing.js';
import type { Keep, Queries } from '../store/decision-log.js';
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
  /** Milliseconds on a clock that only goes on; default: that of the process. */
  readonly elapsed?: () => number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The clock may be this far after the newest record, or after where it should be by now; it counts as set forward beyond that. */
const leapMs = { sinceNewest: 7 * dayMs, underWay: hourMs };

/** The clock was set forward, or nothing was recorded for long: nothing is dropped for a day, in which somebody may look at it. */
export class ClockLeaptError extends Error {
  override readonly name = 'ClockLeaptError';

  constructor(byMs: number) {
    super(
      `By the clock ${Math.round(byMs / dayMs)} days passed at once: no record loses its content by its age for a day. Set the clock right where it is wrong.`,
    );
  }
}

/** Lets the records of a log lose their content once they are old enough: looked for at once, and every hour, until the log closes. */
export const retain = (log: Pick<Keep, 'drop'> & Pick<Queries, 'search'>, parts: RetentionParts): Hook => {
  const { retainMs, now, newId, reportFailure, elapsed = () => performance.now() } = parts;
  let before: { readonly now: number; readonly elapsed: number } | undefined;
  let heldUntil = -Infinity;
  /** By how much the clock went forward that can't be told from its being set so; nothing where it did not. */
  const leapt = async (at: number): Promise<number> => {
    const last = before;
    before = { now: at, elapsed: elapsed() };
    if (last !== undefined) {
      const by = at - last.now - (before.elapsed - last.elapsed);
      return by > leapMs.underWay ? by : 0;
    }
    const page = await log.search({ limit: 1 });
    const [newest] = 'items' in page ? page.items : [];
    const by = newest === undefined ? 0 : at - Date.parse(newest.body.decidedAt);
    return by > leapMs.sinceNewest ? by : 0;
  };
  let last: Promise<void> = Promise.resolve();
  const drop = (): void => {
    last = last.then(async () => {
      try {
        const at = now();
        const by = await leapt(at);
        if (by > 0) {
          heldUntil = elapsed() + dayMs;
          reportFailure(new ClockLeaptError(by));
        }
        if (elapsed() < heldUntil) return;
        await log.drop({
          id: newId(),
          at,
          by: 'the service',
          reason: `kept for ${counted(Math.round(retainMs / dayMs), 'day')}`,
          before: at - retainMs,
        });
      } catch (cause) {
        reportFailure(cause);
      }
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
