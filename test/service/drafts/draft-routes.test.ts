import assert from 'node:assert/strict';
import { applyPatch } from 'diff';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openAccessForTest } from '../access/access-under-test.js';
import { at } from '../service-under-test.js';
import { serveLibraryDrafts } from './support/library-drafts.js';

describe('a draft', () => {
  it('holds the files of the release that it is made from, and is kept in the data directory', async (t) => {
    const { service, edition, data, create } = await serveLibraryDrafts(t);
    const draft = await create('A dearer day!');
    assert.match(draft, /^\/book-data\/drafts\/a-dearer-day-[a-z0-9]{8}$/);
    const { json } = await service.get(draft);
    assert.deepEqual(json['from'], edition.identity);
    assert.deepEqual(json['changed'], []);
    const files = json['files'];
    assert.ok(Array.isArray(files));
    assert.deepEqual(
      files.map((file: unknown) => at(file, 'name')),
      [...edition.files.keys()].sort(),
    );
    assert.deepEqual(await readdir(join(data, 'drafts')), [`${draft.split('/').at(-1) ?? ''}.json`]);
    const listed = await service.get('/book-data/drafts');
    assert.equal(at(listed.json, 'drafts.0.title'), 'A dearer day!');
    assert.equal(at(listed.json, 'drafts.1'), undefined);
  });

  it('is changed without the edition being, and gives the change as a patch that applies', async (t) => {
    const { service, edition, create, replace } = await serveLibraryDrafts(t);
    const draft = await create();
    const { status, json } = await replace(draft, 'parameters.yaml', 'minor: 30', 'minor: 40');
    assert.deepEqual([status, json['changed']], [200, ['parameters.yaml']]);
    const patch = await service.get(`${draft}/patch`);
    assert.match(patch.headers.get('content-disposition') ?? '', /attachment; filename="?a-dearer-day-/);
    assert.match(patch.text, /^diff --git a\/library-lending\/2025-03-01\/parameters\.yaml b\//);
    const released = edition.files.get('parameters.yaml') ?? '';
    assert.equal(applyPatch(released, patch.text), released.replace('minor: 30', 'minor: 40'));
    const values = await service.get('/editions/library-lending/2025-03-01/parameters');
    assert.equal(at(values.json, 'parameters.0.values.1.value.minor'), 30);
    const back = await replace(draft, 'parameters.yaml', 'minor: 40', 'minor: 30');
    assert.deepEqual(back.json['changed'], [], 'what is as it was released is no change');
    assert.equal((await service.get(`${draft}/patch`)).text, '');
  });

  it('takes a text only from who saw the one that it replaces', async (t) => {
    const { service, create, replace } = await serveLibraryDrafts(t);
    const draft = await create();
    const { json } = await service.get(`${draft}/files/fee.yaml`);
    const put = (headers: Readonly<Record<string, string>>, file = 'fee.yaml') =>
      service.send(`${draft}/files/${file}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ text: 'mine' }),
      });
    assert.equal((await replace(draft, 'fee.yaml', 'owed', 'due')).status, 200);
    const late = await put({ 'If-Match': String(json['etag']) });
    assert.deepEqual([late.status, late.json['code']], [412, 'draft-changed']);
    const blind = await put({});
    assert.deepEqual([blind.status, blind.json['code']], [400, 'invalid-request']);
    assert.equal((await put({ 'If-None-Match': '*' })).status, 412);
    assert.equal((await put({ 'If-None-Match': '*' }, 'reservation.yaml')).status, 200);
    const both = await Promise.all(['a.yaml', 'a.yaml'].map((file) => put({ 'If-None-Match': '*' }, file)));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412], 'one of two at once');
  });

  it('has no name that leads out of its folder', async (t) => {
    const { service, create, data } = await serveLibraryDrafts(t);
    await writeFile(join(data, 'keys.json'), '{}');
    for (const id of ['..%2Fkeys', '..', 'a%2F..%2F..%2Fkeys', 'KEYS', '%00', 'a'.repeat(81)]) {
      const { status } = await service.get(`/book-data/drafts/${id}`);
      assert.equal(status, 404, id);
      assert.equal((await service.send(`/book-data/drafts/${id}`, { method: 'DELETE' })).status, 404, id);
    }
    const draft = await create();
    for (const file of [
      '..%2Fx.yaml',
      '%2Ftmp%2Fx.yaml',
      'x.sh',
      '.yaml',
      'X.yaml',
      `${'a'.repeat(61)}.yaml`,
    ]) {
      const { status } = await service.send(`${draft}/files/${file}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', 'If-None-Match': '*' },
        body: JSON.stringify({ text: 'x' }),
      });
      assert.equal(status, 400, file);
    }
    assert.deepEqual(service.defects, []);
  });

  it('is made of a release that is here, with a title, and takes files of a limited size', async (t) => {
    const { service, edition, create } = await serveLibraryDrafts(t);
    const { digest } = edition.identity;
    for (const [body, code] of [
      [{ title: 'x', digest: 'sha256:0' }, 'unknown-edition'],
      [{ title: ' ', digest }, 'invalid-request'],
      [{ title: 'x'.repeat(101), digest }, 'invalid-request'],
      [{ title: 'x' }, 'invalid-request'],
      [{ title: 'x', digest, owner: 'me' }, 'invalid-request'],
      [[], 'invalid-request'],
    ] as const)
      assert.equal((await service.post('/book-data/drafts', body)).json['code'], code, JSON.stringify(body));
    const draft = await create();
    const large = await service.send(`${draft}/files/large.yaml`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'If-None-Match': '*' },
      body: JSON.stringify({ text: 'é'.repeat(300_000) }),
    });
    assert.deepEqual([large.status, large.json['code']], [413, 'body-too-large']);
  });

  it('is gone once it is deleted', async (t) => {
    const { service, create } = await serveLibraryDrafts(t);
    const draft = await create();
    assert.equal((await service.send(draft, { method: 'DELETE' })).status, 200);
    for (const path of [draft, `${draft}/files/fee.yaml`, `${draft}/patch`, `${draft}/words`])
      assert.equal((await service.get(path)).status, 404, path);
    assert.equal((await service.send(draft, { method: 'POST' })).headers.get('allow'), 'GET, HEAD, DELETE');
  });

  it('names every word that its files may use', async (t) => {
    const { service, create } = await serveLibraryDrafts(t);
    const { json } = await service.get(`${await create()}/words`);
    const { words } = json;
    assert.ok(Array.isArray(words));
    for (const [kind, word] of [
      ['fact', 'member.card'],
      ['value', 'expired'],
      ['definition', 'lateDays'],
      ['parameter', 'feePerDay'],
      ['clause', '2.2(a)'],
      ['decision', 'fee'],
      ['rule', 'law-forbids'],
      ['reading', 'R1'],
      ['operator', 'greaterThan'],
      ...['count', 'string join', 'get value', 'context put', 'is', 'overlaps before', 'stddev', 'split'].map(
        (name) => ['function', name] as const,
      ),
      ...['date and time', 'duration'].map((name) => ['function', name] as const),
    ] as const)
      assert.ok(
        words.some((one: unknown) => at(one, 'kind') === kind && at(one, 'word') === word),
        `${kind} ${word}`,
      );
  });

  it('is for who has the scope, and the log’s decisions for who may read them besides', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const { service, create } = await serveLibraryDrafts(t, { gate });
    for (const scope of ['decide', 'audit', 'publish', 'erase'] as const) {
      const { status, json } = await service.get('/book-data/drafts', { 'X-API-Key': keys[scope] });
      assert.deepEqual([status, json['code']], [403, 'forbidden'], scope);
    }
    const mine = { 'X-API-Key': keys.draft };
    const draft = await create('Mine', mine);
    assert.match(String((await service.get(draft, mine)).json['by']), /^key:/);
    const impact = await service.post(`${draft}/impact`, {}, mine);
    assert.deepEqual([impact.status, impact.json['code']], [403, 'forbidden']);
  });
});
