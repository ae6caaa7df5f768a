import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeBookWork } from '../../../src/service/book/book-work.js';

const task = { kind: 'difference', left: new Map(), right: new Map(), features: null, limit: 1 } as const;

describe('work for the book', () => {
  it('is stopped where it takes longer or needs more memory than it may', async () => {
    const slow = makeBookWork({ width: 1, deadlineMs: 1 });
    await assert.rejects(slow<'difference'>(task), { name: 'WorkStopped', reason: 'too-long' });
    const small = makeBookWork({ width: 1, heapMb: 8 });
    await assert.rejects(small<'difference'>(task), { name: 'WorkStopped', reason: 'out-of-memory' });
  });
});
