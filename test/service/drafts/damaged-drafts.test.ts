import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { at } from '../service-under-test.js';
import { serveLibraryDrafts } from './support/library-drafts.js';

const idIn = (address: string): string => address.split('/').at(-1) ?? '';

describe('a draft whose file is damaged', () => {
  it('is named in the list, told nowhere, and can be deleted; the others are as they were', async (t) => {
    const { service, data, create, replace } = await serveLibraryDrafts(t);
    const [damaged, whole] = [await create('Damaged'), await create('Whole')];
    const file = join(data, 'drafts', `${idIn(damaged)}.json`);
    const genuine = await readFile(file, 'utf8');
    // One word of a text is another: what is left is JSON, and a draft.
    await writeFile(file, genuine.replace('owed', 'owes'));
    const list = await service.get('/book-data/drafts');
    assert.deepEqual(
      [list.status, list.json['damaged'], at(list.json, 'drafts.0.id'), at(list.json, 'drafts.1')],
      [200, [idIn(damaged)], idIn(whole), undefined],
    );
    for (const below of ['', '/patch', '/files/fee.yaml', '/words']) {
      const told = await service.get(damaged + below);
      assert.deepEqual([told.status, told.json['code']], [503, 'altered-draft'], below);
    }
    const check = await service.post(`${damaged}/check`, {});
    assert.deepEqual([check.status, check.json['code']], [503, 'altered-draft']);
    assert.equal((await replace(whole, 'fee.yaml', 'owed', 'due')).status, 200);
    await writeFile(file, genuine);
    assert.equal((await service.get(damaged)).status, 200, 'brought back from a copy, it is there again');
    await writeFile(file, genuine.slice(0, -20));
    assert.equal((await service.send(damaged, { method: 'DELETE' })).status, 200);
    assert.deepEqual((await service.get('/book-data/drafts')).json['damaged'], []);
    assert.equal((await service.get(damaged)).status, 404);
  });

  it('is one under another name than its own, and none that is gone or no draft', async (t) => {
    const { service, data, create } = await serveLibraryDrafts(t);
    const id = idIn(await create());
    const folder = join(data, 'drafts');
    await cp(join(folder, `${id}.json`), join(folder, 'another.json'));
    await writeFile(join(folder, 'No draft.json'), '{}');
    const list = await service.get('/book-data/drafts');
    assert.deepEqual([list.json['damaged'], at(list.json, 'drafts.1')], [['another'], undefined]);
    await rm(folder, { recursive: true });
    assert.deepEqual((await service.get('/book-data/drafts')).json, { drafts: [], damaged: [] });
  });

  it('is not one that an earlier version wrote without a digest', async (t) => {
    const { service, data, create } = await serveLibraryDrafts(t);
    const draft = await create();
    const file = join(data, 'drafts', `${idIn(draft)}.json`);
    const { digest, ...now } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    assert.match(String(digest), /^sha256:/);
    await writeFile(file, JSON.stringify(now));
    assert.equal((await service.get(draft)).status, 503, 'what is said of a draft is not written by hand');
    const later = ['scenarios', 'writers', 'review', 'publishedAs'];
    const earlier = Object.fromEntries(Object.entries(now).filter(([name]) => !later.includes(name)));
    await writeFile(file, JSON.stringify(earlier));
    assert.equal((await service.get(draft)).status, 200);
  });
});
