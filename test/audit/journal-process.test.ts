import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, it, type TestContext } from 'node:test';
import { verifyChain } from '../../src/audit/verify/verify-chain.js';
import { makeEntry } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

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

describe('a data directory', () => {
  it('has one journal at a time, also in one process', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory);
    await assert.rejects(openIn(context, directory), { code: 'directory-held' });
    await log.append(makeEntry(1));
    await log.close();
    const { log: next } = await openIn(context, directory);
    assert.equal((await next.health()).records, 1);
  });

  it('refuses a second process, says who holds it, and is taken over once that one is dead', async (context) => {
    const directory = await makeFolder(context);
    const { child, ended } = await startAppender(context, directory, 1);
    await assert.rejects(openIn(context, directory), (cause: unknown) => {
      assert.ok(cause instanceof Error && cause.name === 'DirectoryHeldError');
      assert.match(cause.message, new RegExp(`process ${child.pid} on .* since \\d{4}-`));
      return true;
    });
    child.kill('SIGKILL');
    await ended;
    const { reports } = await openIn(context, directory);
    const taken = reports.find(({ code }) => code === 'lock-taken-over');
    assert.ok(taken !== undefined && 'pid' in taken && taken.pid === child.pid);
  });

  it('is taken over where another process has the dead one’s number now, and never from another host', async (context) => {
    const directory = await makeFolder(context);
    const claim = { pid: process.pid, host: hostname(), since: '2030-01-01T00:00:00.000Z', started: '1' };
    await writeFile(join(directory, 'lock'), JSON.stringify({ ...claim, host: 'another.example' }));
    await assert.rejects(openIn(context, directory), { code: 'directory-held' });
    await writeFile(join(directory, 'lock'), JSON.stringify({ ...claim, pid: 2 ** 30 }));
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
  });

  it('may be copied while a process holds it: the copy is another one, and its lock says so', async (context) => {
    const directory = await makeFolder(context);
    const { child, acknowledged } = await startAppender(context, directory, 1);
    while (acknowledged.length < 5) await wait(1);
    const copy = join(await makeFolder(context), 'copy');
    await cp(directory, copy, { recursive: true });
    const { log, reports } = await openIn(context, copy);
    assert.deepEqual(
      reports.filter(({ code }) => code.startsWith('lock')),
      [{ code: 'lock-copied', from: directory }],
    );
    await log.append(makeEntry(1000));
    // The copy is held by this process now, and the original still by the other one.
    await assert.rejects(openIn(context, copy), { code: 'directory-held' });
    await assert.rejects(openIn(context, directory), (cause: unknown) => {
      assert.ok(cause instanceof Error);
      assert.match(cause.message, new RegExp(`process ${child.pid} `));
      return true;
    });
  });

  it('has one journal at a time under whatever name it is reached, and after it was moved', async (context) => {
    const parent = await makeFolder(context);
    const [directory, link, moved] = [join(parent, 'data'), join(parent, 'link'), join(parent, 'moved')];
    const { log } = await openIn(context, directory);
    await symlink(directory, link);
    await assert.rejects(openIn(context, link), { code: 'directory-held' });
    await rename(directory, moved);
    await assert.rejects(openIn(context, moved), { code: 'directory-held' });
    await rename(moved, directory);
    await log.close();
  });

  it('is held by what its lock says where that names no directory, or one that cannot be told from it', async (context) => {
    const directory = await makeFolder(context);
    const stat = await readFile(`/proc/${process.pid}/stat`, 'utf8').catch(() => '');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    const claim = { pid: process.pid, host: hostname(), since: '2030-01-01T00:00:00.000Z', started };
    const elsewhere = { path: '/nowhere/at/all', device: '1', inode: '1' };
    const lock = join(directory, 'lock');
    for (const held of [
      claim,
      { ...claim, directory: 'data' },
      // Numbered anew, and still where it was.
      { ...claim, directory: { ...elsewhere, path: directory } },
      { ...claim, host: 'another.example', directory: elsewhere },
    ]) {
      await writeFile(lock, JSON.stringify(held));
      await assert.rejects(openIn(context, directory), { code: 'directory-held' }, JSON.stringify(held));
    }
    await writeFile(lock, JSON.stringify({ ...claim, directory: elsewhere }));
    const { log } = await openIn(context, directory);
    await log.append(makeEntry(1));
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
      const result = await verifyChain(log);
      assert.equal(result.code, 'whole');
      for (const id of acknowledged) assert.equal((await log.get(id))?.body.id, id);
      await log.close();
    }
  });
});
