import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { makeApiKey, type ApiKey } from '../../../src/service/access/api-key.js';
import type { KeyFile } from '../../../src/service/access/key-file.js';
import { openKeyRing, type KeyRing } from '../../../src/service/access/key-ring.js';

const start = Date.parse('2026-08-15T12:00:00Z');
const about = { name: 'shop', scopes: ['decide'], createdAt: start, expiresAt: null } as const;

/** A file that a test changes, and says when it was read again. */
const fakeFile = (first: readonly ApiKey[]) => {
  let content: readonly ApiKey[] | Error = first;
  let told = (): void => undefined;
  const file: KeyFile = {
    read: () => {
      queueMicrotask(told);
      return content instanceof Error ? Promise.reject(content) : Promise.resolve(content);
    },
    write: () => Promise.reject(new Error('not written here')),
  };
  const become = async (next: readonly ApiKey[] | Error): Promise<void> => {
    content = next;
    // The second reading from now began after the change.
    for (let readings = 0; readings < 2; readings += 1)
      await new Promise<void>((resolve) => {
        told = resolve;
      });
  };
  return { file, become };
};

const open = async (context: TestContext, file: KeyFile, causes: unknown[] = []): Promise<KeyRing> => {
  const ring = await openKeyRing({
    file,
    now: () => start,
    reportUnreadable: (cause) => causes.push(cause),
    intervalMs: 1,
  });
  context.after(ring.close);
  // Its timer keeps no process up; this test must not end before it.
  const alive = setInterval(() => undefined, 1000);
  context.after(() => {
    clearInterval(alive);
  });
  return ring;
};

describe('the key ring', () => {
  it('knows whose a key is, and what it may', async (context) => {
    const { text, kept } = makeApiKey(about, randomBytes);
    const ring = await open(context, fakeFile([kept]).file);
    assert.deepEqual(ring.callerOf(text), { id: `key:${kept.id}`, scopes: new Set(['decide']) });
    assert.equal(ring.callerOf(makeApiKey(about, randomBytes).text), undefined);
    assert.equal(ring.callerOf('anything'), undefined);
    assert.equal(ring.callerOf(`cbk_${kept.id}_${'A'.repeat(43)}`), undefined);
  });

  it('takes up a key that was made, and drops one that was revoked, without being opened again', async (context) => {
    const first = makeApiKey(about, randomBytes);
    const second = makeApiKey(about, randomBytes);
    const { file, become } = fakeFile([]);
    const ring = await open(context, file);
    assert.equal(ring.isEmpty(), true);
    await become([first.kept, second.kept]);
    assert.equal(ring.isEmpty(), false);
    assert.notEqual(ring.callerOf(first.text), undefined);
    await become([{ ...first.kept, revokedAt: start }, second.kept]);
    assert.equal(ring.callerOf(first.text), undefined);
    assert.notEqual(ring.callerOf(second.text), undefined);
  });

  it('keeps the keys that it has while the file can’t be read, and says so once', async (context) => {
    const { text, kept } = makeApiKey(about, randomBytes);
    const { file, become } = fakeFile([kept]);
    const causes: unknown[] = [];
    const ring = await open(context, file, causes);
    const cause = new Error('gone');
    await become(cause);
    await become(cause);
    assert.notEqual(ring.callerOf(text), undefined);
    assert.deepEqual(causes, [cause]);
  });
});
