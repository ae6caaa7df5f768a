import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { call, libraryEditions, temporary } from '../cli/support/call.js';
import { lateItems, phrases } from '../scenarios/support/late-items.js';

const writeFeatures = async (directory: string, feature: string): Promise<string> => {
  const folder = join(directory, 'features', 'library-lending');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '03-late.feature'), feature);
  await writeFile(join(folder, 'phrases.yaml'), phrases);
  return join(directory, 'features');
};

describe('`clausebook pages`', () => {
  const pages = (directory: string, features: string) =>
    call(['pages', '--out', join(directory, 'out'), '--scenarios', features, '--editions', libraryEditions]);

  test('runs the scenarios and writes a page per section, and one document of all', async (t) => {
    const directory = await temporary(t);
    const { code, out, err } = await pages(directory, await writeFeatures(directory, lateItems));
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.match(out, /library-lending\/2025-03-01: 4 scenarios, 0 failed\n$/);
    const folder = join(directory, 'out', 'library-lending', '2025-03-01');
    assert.deepEqual((await readdir(folder)).sort(), [
      'contract.html',
      'index.md',
      'section-00.md',
      'section-01.md',
      'section-02.md',
      'section-03.md',
    ]);
    assert.match(
      await readFile(join(folder, 'section-03.md'), 'utf8'),
      /✓ passed: Proven hardship may be heard \(decided by 3\.2\)</,
    );
  });

  test('finds fault with a scenario that failed, and writes that it did', async (t) => {
    const directory = await temporary(t);
    const wrong = lateItems.replace('answer is discretionary', 'answer is owed');
    const { code, out } = await pages(directory, await writeFeatures(directory, wrong));
    assert.equal(code, 1);
    assert.match(out, /4 scenarios, 1 failed/);
    const page = join(directory, 'out', 'library-lending', '2025-03-01', 'contract.html');
    assert.match(await readFile(page, 'utf8'), /✗ FAILED: Proven hardship may be heard/);
  });

  test('finds fault with a scenario that it does not understand, and with none at all', async (t) => {
    const directory = await temporary(t);
    const unclear = lateItems.replace('a plea of illness', 'a plea');
    const told = await pages(directory, await writeFeatures(directory, unclear));
    assert.equal(told.code, 1);
    assert.match(told.err, /03-late\.feature:20: No phrase says `a plea`/);
    const none = await pages(directory, join(directory, 'nowhere'));
    assert.equal(none.code, 1);
    assert.match(none.err, /library-lending has no scenarios/);
  });

  test('asks where the pages go', async () => {
    const { code, err } = await call(['pages', '--editions', libraryEditions]);
    assert.equal(code, 2);
    assert.match(err, /Say where the pages go/);
  });
});
