/** Numbers that are the same for one seed. */
export interface Random {
  /** From 0 to 1. */
  readonly share: () => number;
  /** From 0 to below a limit. */
  readonly below: (limit: number) => number;
  readonly pick: <Each>(from: readonly Each[]) => Each;
}

/** Makes them (mulberry32). */
export const makeRandom = (seed: number): Random => {
  let state = seed;
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(share() * limit);
  return {
    share,
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError('There is nothing to pick from.');
      return picked;
    },
  };
};
