import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { canonical } from '../../src/language/canonical.js';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { exportLog } from '../../src/audit/store/export-log.js';
import { tellFinding } from '../../src/audit/verify/finding.js';
import { readExport, verified } from '../../src/audit/store/import-log.js';
import { restoreSqlite } from '../../src/audit/store/sqlite/restore.js';
import { openSqliteSource } from '../../src/audit/store/sqlite/source.js';
import { isStub } from '../../src/audit/record/log-line.js';
import { parseLine } from '../../src/audit/record/log-line-shape.js';
import { verifyLog, type Verification } from '../../src/audit/verify/verify-log.js';
import { digestOf } from '../../src/edition/model/digest.js';
import { makeEntry, minuteMs, release, start } from './support/entries.js';
import { editLines } from './support/edit-log.js';
import { makeFolder, openIn } from './support/folder.js';

const digested = { ...release, identity: { ...release.identity, digest: digestOf(release.files) } };
const request = { at: start, by: 'the officer', reason: 'asked for' };

const entry = (n: number): ReturnType<typeof makeEntry> => {
  const made = makeEntry(n, { subject: n % 3 === 0 ? 'anna' : 'ben' });
  return { ...made, inputs: { ...made.inputs, edition: digested.identity } };
};

/** A data directory with 10 records, of which 3, 6 and 9 are about anna. */
const written = async (
  context: TestContext,
): Promise<{ readonly directory: string; readonly log: DecisionLog }> => {
  const directory = await makeFolder(context);
  const { log } = await openIn(context, directory);
  await log.keepRelease(digested);
  for (let n = 1; n <= 10; n += 1) await log.append(entry(n));
  return { directory, log };
};

/** The files of a folder, below it too, in which a text stands. */
const filesWith = async (directory: string, text: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const each of await readdir(directory, { withFileTypes: true, recursive: true })) {
    const file = join(each.parentPath, each.name);
    if (!each.isFile()) continue;
    if ((await readFile(file)).includes(text)) found.push(file);
  }
  return found;
};

const verify = async (directory: string): Promise<Verification> =>
  verifyLog(openSqliteSource(directory), { keys: [] });
const codes = ({ findings }: Verification): readonly string[] => findings.map(({ code }) => code);

