import assert from 'node:assert/strict';
import { chmod, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { OpenFile } from '../../src/audit/journal/segment-writer.js';
import { verifyChain } from '../../src/audit/verify-chain.js';
import { makeEntry, release } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

const notRecorded = { name: 'NotRecordedError', code: 'not-recorded' };

/** Files on a disk that can be full: then half of what is to be written arrives, and the rest fails. */
const fullDisk = (): { readonly openFile: OpenFile; full: 'no' | 'yes' | 'and stuck' } => {
  const disk: { readonly openFile: OpenFile; full: 'no' | 'yes' | 'and stuck' } = {
    full: 'no',
    openFile: async (path, flags) => {
      const handle = await open(path, flags);
      const fail = (): never => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' });
      };
      let writes = 0;
      return new Proxy(handle, {
        get: (target, name) => {
          if (name === 'write')
            return (buffer: Buffer, offset: number, length: number, position: number) => {
              if (disk.full === 'no') return target.write(buffer, offset, length, position);
              writes += 1;
              return writes % 2 === 1
                ? target.write(buffer, offset, Math.ceil(length / 2), position)
                : fail();
            };
          if (name === 'truncate' && disk.full === 'and stuck')
            return () => Promise.reject(new Error('stuck'));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function'
            ? (...each: unknown[]): unknown => Reflect.apply(value, target, each)
            : value;
        },
      }) satisfies FileHandle;
    },
  };
  return disk;
};

describe('a journal that can not be written', () => {
  for (const full of ['yes', 'and stuck'] as const)
    it(`keeps nothing of a refused record, and goes on when there is room: full ${full}`, async (context) => {
      const directory = await makeFolder(context);
      const disk = fullDisk();
      const segment = { bytes: 1e6, records: 4 };
      const { log, reports } = await openIn(context, directory, { openFile: disk.openFile, segment });
      await log.append(makeEntry(1));
      disk.full = full;
      const refused = await Promise.allSettled([2, 3].map((n) => log.append(makeEntry(n))));
      for (const each of refused) assert.ok(each.status === 'rejected');
      await assert.rejects(log.append(makeEntry(4)), (cause: unknown) => {
        assert.ok(cause instanceof Error && cause.cause instanceof Error);
        assert.match(cause.cause.message, full === 'yes' ? /no space left/ : /stuck/);
        return 'code' in cause && cause.code === 'not-recorded';
      });
      assert.equal(await log.get('decision-2'), undefined);
      assert.equal((await log.health()).records, 1);

      disk.full = 'no';
      // Four more do not fit beside the first: a new segment begins, and the old one must be clean.
      await Promise.all([5, 6, 7, 8].map((n) => log.append(makeEntry(n))));
      await log.append(makeEntry(2));
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.deepEqual(
        reports.map(({ code }) => code),
        ['write-failed', 'write-recovered'],
      );
      await log.close();
      const text = await readFile(join(directory, 'journal/000000000001.jsonl'), 'utf8');
      assert.ok(!text.includes('decision-3') && !text.includes('decision-4'));
      const reopened = await openIn(context, directory);
      assert.deepEqual(reopened.reports, []);
      assert.equal((await reopened.log.health()).records, 6);
    });

  it('refuses while its directory is gone, says so, and goes on when it is back', async (context) => {
    const parent = await makeFolder(context);
    const directory = join(parent, 'data');
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
    await rename(directory, join(parent, 'elsewhere'));
    assert.equal((await log.health()).writable, false);
    await assert.rejects(log.append(makeEntry(2)), notRecorded);
    await assert.rejects(log.append(makeEntry(3)), notRecorded);
    const other = { ...release, identity: { ...release.identity, digest: `sha256:${'cd'.repeat(32)}` } };
    await assert.rejects(log.keepRelease(other), notRecorded);
    assert.equal((await log.health()).writable, false);

    await rename(join(parent, 'elsewhere'), directory);
    assert.equal((await log.health()).writable, true);
    await log.append(makeEntry(2));
    await log.keepRelease(other);
    assert.deepEqual(await log.release(other.identity.digest), other);
    assert.equal(await log.get('decision-3'), undefined);
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('records nothing beside a journal that was deleted', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
    await rm(join(directory, 'journal'), { recursive: true });
    for (const n of [2, 3]) await assert.rejects(log.append(makeEntry(n)), notRecorded);
  });

  it('refuses while a new segment can not be made, and goes on when it can', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory, { segment: { bytes: 1e6, records: 1 } });
    await log.append(makeEntry(1));
    const asNobody = process.getuid?.() === 0;
    await chmod(directory, 0o755);
    await chmod(join(directory, 'journal'), 0o555);
    // Root may write where nobody may: it gives that up for a moment.
    if (asNobody) process.seteuid?.(65_534);
    try {
      await assert.rejects(log.append(makeEntry(2)), notRecorded);
      assert.equal((await log.health()).writable, false);
      await assert.rejects(openIn(context, join(directory, 'journal/other')), { code: 'directory-unusable' });
    } finally {
      if (asNobody) process.seteuid?.(0);
      await chmod(join(directory, 'journal'), 0o755);
    }
    assert.equal((await log.health()).writable, true);
    await log.append(makeEntry(2));
    assert.equal((await readdir(join(directory, 'journal'))).length, 2);
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('refuses as overloaded what comes beyond the limit of those that wait', async (context) => {
    const { log } = await openIn(context, await makeFolder(context), { maxWaiting: 10 });
    const all = Array.from({ length: 30 }, (_, n) => log.append(makeEntry(n + 1)));
    const results = await Promise.allSettled(all);
    const refused = results.filter((each) => each.status === 'rejected');
    assert.equal(refused.length, 20);
    for (const each of refused) assert.equal(Reflect.get(Object(each.reason), 'code'), 'overloaded');
    await log.append(makeEntry(31));
    assert.equal((await verifyChain(log)).code, 'whole');
  });
});
