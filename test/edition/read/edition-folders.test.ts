import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { editionFolders } from '../../../src/edition/read/edition-folders.js';
import { featureFiles } from '../../../src/scenarios/feature-files.js';

const temporary = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'edition-folders-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
};

const fill = async (folder: string, file: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), '');
  return folder;
};

describe('Folders that are links', () => {
  test('are found as editions: the document, the revision, and its edition.yaml', async (t) => {
    const directory = await temporary(t);
    const rules = join(directory, 'rules');
    await mkdir(join(rules, 'b'), { recursive: true });
    const elsewhere = join(directory, 'elsewhere');
    await fill(join(elsewhere, 'a', '1'), 'edition.yaml');
    await fill(join(elsewhere, '2'), 'edition.yaml');
    await symlink(join(elsewhere, 'a'), join(rules, 'a'));
    await symlink(join(elsewhere, '2'), join(rules, 'b', '2'));
    await mkdir(join(rules, 'b', '3'));
    await symlink(
      join(await fill(join(elsewhere, '3'), 'edition.yaml'), 'edition.yaml'),
      join(rules, 'b', '3', 'edition.yaml'),
    );
    assert.deepEqual(
      (await editionFolders(rules)).map((folder) => relative(rules, folder)),
      ['a/1', 'b/2', 'b/3'],
    );
  });

  test('are there once, by their own name, and a circle or a link to nothing ends', async (t) => {
    const rules = await temporary(t);
    await fill(join(rules, 'doc', 'second'), 'edition.yaml');
    await symlink('second', join(rules, 'doc', 'current'));
    await symlink('..', join(rules, 'doc', 'up'));
    await symlink('.', join(rules, 'again'));
    await symlink('doc', join(rules, 'also'));
    await symlink('nowhere', join(rules, 'gone'));
    await symlink('itself', join(rules, 'itself'));
    assert.deepEqual(
      (await editionFolders(rules)).map((folder) => relative(rules, folder)),
      ['doc/second'],
    );
  });

  test('are looked into for scenarios, each once', async (t) => {
    const directory = await temporary(t);
    const elsewhere = await fill(join(directory, 'elsewhere', 'deep'), 'b.feature');
    const folder = await fill(join(directory, 'doc'), 'a.feature');
    await symlink(join(directory, 'elsewhere'), join(folder, '2027'));
    await symlink(elsewhere, join(folder, 'z'));
    await symlink('.', join(folder, 'itself'));
    await symlink('nowhere', join(folder, 'gone.feature.d'));
    await symlink(join(folder, 'a.feature'), join(folder, 'c.feature'));
    assert.deepEqual(await featureFiles(folder), ['2027/deep/b.feature', 'a.feature', 'c.feature']);
  });
});
