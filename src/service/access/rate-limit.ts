/** What is left to somebody. */
export interface Allowance {
  /** Whether it was granted. */
  readonly granted: boolean;
  /** Whole decisions that may follow at once. */
  readonly remaining: number;
  /** Until one more may be asked for, where it was not granted; else until all is there again. Whole seconds, at least 1. */
  readonly seconds: number;
}

/** How much each may ask for. */
export interface RateLimit {
  /** Decisions a second, and the most at once. */
  readonly perSecond: number;
  /**
   * Grants `cost` decisions where at least one is left, and counts all of them. Where they are more than were left, the caller's next
   * request waits until that many have been earned again. Counts nothing where it does not grant.
   */
  readonly take: (who: string, cost: number) => Allowance;
  /** Counts `cost` decisions whatever is left. */
  readonly owe: (who: string, cost: number) => void;
  /** How many decisions a caller has left; counts nothing. */
  readonly left: (who: string) => Allowance;
}

const mostRemembered = 20_000;
const keptWhenFull = 18_000;

/**
 * Limits by the generic cell rate algorithm (ITU-T I.371, annex A), which keeps one instant for each who asks: when all that they took will be made
 * good. It answers at once, and lets a batch run into debt, which counters by window forget when the window ends.
 * @param now milliseconds on a clock that never goes back
 */
export const makeRateLimit = (perSecond: number, now: () => number): RateLimit => {
  const costMs = 1000 / perSecond;
  const burstMs = Math.max(1000, costMs);
  const good = new Map<string, number>();

  const forget = (at: number): void => {
    for (const [who, until] of good) if (until <= at) good.delete(who);
    // All of them owe. Those who waited longest begin anew: memory is bounded in any case. Many at once, since looking at all of them
    // for each caller that is new would be a way to keep the service busy.
    if (good.size < mostRemembered) return;
    for (const who of good.keys()) {
      if (good.size <= keptWhenFull) break;
      good.delete(who);
    }
  };
  const charge = (who: string, at: number, until: number, cost: number): number => {
    if (cost === 0) return until;
    if (good.size >= mostRemembered && !good.has(who)) forget(at);
    const next = until + cost * costMs;
    good.set(who, next);
    return next;
  };

  return {
    perSecond,
    take: (who, cost) => {
      const at = now();
      const until = Math.max(good.get(who) ?? at, at);
      const owedMs = until + costMs - burstMs - at;
      // Sums of fractions of milliseconds are a little off.
      if (owedMs > 1e-6)
        return { granted: false, remaining: 0, seconds: Math.max(1, Math.ceil(owedMs / 1000)) };
      const left = burstMs - (charge(who, at, until, cost) - at);
      return {
        granted: true,
        remaining: Math.max(0, Math.floor(left / costMs + 1e-6)),
        seconds: Math.max(1, Math.ceil((burstMs - left) / 1000)),
      };
    },
    left: (who) => {
      const at = now();
      const left = burstMs - (Math.max(good.get(who) ?? at, at) - at);
      return {
        granted: left >= costMs,
        remaining: Math.max(0, Math.floor(left / costMs + 1e-6)),
        seconds: Math.max(1, Math.ceil((burstMs - left) / 1000)),
      };
    },
    owe: (who, cost) => {
      const at = now();
      charge(who, at, Math.max(good.get(who) ?? at, at), cost);
    },
  };
};
