/** Pseudo-random choices that a seed repeats (mulberry32). */
export interface Random {
  /** A whole number from 0 up to but not including `limit`. */
  readonly below: (limit: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** One of some items. */
  readonly of: <Item>(items: readonly [Item, ...Item[]]) => Item;
}

/** Starts a sequence of pseudo-random choices. */
export const makeRandom = (seed: number): Random => {
  let state = seed | 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    below,
    chance: (probability) => fraction() < probability,
    of: (items) => items[below(items.length)] ?? items[0],
  };
};
