import { inOrder } from './in-order.js';
import type { Pool } from './pool.js';

/**
 * Gives a pool a task for each item, as they come, and gives the results with their items in the items' order. Holds two tasks for each thread at
 * the most, so that none waits for the next and nothing piles up. Closes the pool at the end.
 */
export async function* workThrough<Item, Task, Result>(
  items: AsyncIterable<Item>,
  pool: Pool<Task, Result>,
  taskOf: (item: Item) => Task,
): AsyncGenerator<{ readonly item: Item; readonly result: Result }> {
  const limit = pool.width === 1 ? 1 : pool.width * 2;
  try {
    yield* inOrder(items, limit, async (item) => ({ item, result: await pool.run(taskOf(item)) }));
  } finally {
    await pool.close();
  }
}
