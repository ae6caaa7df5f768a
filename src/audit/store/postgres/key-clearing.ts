import type { Reader } from './reader.js';

const hourMs = 3_600_000;

/**
 * Makes the function that clears away keys whose life is over, at most once an hour, however often it is called. Nothing hangs on it: such
 * a key counts as free also while it is there.
 */
export const makeKeyClearing = (
  { rows }: Reader,
  now: () => number,
  keysSince: () => string,
): (() => Promise<void>) => {
  let last = -Infinity;
  return async () => {
    if (now() - last < hourMs) return;
    last = now();
    await rows('DELETE FROM clausebook.once WHERE made_at < $1', [keysSince()]).catch(() => undefined);
  };
};
