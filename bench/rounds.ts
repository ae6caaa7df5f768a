/** The median of some figures; throws where there are none. */
export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('No figures');
  return middle;
};

/** Calls per second of an operation, over about `durationMs`. */
export const rateOf = async (operation: () => unknown, durationMs: number): Promise<number> => {
  const start = performance.now();
  let calls = 0;
  do {
    await operation();
    calls += 1;
  } while (performance.now() - start < durationMs);
  return (calls * 1000) / (performance.now() - start);
};

/**
 * Times operations beside each other: in each round all of them, in turn, so that noise of the machine falls on all alike. The first
 * round warms up and does not count.
 * @returns the median calls per second of each, by name
 */
export const compare = async (
  operations: Readonly<Record<string, () => unknown>>,
  { rounds, durationMs }: { readonly rounds: number; readonly durationMs: number },
): Promise<ReadonlyMap<string, number>> => {
  const figures = new Map<string, number[]>(Object.keys(operations).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, operation] of Object.entries(operations)) {
      const rate = await rateOf(operation, durationMs);
      if (round > 0) figures.get(name)?.push(rate);
    }
  }
  return new Map([...figures].map(([name, found]) => [name, median(found)]));
};
