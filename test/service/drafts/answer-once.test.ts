import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import type { DraftWork } from '../../../src/service/drafts/trial/draft-work.js';
import { serveLibraryDrafts } from './support/library-drafts.js';

/** A check whose thread is held back after it has told what it found, or before it. */
const heldCheck = async (context: TestContext, tells: boolean) => {
  const signals: AbortSignal[] = [];
  let letEnd = (): void => undefined;
  const done = new Promise<undefined>((resolve) => {
    letEnd = () => {
      resolve(undefined);
    };
  });
  const work: DraftWork = {
    take: (_, { signal, told }) => {
      signals.push(signal);
      const found = { digest: null, unreviewed: false, diagnostics: [], looked: null };
      if (tells) told({ kind: 'checked', ...found, refusals: [] });
      return { code: 'taken', done };
    },
  };
  const { service, create } = await serveLibraryDrafts(context, { work });
  return { service, path: `${await create()}/check`, signals, letEnd };
};

describe('work on a draft that is answered once', () => {
  it('is not stopped by its answer being given, so that its thread is there for the next', async (t) => {
    const { service, path, signals, letEnd } = await heldCheck(t, true);
    assert.equal((await service.post(path, {})).json['kind'], 'checked');
    // Another answer comes after all that the end of the first one set off.
    assert.equal((await service.get('/healthz')).status, 200);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    letEnd();
  });

  it('is stopped where whoever asked goes away before it', { timeout: 60_000 }, async (t) => {
    const { service, path, signals, letEnd } = await heldCheck(t, false);
    const gone = new AbortController();
    const asked = fetch(service.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
      signal: gone.signal,
    });
    while (signals.length === 0) assert.equal((await service.get('/healthz')).status, 200);
    const [signal] = signals;
    assert.ok(signal !== undefined);
    const stopped = once(signal, 'abort');
    gone.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await stopped;
    letEnd();
  });
});
