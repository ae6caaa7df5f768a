import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { placeOf } from '../support/plain-sources.mjs';
import { collectProductCoverage, makeCollection } from './product-coverage.js';

const root = process.cwd();
const source = pathToFileURL(join(root, 'src/audit/a.ts')).href;
const plain = pathToFileURL(placeOf(join(root, 'src/audit/a.ts'))).href;

const script = (url: string, ...counts: readonly number[]) => ({
  scriptId: '7',
  url,
  functions: [
    {
      functionName: 'a',
      isBlockCoverage: true,
      ranges: counts.map((count, n) => ({ startOffset: n, endOffset: n + 1, count })),
    },
  ],
});

describe('the coverage of lines', () => {
  it('takes what threads ran of a plain source for the source, and each variant once, however often it was run', () => {
    const { add, lists } = makeCollection(root);
    add([script(source, 3, 0), script('node:fs', 1), script(pathToFileURL(join(root, 'test/a.ts')).href, 1)]);
    add([script(plain, 1, 0)]);
    add([script(plain, 1, 8)]);
    assert.deepEqual(
      lists().map((list) =>
        list.map(({ url, functions }) => [url, functions[0]?.ranges.map((r) => r.count)]),
      ),
      [[[source, [1, 0]]], [[source, [1, 1]]]],
    );
  });

  it('is read where a process was killed while it wrote: of what the others covered', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-coverage-'));
    t.after(() => rm(folder, { recursive: true }));
    const raw = join(folder, 'raw');
    await mkdir(raw);
    await writeFile(join(raw, 'a.json'), JSON.stringify({ result: [script(source, 1)] }));
    await writeFile(join(raw, 'b.json'), '{"result":[{"scr');
    await collectProductCoverage(raw, join(folder, 'product'), root);
    const [file = ''] = await readdir(join(folder, 'product'));
    assert.match(await readFile(join(folder, 'product', file), 'utf8'), /src\/audit\/a\.ts/);
  });

  it('tells of nothing where nothing of the product was run', () => {
    assert.deepEqual(makeCollection(root).lists(), []);
  });
});
