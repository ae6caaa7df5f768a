/**
 * Runs every `*.test.ts` below `test/` in this one process, or those whose path contains one of the arguments; with `--part 1/2` the first
 * of two parts of them. Fails where no file matches, and where no test ran.
 */
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { test } from 'node:test';
import assert from 'node:assert/strict';

const root = fileURLToPath(new URL('.', import.meta.url));
const { values, positionals: wanted } = parseArgs({
  options: { part: { type: 'string', default: '1/1' } },
  allowPositionals: true,
});
const [, part = 0, parts = 0] = (/^([1-9])\/([1-9])$/.exec(values.part) ?? []).map(Number);
if (part > parts || parts === 0) {
  process.stderr.write(`--part is \`${values.part}\`, and must be like \`1/2\`.\n`);
  process.exit(1);
}
const files = (await readdir(root, { recursive: true }))
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()
  .filter((_, place) => place % parts === part - 1);

if (files.length === 0) {
  process.stderr.write(`No test file matches ${wanted.join(', ') || relative(process.cwd(), root)}\n`);
  process.exit(1);
}
for (const file of files) await import(pathToFileURL(join(root, file)).href);

test('the test files were loaded', () => {
  assert.ok(files.length > 0);
});
