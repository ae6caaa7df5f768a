import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeEntry, release } from './support/entries.js';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';

describe('a page of large records', () => {
  it('ends early, and the pages after it have the rest', async (context) => {
    const log = makeMemoryLog();
    context.after(() => log.close());
    await log.keepRelease(release);
    const note = 'x'.repeat(100_000);
    for (let n = 1; n <= 120; n += 1) {
      const entry = makeEntry(n);
      await log.append({ ...entry, inputs: { ...entry.inputs, facts: { loan: { tool: 'saw', note } } } });
    }
    const ids: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await log.search({ limit: 500, ...(cursor === null ? {} : { cursor }) });
      assert.ok('items' in page);
      sizes.push(page.items.length);
      ids.push(...page.items.map(({ body }) => body.id));
      cursor = page.next;
    } while (cursor !== null);
    assert.deepEqual(
      ids,
      Array.from({ length: 120 }, (_, nth) => `decision-${120 - nth}`),
    );
    assert.deepEqual(sizes, [25, 25, 25, 25, 20]);
  });
});
