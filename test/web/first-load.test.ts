import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { builtBook } from './support/built-book.js';

const limitBytes = 200_000;

interface Part {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
}

/** What must come before a part of the book shows: itself, what it imports, and their styles. */
const filesOf = (parts: Readonly<Record<string, Part>>, name: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const add = (each: string): void => {
    const part = parts[each];
    if (part === undefined || found.has(part.file)) return;
    found.add(part.file);
    for (const style of part.css ?? []) found.add(style);
    for (const imported of part.imports ?? []) add(imported);
  };
  add(name);
  return found;
};

const readParts = async (): Promise<Readonly<Record<string, Part>>> =>
  // The build writes it, in Vite's own format.
  JSON.parse(await readFile(join(builtBook(), 'manifest.json'), 'utf8')) as Readonly<Record<string, Part>>;

const sizeOf = async (files: Iterable<string>, suffix: string): Promise<number> => {
  const sizes = [...files].map(async (file) => (await stat(join(builtBook(), `${file}${suffix}`))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
};

test('every page but the editor is loaded in less than 200 kB, compressed either way', async () => {
  const parts = await readParts();
  const [entry] = Object.entries(parts).find(([, { isEntry }]) => isEntry === true) ?? [];
  assert.ok(entry !== undefined);
  const pages = Object.keys(parts).filter((name) => /-page\.tsx$/.test(name));
  assert.ok(pages.includes('contract/contract-page.tsx') && pages.length >= 6, pages.join(', '));
  for (const page of pages) {
    const files = new Set([...filesOf(parts, entry), ...filesOf(parts, page)]);
    for (const suffix of ['.br', '.gz']) {
      const bytes = await sizeOf(files, suffix);
      assert.ok(bytes < limitBytes, `${page}${suffix}: ${String(bytes)} bytes in ${[...files].join(', ')}`);
    }
  }
});
