import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, readlink, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { sha256 } from '../../src/audit/record/canonical.js';
import { openJournal } from '../../src/audit/store/journal/journal.js';
import type { OpenFile } from '../../src/audit/store/journal/segment-writer.js';
import { countedBytes, makeEntry, release, start } from './support/entries.js';
import { makeFaultyDisk } from './support/faulty-disk.js';
import { makeFolder, openIn } from './support/folder.js';

const linesOf = async (directory: string): Promise<number> =>
  (await readFile(join(directory, 'journal/000000000001.jsonl'), 'utf8')).split('\n').length - 1;

/** What of a folder this process has open. */
const openBelow = async (directory: string): Promise<readonly string[]> => {
  const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
  return (await Promise.all(links)).filter((path) => path.startsWith(directory));
};

/** Tells each time when a segment is forced to disk. */
const countSyncs =
  (openFile: OpenFile, syncs: string[]): OpenFile =>
  async (path, flags) => {
    const handle = await openFile(path, flags);
    return new Proxy(handle, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...each: unknown[]): unknown => {
          if (name === 'sync' || name === 'datasync') syncs.push(path.slice(-'000000000001.jsonl'.length));
          return Reflect.apply(value, target, each);
        };
      },
    });
  };

const makeUnsettled = async (context: TestContext) => {
  const directory = await makeFolder(context);
  const disk = makeFaultyDisk();
  const { log } = await openIn(context, directory, {
    openFile: disk.openFile,
    settling: { tries: 1000, pauseMs: 1 },
  });
  await log.append(makeEntry(1));
  Object.assign(disk.faults, { datasync: true, truncate: true });
  return { directory, disk, log };
};

describe('a journal that passes from one process to the next', () => {
  it('lets go of a write that is in doubt when it closes: what comes after is not cut off by it', async (context) => {
    const { directory, disk, log } = await makeUnsettled(context);
    const refused = assert.rejects(log.append(makeEntry(2)), { code: 'in-doubt' });
    await log.close();
    await refused;
    const next = await openIn(context, directory);
    await next.log.append(makeEntry(3));
    const lines = await linesOf(directory);
    Object.assign(disk.faults, { datasync: false, truncate: false });
    await assert.rejects(log.append(makeEntry(4)), { code: 'not-recorded' });
    assert.equal(await linesOf(directory), lines);
    assert.equal((await next.log.get('decision-3'))?.body.id, 'decision-3');
  });

  it('forces to disk what it finds before it answers by it', async (context) => {
    const { directory, log } = await makeUnsettled(context);
    const once = { key: sha256('key'), request: sha256('request') };
    const lost = assert.rejects(log.append(makeEntry(2, { once })));
    await log.close();
    await lost;
    // What a killed process leaves: a line that was written, and perhaps never forced to disk.
    assert.equal(await linesOf(directory), 2);
    const syncs: string[] = [];
    const { open } = await import('node:fs/promises');
    const next = await openIn(context, directory, { openFile: countSyncs(open, syncs) });
    assert.deepEqual(syncs, ['000000000001.jsonl']);
    assert.deepEqual(
      (await next.log.once(once.key)).map(({ body }) => body.id),
      ['decision-2'],
    );
  });

  it('takes no record behind a hole that somebody cut into the segment', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
    await log.append(makeEntry(2));
    const path = join(directory, 'journal/000000000001.jsonl');
    await truncate(path, 100);
    assert.equal((await log.health()).writable, false);
    await assert.rejects(log.append(makeEntry(3)), { code: 'not-recorded' });
    assert.equal((await log.health()).writable, false);
  });

  it('leaves nothing open where it can not be opened', async (context) => {
    const directory = await makeFolder(context);
    await mkdir(join(directory, 'catalogue.json'), { recursive: true });
    const opening = openJournal({
      directory,
      random: countedBytes(),
      now: () => start,
      report: () => undefined,
    });
    await assert.rejects(opening);
    assert.deepEqual(await openBelow(directory), []);
  });

  it('says that its catalogue is gone', async (context) => {
    const directory = await makeFolder(context);
    const first = await openIn(context, directory);
    await first.log.keepRelease(release);
    await first.log.append(makeEntry(1));
    await first.log.close();
    await rm(join(directory, 'catalogue.json'));
    const { reports } = await openIn(context, directory);
    assert.deepEqual(reports, [{ code: 'catalogue-rewritten', because: 'missing' }]);
  });
});
