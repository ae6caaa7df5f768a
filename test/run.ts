/**
 * Runs every `*.test.ts` below `test/` in this one process, or those whose path contains one of the arguments. With `--claims <folder>`
 * it shares them with the other processes that are given the same folder, which must be empty at first: each takes the next file that
 * nobody has taken. Fails where no file matches, where one can't be loaded, and where one is named here that is no more.
 */
import { open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { test } from 'node:test';

/** They take longest, and are begun first: no process is left with one of them when the others have nothing more to do. */
const longest: readonly string[] = [
  'engine/compiled/same-decision.test.ts',
  'decide/answer-text.test.ts',
  'audit/journal.test.ts',
  'cli/serve-process.test.ts',
  'cli/batch/decide-batch.test.ts',
  'service/drafts/trying-drafts.test.ts',
  'service/http/hostile.test.ts',
  'service/access/rate-limit.test.ts',
  'web/contract-page.test.ts',
  'web/decisions-page.test.ts',
  'web/drafts-page.test.ts',
  'web/try-page.test.ts',
];

const root = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals: wanted } = parseArgs({
  options: { claims: { type: 'string' } },
  allowPositionals: true,
});
const all = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.test.ts')).sort();
const files = [...new Set([...longest, ...all])].filter(
  (file) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
);
if (files.length === 0) {
  process.stderr.write(`No test file matches ${wanted.join(', ') || relative(process.cwd(), root)}\n`);
  process.exit(1);
}

/** Whether a file is this process's to run: the first that asks for it has it. */
const isClaimed = async (file: string): Promise<boolean> => {
  if (values.claims === undefined) return true;
  try {
    await (await open(join(values.claims, encodeURIComponent(file)), 'wx')).close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

for (const file of files) {
  if (!(await isClaimed(file))) continue;
  const loading: Promise<unknown> = import(pathToFileURL(join(root, file)).href);
  await Promise.allSettled([loading]);
  // Tests run in turn: when this one does, those of the file have run, and another may be taken.
  await test(`${file} was loaded and run`, async () => {
    await loading;
  });
}
