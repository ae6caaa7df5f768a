import assert from 'node:assert/strict';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openDatabase } from '../../src/audit/store/sqlite/database.js';
import { openLogHere } from '../../src/audit/store/sqlite/memory-log.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { makeFaultyDisk } from '../audit/support/faulty-database.js';
import { newSigningKey } from '../audit/support/signing.js';
import { now, startForTest, type Reply } from './service-under-test.js';

const folder = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'service-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
};
const facts = { daysLate: 3 };
const codeOf = ({ status, json }: Reply): readonly unknown[] => [status, json['code']];

describe('a service whose log can not take a decision', () => {
  it('refuses what comes beyond the queue, and answers what waits once the disk goes on', async (t) => {
    const directory = await folder(t);
    const log = await openSqliteLog({ directory, now: () => now, maxWaiting: 5 });
    const service = await startForTest(t, { log });
    assert.equal((await service.post('/decide/fine', { facts })).status, 200);
    // Who writes beside it keeps the log waiting.
    const other = openDatabase(join(directory, 'log.db'));
    other.exec('BEGIN IMMEDIATE');
    const refused: Reply[] = [];
    let tellRefused: () => void = () => undefined;
    const someRefused = new Promise<void>((resolve) => (tellRefused = resolve));
    const replies = Array.from({ length: 40 }, async () => {
      const reply = await service.post('/decide/fine', { facts });
      if (reply.status === 503 && refused.push(reply) === 20) tellRefused();
      return reply;
    });
    // No more than five records wait.
    await someRefused;
    assert.ok((await log.health()).waiting <= 5);
    other.exec('ROLLBACK');
    other.close();
    const all = await Promise.all(replies);
    for (const reply of refused) {
      assert.deepEqual(codeOf(reply), [503, 'overloaded']);
      assert.equal(reply.headers.get('retry-after'), '1');
      assert.doesNotMatch(reply.text, /outcome/);
    }
    const answered = all.filter(({ status }) => status === 200);
    assert.equal(answered.length + refused.length, 40);
    assert.ok(answered.length >= 5);
    assert.equal((await log.health()).records, 1 + answered.length);
  });

  for (const [what, faults, code] of [
    ['is full', { full: true }, 'not-recorded'],
    ['can not force to disk what was written', { sync: true }, 'in-doubt'],
  ] as const)
    it(`gives no answer, and goes on by itself when the cause is gone: the disk ${what}`, async (t) => {
      const disk = makeFaultyDisk();
      const directory = await folder(t);
      const settling = { tries: 2, pauseMs: 1 };
      const log = await openLogHere({ directory, now: () => now, settling }, disk.open);
      const service = await startForTest(t, { log });
      assert.equal((await service.post('/decide/fine', { facts })).status, 200);
      Object.assign(disk.faults, faults);
      const reply = await service.post('/decide/fine', { facts });
      assert.deepEqual(codeOf(reply), [503, code]);
      assert.ok(Number(reply.headers.get('retry-after')) > 0);
      assert.doesNotMatch(reply.text, /outcome/);
      assert.equal((await service.post('/preview/fine', { facts })).status, 200);
      Object.assign(disk.faults, { full: false, sync: false });
      assert.equal((await service.post('/decide/fine', { facts })).status, 200);
      assert.equal((await service.get('/readyz')).status, 200);
    });

  for (const faults of [{ full: true }, { sync: true }, { readOnly: true }])
    it(`stops without a defect: ${Object.keys(faults).join()}`, async (t) => {
      const disk = makeFaultyDisk();
      const log = await openLogHere(
        { directory: await folder(t), now: () => now, settling: { tries: 2, pauseMs: 1 } },
        disk.open,
      );
      const notSigned: unknown[] = [];
      const service = await startForTest(t, {
        log,
        signing: {
          openKey: () => Promise.resolve(newSigningKey()),
          every: { records: 100, ms: 1e6 },
          reportFailure: (cause) => notSigned.push(cause),
        },
      });
      assert.equal((await service.post('/decide/fine', { facts })).status, 200);
      Object.assign(disk.faults, faults);
      await service.stop(0);
      assert.deepEqual(service.defects, []);
      assert.equal(notSigned.length, 1);
    });

  it('is not ready while its data directory is gone, and is again when it is back', async (t) => {
    const parent = await folder(t);
    const directory = join(parent, 'data');
    const service = await startForTest(t, { log: await openSqliteLog({ directory, now: () => now }) });
    assert.equal((await service.post('/decide/fine', { facts })).status, 200);
    await rename(directory, join(parent, 'elsewhere'));
    assert.deepEqual(codeOf(await service.post('/decide/fine', { facts })), [503, 'not-recorded']);
    assert.equal((await service.get('/readyz')).status, 503);
    await rename(join(parent, 'elsewhere'), directory);
    assert.equal((await service.get('/readyz')).status, 200);
    assert.equal((await service.post('/decide/fine', { facts })).status, 200);
  });
});
