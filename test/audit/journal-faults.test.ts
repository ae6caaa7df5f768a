import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sha256 } from '../../src/audit/record/canonical.js';
import { NotRecordedError } from '../../src/audit/store/decision-log.js';
import { verifyChain } from '../../src/audit/verify/verify-chain.js';
import { makeEntry, release } from './support/entries.js';
import { makeFaultyDisk, type Faults } from './support/faulty-disk.js';
import { makeFolder, openIn } from './support/folder.js';

const notRecorded = { name: 'NotRecordedError', code: 'not-recorded' };

const settling = { tries: 3, pauseMs: 1 };

describe('a journal that can not be written', () => {
  const full = { write: true };
  const failing: readonly (readonly [string, Partial<Faults>, string])[] = [
    ['is full', full, 'not-recorded'],
    ['can not force to disk what was written', { datasync: true }, 'not-recorded'],
    ['is full and cuts nothing off', { ...full, truncate: true }, 'in-doubt'],
    ['does not say that it was cut off', { datasync: true, sync: true }, 'in-doubt'],
  ];
  for (const [what, faults, code] of failing)
    it(`keeps nothing of a refused record, and goes on when the cause is gone: the disk ${what}`, async (context) => {
      const directory = await makeFolder(context);
      const disk = makeFaultyDisk();
      const segment = { bytes: 1e6, records: 4 };
      const { log, reports } = await openIn(context, directory, {
        openFile: disk.openFile,
        segment,
        settling,
      });
      await log.append(makeEntry(1));
      Object.assign(disk.faults, faults);
      const refused = await Promise.allSettled([2, 3].map((n) => log.append(makeEntry(n))));
      for (const each of refused) {
        assert.ok(each.status === 'rejected' && each.reason instanceof NotRecordedError);
        assert.equal(each.reason.code, code);
      }
      // Nothing of it was written, so nothing is in doubt: what came before it is not settled.
      await assert.rejects(log.append(makeEntry(4)), (cause: unknown) => {
        assert.ok(cause instanceof Error && cause.cause instanceof Error);
        assert.match(cause.cause.message, /no space left|input\/output error/);
        return 'code' in cause && cause.code === 'not-recorded';
      });
      assert.equal(await log.get('decision-2'), undefined);
      assert.equal((await log.health()).records, 1);

      Object.assign(disk.faults, { write: false, datasync: false, truncate: false, sync: false });
      // Four more do not fit beside the first: a new segment begins, and the old one must be clean.
      await Promise.all([5, 6, 7, 8].map((n) => log.append(makeEntry(n))));
      await log.append(makeEntry(2));
      assert.equal((await verifyChain(log)).code, 'whole');
      assert.deepEqual(
        reports.map((each) => each.code),
        ['write-failed', 'write-recovered'],
      );
      await log.close();
      const text = await readFile(join(directory, 'journal/000000000001.jsonl'), 'utf8');
      assert.ok(!text.includes('decision-3') && !text.includes('decision-4'));
      const reopened = await openIn(context, directory);
      assert.deepEqual(reopened.reports, []);
      assert.equal((await reopened.log.health()).records, 6);
    });

  it('refuses a record only once it is cut off for good: no start after that finds it', async (context) => {
    const parent = await makeFolder(context);
    const directory = join(parent, 'data');
    const disk = makeFaultyDisk();
    let tellFailed: () => void = () => undefined;
    const failed = new Promise<void>((resolve) => (tellFailed = resolve));
    const { log } = await openIn(context, directory, {
      openFile: disk.openFile,
      settling: { tries: 1e6, pauseMs: 1 },
      report: ({ code }) => {
        if (code === 'write-failed') tellFailed();
      },
    });
    await log.append(makeEntry(1));
    Object.assign(disk.faults, { datasync: true, truncate: true });
    const once = { key: sha256('key'), request: sha256('request') };
    let answered = false;
    const refused = assert
      .rejects(log.append(makeEntry(2, { once })), notRecorded)
      .finally(() => (answered = true));
    await failed;
    await assert.rejects(log.append(makeEntry(3)), notRecorded);

    // The process ends now: the record is there, and nobody was told otherwise.
    await cp(directory, join(parent, 'killed'), { recursive: true });
    assert.equal(answered, false);
    await rm(join(parent, 'killed/lock'));
    const { log: afterwards } = await openIn(context, join(parent, 'killed'));
    assert.equal((await afterwards.get('decision-2'))?.body.id, 'decision-2');
    assert.equal((await afterwards.health()).records, 2);

    // Neither its id nor its key is free before that is known.
    await assert.rejects(log.append(makeEntry(2)), notRecorded);
    const second = log.append(makeEntry(4, { once }));
    Object.assign(disk.faults, { datasync: false, truncate: false });
    await refused;
    assert.equal((await second).body.sequence, 2);
    await cp(directory, join(parent, 'killed later'), { recursive: true });
    await rm(join(parent, 'killed later/lock'));
    const { log: later } = await openIn(context, join(parent, 'killed later'));
    assert.equal(await later.get('decision-2'), undefined);
    assert.equal((await later.once(once.key))[0]?.body.id, 'decision-4');
  });

  // Only root may make a small file system; for everyone else the faults above stand for it.
  if (process.getuid?.() === 0)
    it('goes on by itself on a disk that was full', async (context) => {
      const mount = await makeFolder(context);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=192k', 'tmpfs', mount]);
      try {
        const { log } = await openIn(context, join(mount, 'data'), {
          segment: { bytes: 30_000, records: 100 },
        });
        const recorded: string[] = [];
        let refusal: unknown;
        for (let n = 1; refusal === undefined && n < 1000; n += 1)
          await log.append(makeEntry(n)).then(
            ({ body }) => recorded.push(body.id),
            (cause: unknown) => (refusal = cause),
          );
        assert.ok(refusal instanceof NotRecordedError && refusal.code === 'not-recorded');
        assert.ok(recorded.length > 10);
        const health = await log.health();
        assert.equal(health.writable, false);
        assert.match(health.problem ?? '', /ENOSPC/);
        assert.equal((await verifyChain(log)).code, 'whole');

        execFileSync('mount', ['-o', 'remount,size=1m', mount]);
        assert.equal((await log.health()).writable, true);
        recorded.push((await log.append(makeEntry(2000))).body.id);
        const result = await verifyChain(log);
        assert.ok(result.code === 'whole' && result.records === recorded.length);
        await log.close();
      } finally {
        execFileSync('umount', [mount]);
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
    const files = await readdir(join(directory, 'journal'));
    assert.equal(files.filter((file) => file.endsWith('.jsonl')).length, 2);
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