/** Erases anna in another process, which is killed before so many commits. */
const erasing = async (directory: string, commit: number): Promise<void> => {
  const script = fileURLToPath(new URL('support/eraser.ts', import.meta.url));
  const hooks = fileURLToPath(new URL('../support/typescript.mjs', import.meta.url));
  const child = spawn(process.execPath, ['--import', hooks, script, directory, String(commit)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [, signal] = (await once(child, 'exit')) as readonly unknown[]; // code and signal
  assert.equal(signal, 'SIGKILL');
};

const annas = ['anna', 'for neighbour 3', 'for neighbour 6', 'for neighbour 9'];

describe('erasing from a data directory', () => {
  it('leaves the values in no byte of it, nor in what was set aside', async (context) => {
    const { directory, log } = await written(context);
    await mkdir(join(directory, 'differences'));
    await writeFile(join(directory, 'differences/a.request.json'), '{"subject":"anna"}');
    for (const value of annas) assert.notDeepEqual(await filesWith(directory, value), [], value);
    await log.erase({ ...request, id: 'erasure-1', subject: 'anna' });
    for (const value of annas) assert.deepEqual(await filesWith(directory, value), [], value);
    assert.notDeepEqual(await filesWith(directory, 'for neighbour 4'), []);
    await log.close();
    assert.deepEqual(codes(await verify(directory)), []);
    const { reports } = await openIn(context, directory);
    assert.deepEqual(reports, []);
  });

  it('drops what is old from every byte of it', async (context) => {
    const { directory, log } = await written(context);
    await log.drop({ ...request, id: 'drop-1', before: start + 10 * minuteMs });
    for (const value of [...annas, 'for neighbour 8'])
      assert.deepEqual(await filesWith(directory, value), [], value);
    assert.notDeepEqual(await filesWith(directory, 'for neighbour 10'), []);
    await log.close();
    assert.deepEqual(codes(await verify(directory)), []);
  });

  for (const [commit, what] of [
    [2, 'its event was recorded'],
    [3, 'the values were removed'],
  ] as const)
    it(`is finished at the next start where its process was killed once ${what}`, async (context) => {
      const { directory, log } = await written(context);
      await log.close();
      await erasing(directory, commit);
      assert.deepEqual(codes(await verify(directory)).includes('not-erased'), commit === 2);
      assert.equal((await filesWith(directory, 'anna')).length > 0, commit === 2);

      const { log: again } = await openIn(context, directory);
      for (const value of annas) assert.deepEqual(await filesWith(directory, value), [], value);
      assert.deepEqual((await again.get('decision-6'))?.open, {});
      await again.close();
      const verification = await verify(directory);
      assert.deepEqual(codes(verification), []);
      assert.equal(verification.removals.erasedValues, 6);
    });

  it('keeps nothing from starting where its event was altered, is told, and finished once that is back', async (context) => {
    const { directory, log } = await written(context);
    await log.close();
    await erasing(directory, 2);
    const reasons = ['"reason":"asked for"', '"reason":"never asked"'] as const;
    const swap = (from: string, to: string): void => {
      editLines(directory, (lines) => lines.map((line) => line.replace(from, to)));
    };
    swap(...reasons);
    // A day later it is not given up, since it was recorded.
    for (const now of [start, start + 24 * 60 * minuteMs]) {
      const { log: altered, reports } = await openIn(context, directory, { now: () => now });
      assert.deepEqual(reports, [{ code: 'altered', at: 'line 11' }]);
      assert.deepEqual((await altered.health()).altered, ['line 11']);
      assert.equal((await altered.get('decision-6'))?.open['/subject']?.value, 'anna');
      await altered.append(entry(now === start ? 11 : 13));
      await altered.close();
    }
    assert.ok(codes(await verify(directory)).includes('altered'));
    swap(reasons[1], reasons[0]);
    const { log: again, reports } = await openIn(context, directory);
    assert.deepEqual(reports, []);
    for (const value of annas) assert.deepEqual(await filesWith(directory, value), [], value);
    await again.close();
    assert.deepEqual(codes(await verify(directory)), []);
  });

  it('never was where its event was not recorded', async (context) => {
    const { directory, log } = await written(context);
    await log.close();
    await erasing(directory, 1);
    const { log: again } = await openIn(context, directory);
    assert.equal((await again.get('decision-6'))?.open['/subject']?.value, 'anna');
    assert.deepEqual((await again.health()).records, 10);
  });

  it('moves with the log to another store', async (context) => {
    const { directory, log } = await written(context);
    await log.erase({ ...request, id: 'erasure-1', subject: 'anna' });
    await log.drop({ ...request, id: 'drop-1', before: start + 5 * minuteMs });
    const head = (await log.health()).head;
    await log.close();
    const other = await makeFolder(context);
    const lines = exportLog(openSqliteSource(directory), { now: start });
    async function* trimmed(): AsyncGenerator<string> {
      for await (const line of lines) yield line.trimEnd();
    }
    await restoreSqlite(other)(verified(readExport(trimmed())));
    assert.deepEqual(codes(await verify(other)), []);
    const { log: moved } = await openIn(context, other);
    assert.equal((await moved.health()).head, head);
    assert.equal((await moved.dropped('decision-4'))?.dropped, 'drop-1');
  });
});

describe('verifying what is gone from a log', () => {
  it('finds personal values that are gone without an event', async (context) => {
    const { directory, log } = await written(context);
    await log.close();
    editLines(directory, ([first, second, third = '', ...rest]) => {
      const line = parseLine(third);
      assert.ok(line !== undefined && !isStub(line));
      return [first ?? '', second ?? '', canonical({ ...line, open: {} }), ...rest];
    });
    const { findings } = await verify(directory);
    assert.deepEqual(
      findings.map((finding) => (finding.code === 'opening-lost' ? [finding.id, finding.pointers] : finding)),
      [['decision-3', ['/facts/loan/note', '/subject']]],
    );
  });

  it('finds a value that an event says is gone', async (context) => {
    const { directory, log } = await written(context);
    const before = await linesOf(log);
    await log.erase({ ...request, id: 'erasure-1', subject: 'anna' });
    await log.close();
    editLines(directory, (lines) => [...before.slice(0, 3), ...lines.slice(3)]);
    const { findings } = await verify(directory);
    assert.deepEqual(
      findings.map((finding) => (finding.code === 'not-erased' ? finding.record : finding)),
      ['decision-3'],
    );
  });

  it('finds content that is gone without an event, and content that an event says is gone', async (context) => {
    const { directory, log } = await written(context);
    const before = await linesOf(log);
    await log.drop({ ...request, id: 'drop-1', before: start + 4 * minuteMs });
    await log.close();
    let after: readonly string[] = [];
    editLines(directory, (lines) => {
      after = lines;
      return [...before.slice(0, 3), ...lines.slice(3)];
    });
    const still = await verify(directory);
    assert.deepEqual(codes(still), ['not-dropped']);
    assert.match(still.findings.map(tellFinding).join(), /3 records lost their content, and 0 did/);
    editLines(directory, (lines) => [
      ...after.slice(0, 3).map((line) => line.replaceAll('drop-1', 'drop-2')),
      ...lines.slice(3),
    ]);
    assert.deepEqual(codes(await verify(directory)), ['dropped-without-event', 'not-dropped']);
  });
});

const linesOf = async (log: DecisionLog): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const { text } of log.lines()) lines.push(text);
  return lines;
};
