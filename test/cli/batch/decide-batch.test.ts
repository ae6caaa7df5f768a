import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test, type TestContext } from 'node:test';
import { call, libraryEditions, temporary } from '../support/call.js';
import { withoutCoverage } from '../support/served.js';
import { linesOf, request } from './support/lines.js';
import { killAtEnd } from '../../support/at-end.js';
import { productMain } from '../../support/product-main.js';

/** A process of `clausebook decide --batch`; killed after the test if it is still there. */
const start = (context: TestContext, argv: readonly string[], editions = libraryEditions) => {
  const child = spawn(process.execPath, [productMain(), 'decide', '--editions', editions, ...argv], {
    stdio: 'pipe',
    env: withoutCoverage,
  });
  killAtEnd(context, child);
  const ended = once(child, 'exit');
  return {
    child,
    err: text(child.stderr),
    code: async (): Promise<number | string> => {
      await ended;
      return child.exitCode ?? child.signalCode ?? 'no code';
    },
  };
};

/** Runs one to its end. */
const run = async (context: TestContext, input: string, ...argv: readonly string[]) => {
  const { child, err, code } = start(context, ['--batch', '-', ...argv]);
  child.stdin.end(input);
  const [out, told] = await Promise.all([text(child.stdout), err]);
  return { out, err: told, code: await code() };
};

describe('`clausebook decide --batch`', () => {
  test('answers every line in order over several threads', async (t) => {
    const subjects = Array.from({ length: 5000 }, (_, index) => `case ${index}`);
    const input = subjects.map((subject) => `${request({ subject })}\n`).join('');
    const { out, err, code } = await run(t, input, '--workers', '3');
    assert.equal(code, 0, err);
    assert.deepEqual(
      linesOf(out).map(({ answer }) => answer?.subject),
      subjects,
    );
    assert.match(
      err,
      /clausebook decide: 5,000 lines in .*: 5,000 decided, 0 refused; nothing is recorded\n$/,
    );
  });

  test('exits with 1 where a line is refused, and answers the others', async (t) => {
    const { out, err, code } = await run(t, `${request()}\nnot json\n${request()}`, '--quiet');
    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual(
      linesOf(out).map(({ status }) => status),
      [200, 400, 200],
    );
  });

  test('says which line of the file was refused first, whatever thread had it', async () => {
    const input = `\n${`${request()}\n`.repeat(2000)}\n{"facts": {}}\nnot json\n`;
    const { out, err, code } = await call(['decide', '--batch', '-', '--editions', libraryEditions], {
      input,
      untilStopped: new Promise(() => undefined),
    });
    assert.equal(code, 1, err);
    const refused = linesOf(out).filter(({ status }) => status !== 200);
    assert.deepEqual(
      refused.map(({ line, problem }) => [line, problem?.code]),
      [
        [2003, 'invalid-request'],
        [2004, 'not-json'],
      ],
    );
    assert.match(
      err,
      /2,000 decided, 2 refused; nothing is recorded; first refused: line 2003, invalid-request\n$/,
    );
  });

  test('answers a line as soon as it is there, while the input goes on', async (t) => {
    const { child, code } = start(t, ['--batch', '-', '--quiet']);
    child.stdin.write(`${request({ subject: 'first' })}\n`);
    const answered: readonly unknown[] = await once(child.stdout, 'data');
    assert.equal(linesOf(String(answered[0]))[0]?.answer?.subject, 'first');
    child.stdin.end();
    assert.equal(await code(), 0);
  });

  test('reads a file, and writes another that is there only once it is whole', async (t) => {
    const directory = await temporary(t);
    const [from, to] = [join(directory, 'requests.ndjson'), join(directory, 'answers.ndjson')];
    await writeFile(from, `${request()}\n`.repeat(1000));
    const { err, code } = start(t, ['--batch', from, '--output', to, '--quiet']);
    assert.deepEqual([await code(), await err], [0, '']);
    assert.equal(linesOf(await readFile(to, 'utf8')).length, 1000);
    assert.deepEqual((await readdir(directory)).sort(), ['answers.ndjson', 'requests.ndjson']);
  });

  test('leaves the output as it was where it is stopped, and exits with 3', async (t) => {
    const directory = await temporary(t);
    const to = join(directory, 'answers.ndjson');
    await writeFile(to, 'earlier');
    const { child, err, code } = start(t, ['--batch', '-', '--output', to]);
    child.stdin.write(`${request()}\n`.repeat(10));
    // It has begun once the file is there that would replace the other.
    while ((await readdir(directory)).length < 2) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGINT');
    assert.equal(await code(), 3);
    assert.match(await err, /clausebook decide: stopped after \d+ lines\n$/);
    assert.equal(await readFile(to, 'utf8'), 'earlier');
    assert.deepEqual(await readdir(directory), ['answers.ndjson']);
  });

  test('is no defect to a reader who goes early', async (t) => {
    const { child, err, code } = start(t, ['--batch', '-', '--quiet']);
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${request()}\n`.repeat(20_000));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    assert.equal(await code(), 3);
    assert.equal(await err, '');
  });

  test('exits with 3 where an edition is invalid, with what is wrong and nothing written', async (t) => {
    const directory = await temporary(t);
    const rules = join(directory, 'rules');
    await mkdir(join(rules, 'broken', '1'), { recursive: true });
    await writeFile(join(rules, 'broken', '1', 'edition.yaml'), 'document: [');
    const { child, err, code } = start(t, ['--batch', '-', '--output', join(directory, 'answers')], rules);
    child.stdin.end(`${request()}\n`);
    assert.equal(await code(), 3);
    assert.match(await err, /edition-invalid/);
    assert.deepEqual(await readdir(directory), ['rules']);
  });

  test('refuses wrong use, and what cannot be read or written', async (t) => {
    const directory = await temporary(t);
    for (const [wanted, ...argv] of [
      [2, '--batch', '-', '--workers', '0'],
      [2, '--batch', '-', '--workers', 'many'],
      [2, '--batch', '-', '--facts', 'one.json'],
      [2, '--batch', '-', 'fee', 'loan'],
      [3, '--batch', join(directory, 'nothing.ndjson')],
      [3, '--batch', directory],
      [3, '--batch', '-', '--output', join(directory, 'no', 'folder')],
    ] as const) {
      const { code } = await call(['decide', ...argv], { untilStopped: new Promise(() => undefined) });
      assert.equal(code, wanted, argv.join(' '));
    }
  });
});
