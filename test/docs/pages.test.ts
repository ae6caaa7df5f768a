import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { test } from 'node:test';
import { generatedPages } from './pages.js';

for (const { file, text } of await generatedPages()) {
  test(`docs/${basename(file.pathname)} says what the code says (npm run docs writes it)`, async () => {
    assert.equal(await readFile(file, 'utf8'), text);
  });
}
