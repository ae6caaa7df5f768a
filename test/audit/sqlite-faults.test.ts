import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256 } from '../../src/language/canonical.js';
import { type Report, NotRecordedError } from '../../src/audit/store/failures.js';
import { openLogHere } from '../../src/audit/store/sqlite/memory-log.js';
import { verifyChain } from './support/verify-chain.js';
import { makeEntry, release, start } from './support/entries.js';
import { makeFaultyDisk, type Faults } from './support/faulty-database.js';
import { closeWith, makeFolder, openIn } from './support/folder.js';

const notRecorded = { name: 'NotRecordedError', code: 'not-recorded' };

describe('a log that can not be written', () => {
  const failing: readonly (readonly [string, Partial<Faults>, string])[] = [
    ['is full', { full: true }, 'not-recorded'],
    ['can not force to disk what was written', { sync: true }, 'in-doubt'],
  ];
  for (const [what, faults, code] of failing)
    it(`keeps nothing of a refused record, and goes on when the cause is gone: the disk ${what}`, async (context) => {
      const directory = await makeFolder(context);
      const disk = makeFaultyDisk();
      const reports: Report[] = [];
      const settling = { tries: 3, pauseMs: 1 };
      const log = await openLogHere(
        { directory, now: () => start, report: (each) => reports.push(each), settling },
        disk.open,
      );
      closeWith(context, log);
      await log.keepRelease(release);
      await log.append(makeEntry(1));
      Object.assign(disk.faults, faults);
      await assert.rejects(log.append(makeEntry(2)), { name: 'NotRecordedError', code });
      // Nothing of it was written, so nothing of it is in doubt.
      if (code === 'in-doubt') await assert.rejects(log.append(makeEntry(4)), notRecorded);
      assert.equal(await log.get('decision-2'), undefined);
      assert.equal((await log.health()).writable, false);
      Object.assign(disk.faults, { full: false, sync: false });
      assert.equal((await log.health()).writable, true);
      await log.append(makeEntry(2));
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.equal((await log.health()).records, 2);
      assert.deepEqual(
        reports.map((each) => each.code),
        ['write-failed', 'write-recovered'],
      );
      await log.close();
      const { log: again, reports: none } = await openIn(context, directory);
      assert.deepEqual(none, []);
      assert.equal((await again.health()).records, 2);
    });

  it('tells that a record is refused only once it is known not to be there', async (context) => {
    const directory = await makeFolder(context);
    const disk = makeFaultyDisk();
    const log = await openLogHere(
      { directory, now: () => start, settling: { tries: 1e6, pauseMs: 1 } },
      disk.open,
    );
    closeWith(context, log);
    await log.keepRelease(release);
    disk.faults.sync = true;
    const once = { key: sha256('key'), request: sha256('request') };
    let answered = false;
    const refused = assert
      .rejects(log.append(makeEntry(2, { once })), notRecorded)
      .finally(() => (answered = true));
    await assert.rejects(log.append(makeEntry(3)), notRecorded);
    assert.equal(answered, false);
    disk.faults.sync = false;
    await refused;
    await log.append(makeEntry(2, { once }));
    assert.equal((await log.once(once.key))[0]?.body.id, 'decision-2');
  });

  // Only root may make a small file system; for everyone else the faults above stand for it.
  if (process.getuid?.() === 0)
    it('goes on by itself on a disk that was full', async (context) => {
      const mount = await makeFolder(context);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', mount]);
      try {
        const { log } = await openIn(context, join(mount, 'data'));
        const recorded: string[] = [];
        let refusal: unknown;
        for (let n = 1; refusal === undefined && n < 5000; n += 1)
          await log.append(makeEntry(n)).then(
            ({ id }) => recorded.push(id),
            (cause: unknown) => (refusal = cause),
          );
        assert.ok(refusal instanceof NotRecordedError && refusal.code === 'not-recorded');
        assert.ok(recorded.length > 10);
        const health = await log.health();
        assert.equal(health.writable, false);
        assert.match(health.problem ?? '', /full/);
        assert.equal((await verifyChain(log)).code, 'whole');
        execFileSync('mount', ['-o', 'remount,size=16m', mount]);
        assert.deepEqual((await log.health()).problem, null);
        recorded.push((await log.append(makeEntry(9000))).id);
        const result = await verifyChain(log);
        assert.ok(result.code === 'whole' && result.records === recorded.length);
        await log.close();
      } finally {
        execFileSync('umount', ['-l', mount]);
      }
    });

  it('refuses while its directory is gone, says so, and goes on when it is back', async (context) => {
    const parent = await makeFolder(context);
    const directory = join(parent, 'data');
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
    await rename(directory, join(parent, 'elsewhere'));
    assert.equal((await log.health()).writable, false);
    await assert.rejects(log.append(makeEntry(2)), notRecorded);
    const other = { ...release, identity: { ...release.identity, digest: `sha256:${'cd'.repeat(32)}` } };
    await assert.rejects(log.keepRelease(other), notRecorded);
    await rename(join(parent, 'elsewhere'), directory);
    assert.equal((await log.health()).writable, true);
    await log.append(makeEntry(2));
    await log.keepRelease(other);
    assert.deepEqual(await log.release(other.identity.digest), other);
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('records nothing beside a file that was deleted', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
    await rm(join(directory, 'log.db'));
    await assert.rejects(log.append(makeEntry(2)), notRecorded);
    await cp(join(directory, 'log.db-wal'), join(directory, 'log.db')).catch(() => undefined);
    await assert.rejects(log.append(makeEntry(3)), notRecorded);
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

  it('does not open on what is no folder', async (context) => {
    const directory = await makeFolder(context);
    await writeFile(join(directory, 'file'), '');
    await assert.rejects(openIn(context, join(directory, 'file/data')), { code: 'directory-unusable' });
  });

  it('does not open where its lock is a link to nowhere', async (context) => {
    const directory = await makeFolder(context);
    await symlink(join(directory, 'nowhere/lock.db'), join(directory, 'lock.db'));
    await assert.rejects(openIn(context, directory), { code: 'directory-unusable' });
  });
});
