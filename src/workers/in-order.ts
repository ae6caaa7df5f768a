/**
 * Works on items as they come, at most `limit` of them at once, and gives the results in the items' order, each as soon as it and
 * those before it are there. Takes no further item while the first result of `limit` is not taken.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]();
  const running: Promise<Result>[] = [];
  let coming: Promise<IteratorResult<Item, unknown>> | undefined;
  let ended = false;
  try {
    for (;;) {
      const [first] = running;
      if (!ended && running.length < limit) {
        coming ??= source.next();
        const next = await (first === undefined
          ? coming
          : Promise.race([coming, first.then(() => undefined)]));
        if (next !== undefined) {
          coming = undefined;
          if (next.done === true) ended = true;
          else {
            const result = work(next.value);
            // It is awaited in its turn; until then its failure is nobody's.
            result.catch(() => undefined);
            running.push(result);
          }
          continue;
        }
      }
      if (first === undefined) return;
      yield await first;
      void running.shift();
    }
  } finally {
    // Whoever takes no more results does not wait for an item that may never come.
    void coming?.catch(() => undefined);
    if (!ended) void source.return?.().catch(() => undefined);
  }
}
