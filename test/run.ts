/**
 * Runs every `*.test.ts` below `test/` in this one process, or those whose path contains one of the arguments. With `--claims <folder>`
 * it shares them with the other processes that are given the same folder, which must be empty at first: each takes the next file that
 * nobody has taken, those first that took longest in the last whole run, and writes in there the milliseconds that it took, and how many answers it
 * held to OpenAPI. Those whose path contains what follows a `--without` are left out. Fails where no file matches one of these, where one can't be loaded, and where something
 * was thrown that nobody caught: the test runner only notes what was thrown outside of its tests, such as by a connection that is lost.
 */
import { open, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { suite, test } from 'node:test';
import { longestFirst, readDurations } from './runner/durations.js';
import { heldAnswers, holdAnswers } from './runner/held-answers.js';
import { lastTestOf } from './runner/unit-results.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals: wanted } = parseArgs({
  options: { claims: { type: 'string' }, without: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});
const all = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.test.ts')).sort();
const files = longestFirst(all, values.claims === undefined ? {} : await readDurations()).filter(
  (file) =>
    (wanted.length === 0 || wanted.some((part) => file.includes(part))) &&
    !values.without.some((part) => file.includes(part)),
);
const idle = [...wanted, ...values.without].filter((part) => !all.some((file) => file.includes(part)));
if (files.length === 0 || idle.length > 0) {
  process.stderr.write(`No test file matches ${idle.join(', ') || relative(process.cwd(), root)}\n`);
  process.exit(1);
}

const claimOf = (file: string): string => join(values.claims ?? '', encodeURIComponent(file));

/** Whether a file is this process's to run: the first that asks for it has it. */
const isClaimed = async (file: string): Promise<boolean> => {
  if (values.claims === undefined) return true;
  try {
    await (await open(claimOf(file), 'wx')).close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

holdAnswers();

let uncaught: Error[] = [];
process.on('uncaughtExceptionMonitor', (error) => uncaught.push(error));

for (const file of files) {
  if (!(await isClaimed(file))) continue;
  const [begun, heldBefore] = [performance.now(), heldAnswers()];
  const { href } = pathToFileURL(join(root, file));
  let loading: Promise<unknown> = Promise.resolve();
  // In a suite of its own, to which its hooks belong: those of the whole run may still be running when those of the next file are told.
  suite(file, async () => {
    loading = import(href);
    await Promise.allSettled([loading]);
  });
  // Tests run in turn: when this one does, those of the file have run, and another may be taken.
  await test(lastTestOf(file), async () => {
    await loading;
    const [thrown] = uncaught;
    uncaught = [];
    if (thrown !== undefined) throw thrown;
  });
  if (values.claims === undefined) continue;
  const tookMs = Math.round(performance.now() - begun);
  await writeFile(claimOf(file), `${tookMs} ${heldAnswers() - heldBefore}`);
  process.stdout.write(`${file} ${(tookMs / 1000).toFixed(1)} s\n`);
}

process.stdout.write(`${heldAnswers()} answers were held to OpenAPI\n`);
