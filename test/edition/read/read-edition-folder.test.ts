import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEditionFolder } from '../../../src/edition/read/read-edition-folder.js';

test('every file of a folder is read, and a folder inside is not passed over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'edition-'));
  try {
    await writeFile(join(folder, 'facts.yaml'), 'facts: {}\n');
    await writeFile(join(folder, '.hidden'), 'x');
    await mkdir(join(folder, 'drafts'));
    assert.deepEqual(
      [...(await readEditionFolder(folder))],
      [
        ['.hidden', 'x'],
        ['drafts/', ''],
        ['facts.yaml', 'facts: {}\n'],
      ],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a folder that is not there is an error of the file system', async () => {
  await assert.rejects(readEditionFolder(join(tmpdir(), 'no-such-edition')), { code: 'ENOENT' });
});
