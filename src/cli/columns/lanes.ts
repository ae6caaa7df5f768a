/** Runs work on one of several things at a time; whoever brings work waits until one is free. */
export interface Lanes<Lane> {
  /** Resolves once the work has begun. Rejects with what earlier work failed of. */
  readonly begin: (work: (lane: Lane) => Promise<void>) => Promise<void>;
  /** Resolves once all work has ended; rejects with what one of it failed of. */
  readonly ended: () => Promise<void>;
}

/** Makes lanes of things of which each does one work at a time. */
export const makeLanes = <Lane>(lanes: readonly Lane[]): Lanes<Lane> => {
  const free = [...lanes];
  const running = new Set<Promise<void>>();
  let failure: { readonly cause: unknown } | undefined;
  const unlessFailed = (): void => {
    if (failure !== undefined) throw failure.cause;
  };
  return {
    begin: async (work) => {
      while (free.length === 0 && failure === undefined) await Promise.race(running);
      unlessFailed();
      const lane = free.pop();
      if (lane === undefined) throw new RangeError('There is no lane.');
      const one = work(lane)
        .catch((cause: unknown) => {
          failure ??= { cause };
        })
        .finally(() => {
          free.push(lane);
          running.delete(one);
        });
      running.add(one);
    },
    ended: async () => {
      await Promise.all(running);
      unlessFailed();
    },
  };
};
