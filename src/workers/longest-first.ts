/**
 * Works on items, at most `limit` of them at once, those first that are thought to take longest, so that none is begun when all else is done. Gives the results in the items' order. Where
 * one fails no other is begun, and that failure is thrown.
 * @param sizeOf how long an item takes beside others, in any unit
 */
export const longestFirst = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  sizeOf: (item: Item) => number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const waiting = items
    .map((item, place) => ({ item, place, size: sizeOf(item) }))
    .sort((one, other) => other.size - one.size);
  const results = new Map<number, Result>();
  const goOn = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
      results.set(one.place, await work(one.item));
  };
  try {
    await Promise.all(Array.from({ length: limit }, goOn));
  } finally {
    waiting.length = 0;
  }
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
};
