import assert from 'node:assert/strict';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sourceOf } from '../../src/audit/store/log-source.js';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { sha256 } from '../../src/language/canonical.js';
import { makeEntry, release, start } from '../audit/support/entries.js';
import { copyDirectory, withFolder } from './support/folder.js';
import type { Asked } from './support/load.js';
import { judge } from './support/verdict.js';
import { Violation } from './support/violation.js';
import { compareWalks } from './support/walk.js';

/** That a decision was answered. */
const answered = (n: number, changes: object = {}): Asked => {
  const { id, decision } = makeEntry(n);
  const { outcome, effects } = decision;
  return {
    ...{ key: String(n), subject: '', body: '' },
    answer: { id, text: JSON.stringify({ id, outcome, effects, ...changes }) },
  };
};

/** What is wrong with a log of decisions 1 to 3, of which these were answered. */
const verdict = async (asked: readonly Asked[], keys: readonly string[] = []): Promise<string> => {
  const log = makeMemoryLog({ now: () => start, onceLifeMs: -1e12 });
  // The release of these entries has no true digest.
  await log.keepRelease({ ...release, files: new Map() });
  for (const n of [1, 2, 3]) {
    const key = keys[n - 1];
    const once = key === undefined ? {} : { once: { key: sha256(key), request: sha256('request') } };
    await log.append(makeEntry(n, once));
  }
  try {
    await judge(sourceOf(log), asked, []);
    return 'held';
  } catch (error) {
    assert.ok(error instanceof Violation);
    return /release-altered/.test(error.message) ? 'held' : error.message;
  } finally {
    await log.close();
  }
};

describe('the verdict on a long run', () => {
  it('is that it held where each answer is recorded once, as it was told', async () => {
    assert.equal(await verdict([answered(1), answered(2)]), 'held');
  });

  it('finds what was answered and is lost', async () => {
    assert.match(await verdict([answered(1), answered(4)]), /1 answered decisions are lost/);
  });

  it('finds what is recorded otherwise than it was answered', async () => {
    assert.match(await verdict([answered(1, { outcome: 'lost' })]), /decision-1 was answered as/);
  });

  it('finds two records under one key', async () => {
    assert.match(
      await verdict([answered(1)], ['k', 'l', 'k']),
      /decision-3 was decided under the key of decision-1/,
    );
  });

  it('finds an altered answer among genuine ones, and 5xx but 503', () => {
    const walked = (status: number, text: string) => new Map([['/decisions/1', { status, text }]]);
    const before = walked(200, '{"outcome":"late"}');
    assert.equal(compareWalks(before, before, []), undefined);
    assert.match(compareWalks(before, walked(503, ''), []) ?? '', /503/);
    assert.throws(() => compareWalks(before, walked(200, '{"outcome":"on-time"}'), []), Violation);
    assert.throws(() => compareWalks(before, walked(500, ''), []), Violation);
  });
});

describe('a copy of a data directory', () => {
  it('is made anew where a file goes meanwhile, and of nothing else', () =>
    withFolder(async (folder) => {
      const [from, to] = [join(folder, 'from'), join(folder, 'to')];
      await cp(import.meta.dirname, from, { recursive: true });
      let tries = 0;
      const failing =
        (code: string): typeof cp =>
        async (source, target, options) => {
          tries += 1;
          await cp(source, target, options);
          if (tries > 1) return;
          await writeFile(join(to, 'of-the-first'), '');
          throw Object.assign(new Error(code), { code });
        };
      await copyDirectory(from, to, failing('ENOENT'));
      assert.deepEqual([tries, await readdir(to)], [2, await readdir(from)]);
      tries = 0;
      await assert.rejects(copyDirectory(from, to, failing('ENOSPC')), { code: 'ENOSPC' });
      assert.equal(tries, 1);
    }));
});
