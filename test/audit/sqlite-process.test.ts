import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, it, type TestContext } from 'node:test';
import { verifyChain } from './support/verify-chain.js';
import { openEngine } from '../../src/audit/store/sqlite/opening.js';
import { openSqliteLog, usualSettling } from '../../src/audit/store/sqlite/sqlite-log.js';
import { makeEntry } from './support/entries.js';
import { editDatabase } from './support/edit-log.js';
import { closeWith, makeFolder, openIn } from './support/folder.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** A process that appends; `acknowledged` grows while it runs. */
const startAppender = async (
  context: TestContext,
  directory: string,
  round: number,
): Promise<{
  readonly child: ChildProcess;
  readonly acknowledged: string[];
  readonly ended: Promise<unknown>;
}> => {
  const child = spawn(
    process.execPath,
    ['--import', path('../support/typescript.mjs'), path('support/appender.ts'), directory, String(round)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  context.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  const acknowledged: string[] = [];
  const ready = once(lines, 'line');
  lines.on('line', (line) => acknowledged.push(line));
  await ready;
  acknowledged.shift();
  return { child, acknowledged, ended };
};

/** Run in a thread: locks a database file, says so, and lets go of it. */
const lockForAMoment = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Libsql = require('libsql');
  const database = new Libsql(workerData);
  database.exec('BEGIN EXCLUSIVE');
  parentPort.postMessage('locked');
  setTimeout(() => database.close(), 300);
`;

describe('a data directory', () => {
  it('has one log at a time, also in one process, under whatever name it is reached', async (context) => {
    const parent = await makeFolder(context);
    const [directory, link, moved] = [join(parent, 'data'), join(parent, 'link'), join(parent, 'moved')];
    const { log } = await openIn(context, directory);
    await assert.rejects(openIn(context, directory), { code: 'directory-held' });
    await symlink(directory, link);
    await assert.rejects(openIn(context, link), { code: 'directory-held' });
    await rename(directory, moved);
    await assert.rejects(openIn(context, moved), { code: 'directory-held' });
    await rename(moved, directory);
    await log.append(makeEntry(1));
    await log.close();
    const { log: next } = await openIn(context, directory);
    assert.equal((await next.health()).records, 1);
  });

  it('refuses a second process, says who holds it, and is free once that one is dead', async (context) => {
    const directory = await makeFolder(context);
    const { child, ended } = await startAppender(context, directory, 1);
    await assert.rejects(openIn(context, directory), (cause: unknown) => {
      assert.ok(cause instanceof Error && cause.name === 'DirectoryHeldError');
      assert.match(cause.message, new RegExp(`process ${child.pid} on .* since \\d{4}-`));
      return true;
    });
    child.kill('SIGKILL');
    await ended;
    const { log } = await openIn(context, directory);
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('is opened where another looks into it at that moment', async (context) => {
    const directory = await makeFolder(context);
    const other = new Worker(lockForAMoment, { eval: true, workerData: join(directory, 'log.db') });
    await once(other, 'message');
    const engine = await openEngine({ directory, holds: true, settling: usualSettling }, () => undefined);
    engine.check();
    await engine.close();
  });

  it('is read by another thread once that can be started, and is not waited for for ever', async (context) => {
    const directory = await makeFolder(context);
    const options = { directory, now: Date.now, settling: usualSettling };
    const log = closeWith(context, await openSqliteLog({ ...options, readerStartMs: 1 }));
    await assert.rejects(log.get('decision-1'), { code: 'not-loadable' });
    await assert.rejects(log.get('decision-1'), { code: 'not-loadable' });
    await log.close();
    const next = closeWith(context, await openSqliteLog(options));
    assert.equal(await next.get('decision-1'), undefined);
  });

  it('may be copied while a process holds it: the copy is another one', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
    const copy = join(await makeFolder(context), 'copy');
    await cp(directory, copy, { recursive: true });
    const { log: other } = await openIn(context, copy);
    await other.append(makeEntry(2));
    assert.equal((await verifyChain(other)).code, 'whole');
    await assert.rejects(openIn(context, copy), { code: 'directory-held' });
  });

  it('loses no acknowledged record where a second process writes though the first one lives: the first one refuses', async (context) => {
    const directory = await makeFolder(context);
    const { log, reports } = await openIn(context, directory);
    await log.append(makeEntry(1));
    // What a file system without locks would let happen.
    editDatabase(directory, (database) => {
      database.exec(`UPDATE log SET owner = 'another'`);
    });
    await assert.rejects(log.append(makeEntry(2)), { code: 'not-recorded' });
    assert.equal((await log.health()).writable, false);
    assert.deepEqual(
      reports.map(({ code }) => code),
      ['write-failed'],
    );
    await log.close();
    const { log: next } = await openIn(context, directory);
    assert.equal((await next.get('decision-1'))?.body.id, 'decision-1');
    await next.append(makeEntry(2));
    assert.equal((await verifyChain(next)).code, 'whole');
  });

  it('may be removed from by another process, while its holder records', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    for (let n = 1; n <= 5; n += 1) await log.append(makeEntry(n, { subject: n === 3 ? 'anna' : 'ben' }));
    const { log: guest } = await openIn(context, directory, { holds: false });
    const request = { at: 0, by: 'the officer', reason: 'asked for' };
    const [removed] = await Promise.all([
      guest.erase({ ...request, id: 'erasure-1', subject: 'anna' }),
      ...Array.from({ length: 40 }, (_, n) => log.append(makeEntry(n + 10, { subject: 'ben' }))),
    ]);
    assert.deepEqual(removed, { event: 'erasure-1', records: 1 });
    await guest.close();
    assert.deepEqual((await log.get('decision-3'))?.open, {});
    await log.append(makeEntry(100));
    assert.deepEqual([(await verifyChain(log)).code, (await log.health()).records], ['whole', 47]);
  });

  it('has every acknowledged record, once, in a whole chain, however often the process is killed', async (context) => {
    const directory = await makeFolder(context);
    const acknowledged = new Set<string>();
    for (const round of [1, 2, 3, 4]) {
      const appender = await startAppender(context, directory, round);
      while (appender.acknowledged.length < 50) await wait(1);
      await wait(round * 37);
      appender.child.kill('SIGKILL');
      await appender.ended;
      for (const id of appender.acknowledged) acknowledged.add(id);
      const { log } = await openIn(context, directory);
      const { records } = await log.health();
      assert.ok(records >= acknowledged.size);
      assert.equal((await verifyChain(log)).code, 'whole');
      for (const id of acknowledged) assert.equal((await log.get(id))?.body.id, id);
      await log.close();
    }
  });
});
