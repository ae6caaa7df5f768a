import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { editionFolders } from '../../src/edition/read/edition-folders.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { openPreparedEditions, type PreparedEditions } from '../../src/edition/build/prepared-edition.js';
import { readEditionFolder } from '../../src/edition/read/read-edition-folder.js';

const places = ['./fixtures', '../../rules'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

describe('A prepared edition', () => {
  let editions: readonly Edition[];
  let root: string;
  const open = (): PreparedEditions =>
    openPreparedEditions({
      directory: pathToFileURL(join(root, 'prepared', '/')),
      madeBy: [pathToFileURL(join(root, 'code', '/')), pathToFileURL(join(root, 'package.json'))],
    });
  const prepared = async (): Promise<string> => {
    const [name] = await readdir(join(root, 'prepared'));
    assert.ok(name !== undefined);
    return join(root, 'prepared', name);
  };
  const first = (): Edition => {
    const [edition] = editions;
    assert.ok(edition !== undefined);
    return edition;
  };

  before(async () => {
    const folders = (await Promise.all(places.map((place) => editionFolders(place)))).flat();
    const loaded = await Promise.all(
      folders.map(async (folder) => loadEdition(await readEditionFolder(folder)).edition),
    );
    editions = loaded.filter((edition) => edition !== undefined);
    assert.ok(editions.length >= 2);
  });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'clausebook-prepared-'));
    await mkdir(join(root, 'code'));
    await writeFile(join(root, 'code', 'load.js'), 'one');
    await writeFile(join(root, 'package.json'), '{}');
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  test('is the one that loading gives, in all its parts', async () => {
    await open().replace(editions);
    for (const edition of editions) assert.deepEqual(await open().find(edition.files), edition);
  });

  test('is found for the very bytes that it was made from, and for no others', async () => {
    await open().replace(editions);
    const { files } = first();
    for (const [name, text] of files) {
      assert.equal(await open().find(new Map([...files, [name, `${text} `]])), undefined, name);
      assert.equal(
        await open().find(new Map([...files].filter(([other]) => other !== name))),
        undefined,
        name,
      );
    }
    assert.equal(await open().find(new Map([...files, ['more.yaml', '']])), undefined);
  });

  test('is not found once the code, the schemas or the packages that made it are others', async () => {
    const { files } = first();
    for (const [file, text] of [
      ['code/load.js', 'two'],
      ['code/more.js', ''],
      ['code/more.json', '{}'],
      ['package.json', '{ "version": "2" }'],
    ] as const) {
      await open().replace(editions);
      assert.ok((await open().find(files)) !== undefined);
      await writeFile(join(root, file), text);
      assert.equal(await open().find(files), undefined, file);
    }
  });

  test('is not taken where its file was cut or changed', async () => {
    const edition = first();
    await open().replace([edition]);
    const file = await prepared();
    const bytes = await readFile(file);
    for (const length of [0, 31, 32, bytes.length - 1]) {
      await writeFile(file, bytes.subarray(0, length));
      assert.equal(await open().find(edition.files), undefined, String(length));
    }
    bytes[bytes.length >> 1] = 255 - (bytes[bytes.length >> 1] ?? 0);
    await writeFile(file, bytes);
    assert.equal(await open().find(edition.files), undefined);
  });

  test('is not there where nothing was prepared, nor once others were prepared', async () => {
    const [one, ...others] = editions;
    assert.ok(one !== undefined);
    assert.equal(await open().find(one.files), undefined);
    await open().replace([one]);
    await open().replace(others);
    assert.equal(await open().find(one.files), undefined);
  });
});
