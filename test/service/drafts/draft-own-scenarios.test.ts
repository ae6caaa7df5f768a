import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { at } from '../service-under-test.js';
import { serveLibraryDrafts, type LibraryDrafts } from './support/library-drafts.js';

const feature = (fee: string): string =>
  [
    'Feature: Mine',
    '  Scenario: A day late',
    '    Given an item worth EUR 25.00 handed out at 2025-06-01 10:00 UTC',
    '    And it comes back at 2025-06-23 10:00 UTC',
    '    When the fee is asked for at 2025-07-01 12:00 UTC',
    `    Then the fee is ${fee} for 1 day`,
    '',
  ].join('\n');

const writing =
  ({ service }: LibraryDrafts, draft: string) =>
  (
    text: string,
    headers: Readonly<Record<string, string>> = { 'If-None-Match': '*' },
    name = 'mine.feature',
  ) =>
    service.send(`${draft}/files/${name}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ text }),
    });

describe('scenarios of a draft’s own', () => {
  it('run with the contract’s, marked as its own, and are no part of the edition', async (t) => {
    const library = await serveLibraryDrafts(t);
    const { service, create, replace, lines } = library;
    const draft = await create();
    const digest = (await service.post(`${draft}/check`, {})).json['digest'];
    const write = writing(library, draft);
    const written = await write(feature('EUR 0.30'));
    assert.deepEqual([written.status, written.json['changed']], [200, []]);
    const { json } = await service.get(draft);
    assert.deepEqual([json['scenarios'], json['changed']], [['mine.feature'], []]);
    const listed = await service.get('/book-data/drafts');
    assert.deepEqual(at(listed.json, 'drafts.0.scenarios'), ['mine.feature']);
    assert.equal(
      (await service.post(`${draft}/check`, {})).json['digest'],
      digest,
      'the digest is the edition’s',
    );
    assert.equal((await service.get(`${draft}/patch`)).text, '');
    assert.deepEqual((await lines(`${draft}/scenarios`)).at(-1), {
      kind: 'done',
      done: 5,
      failed: 0,
      broken: 0,
    });
    await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    const news = await lines(`${draft}/scenarios`);
    assert.deepEqual(news.at(-1), { kind: 'done', done: 5, failed: 2, broken: 2 });
    const failed = news.filter(({ kind }) => kind === 'failed').map((one) => one['scenario']);
    assert.deepEqual(
      failed.map((one) => [at(one, 'uri') === 'mine.feature', at(one, 'ofDraft'), at(one, 'passedBefore')]),
      [
        [false, false, true],
        [true, true, true],
      ],
    );
    assert.equal(at(failed, '1.steps.3.failed.0.value.is.minor'), 40);
  });

  it('are written over only by who saw them, within the limits of files, and taken away', async (t) => {
    const library = await serveLibraryDrafts(t);
    const { service, create } = library;
    const draft = await create();
    const write = writing(library, draft);
    const { json } = await write(feature('EUR 0.30'));
    const again = await write('x');
    assert.deepEqual([again.status, again.json['code']], [412, 'draft-changed']);
    assert.equal((await write(feature('EUR 0.40'), { 'If-Match': String(json['etag']) })).status, 200);
    for (const name of [
      '..%2Fx.feature',
      'X.feature',
      '.feature',
      'a.feature.yaml',
      `${'a'.repeat(61)}.feature`,
    ])
      assert.equal((await write('x', undefined, name)).status, 400, name);
    const large = await write('é'.repeat(300_000), undefined, 'large.feature');
    assert.deepEqual([large.status, large.json['code']], [413, 'body-too-large']);
    const take = (name: string, headers: Readonly<Record<string, string>> = {}) =>
      service.send(`${draft}/files/${name}`, { method: 'DELETE', headers });
    assert.equal((await take('mine.feature')).status, 400);
    assert.equal((await take('mine.feature', { 'If-Match': String(json['etag']) })).status, 412);
    const { etag } = (await service.get(`${draft}/files/mine.feature`)).json;
    assert.equal(
      (await take('fee.yaml', { 'If-Match': String(etag) })).status,
      404,
      'what is the edition’s stays',
    );
    const taken = await take('mine.feature', { 'If-Match': String(etag) });
    assert.deepEqual([taken.status, taken.json['scenarios']], [200, []]);
    assert.equal((await service.get(`${draft}/files/mine.feature`)).status, 404);
  });

  it('are none in a draft that an earlier version wrote', async (t) => {
    const { service, data, create } = await serveLibraryDrafts(t);
    const draft = await create();
    const file = join(data, 'drafts', `${draft.split('/').at(-1) ?? ''}.json`);
    const now = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    assert.deepEqual([typeof now['digest'], now['scenarios']], ['string', {}]);
    const later = ['digest', 'scenarios', 'writers', 'review', 'publishedAs'];
    const earlier = Object.fromEntries(Object.entries(now).filter(([name]) => !later.includes(name)));
    await writeFile(file, JSON.stringify(earlier));
    assert.deepEqual((await service.get(draft)).json['scenarios'], []);
  });
});
