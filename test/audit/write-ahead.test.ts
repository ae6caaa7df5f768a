import assert from 'node:assert/strict';
import { cp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openSqliteToRead } from '../../src/audit/store/sqlite/source.js';
import { damageInWriteAhead } from '../../src/audit/store/sqlite/write-ahead.js';
import { verifyChain } from './support/verify-chain.js';
import { makeEntry } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

/** A data directory as a process leaves it that is killed: its last records stand in the write-ahead file alone. */
const killed = async (
  context: TestContext,
): Promise<{ readonly directory: string; readonly file: string; readonly commits: readonly number[] }> => {
  const parent = await makeFolder(context);
  const { log } = await openIn(context, join(parent, 'data'));
  for (let n = 1; n <= 6; n += 1) await log.append(makeEntry(n));
  const directory = join(parent, 'killed');
  await cp(join(parent, 'data'), directory, { recursive: true });
  await log.close();
  const file = join(directory, 'log.db-wal');
  const bytes = await readFile(file);
  const frame = 24 + bytes.readUInt32BE(8);
  const commits: number[] = [];
  for (let at = 32; at < bytes.length; at += frame)
    if (bytes.readUInt32BE(at + 4) !== 0) commits.push(at + frame);
  return { directory, file, commits };
};

describe('a write-ahead file', () => {
  it('that was altered is told, and loses nothing that was acknowledged without a word', async (context) => {
    const { directory, file, commits } = await killed(context);
    const bytes = await readFile(file);
    const beforeLast = commits.at(-2) ?? 0;
    for (const at of [0, 9, 17, 25, 32, 36, 41, 50, 60, 9000, beforeLast - 9000, beforeLast - 1]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      await writeFile(file, flipped);
      await assert.rejects(openIn(context, directory), { code: 'log-damaged', file }, String(at));
      assert.throws(() => openSqliteToRead({ directory }), { code: 'log-damaged', file });
    }
    await writeFile(file, bytes);
    assert.equal((await (await openIn(context, directory)).log.health()).records, 6);
  });

  it('that a power failure cut short within its last commit is none that was altered', async (context) => {
    const { directory, file, commits } = await killed(context);
    const bytes = await readFile(file);
    await truncate(file, (commits.at(-1) ?? 0) - 1);
    assert.equal(damageInWriteAhead(file), undefined);
    // Its frames reach the disk in any order.
    bytes.fill(0xa5, (commits.at(-2) ?? 0) + 100, (commits.at(-2) ?? 0) + 600);
    await writeFile(file, bytes);
    assert.equal(damageInWriteAhead(file), undefined);
    const { log } = await openIn(context, directory);
    assert.equal((await log.health()).records, 5);
    await log.append(makeEntry(6));
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('is gone on with up to where it was altered by whoever takes the loss', async (context) => {
    const { directory, file, commits } = await killed(context);
    const bytes = await readFile(file);
    // A record of a new kind is two commits: that kind, and the record.
    const at = (commits.at(-4) ?? 0) + 50;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await assert.rejects(openIn(context, directory), { code: 'log-damaged' });
    const { log } = await openIn(context, directory, { acceptLoss: true });
    assert.equal((await log.health()).records, 4);
    await log.append(makeEntry(9));
    await cp(directory, join(directory, '..', 'again'), { recursive: true });
    const { log: again } = await openIn(context, join(directory, '..', 'again'));
    assert.equal((await verifyChain(again)).code, 'whole');
  });
});
