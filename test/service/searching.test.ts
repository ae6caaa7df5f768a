import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { libraryEdition } from './library-edition.js';
import { at, memoryLog, startForTest } from './service-under-test.js';

const facts = { daysLate: 1 };

/** A service with three decisions, as of one day after the other backwards in time. */
const started = async (t: Parameters<typeof startForTest>[0]) => {
  const service = await startForTest(t, { log: memoryLog(), searchableMetadata: ['order'] });
  const ids: string[] = [];
  for (const day of ['03', '02', '01']) {
    const request = {
      facts,
      asOf: `2026-06-${day}T00:00:00Z`,
      subject: `member ${day}`,
      metadata: { order: day },
    };
    const { json, text } = await service.post('/decide/fine', request);
    assert.ok(typeof json['id'] === 'string', text);
    ids.push(json['id']);
  }
  const find = async (body: object): Promise<readonly unknown[]> => {
    const { status, json, text } = await service.post('/decisions/search', body);
    assert.equal(status, 200, text);
    return (json['items'] as readonly unknown[]).map((item) => at(item, 'id')); // a page has them
  };
  return { ...service, ids, find };
};

describe('a search of the log whose conditions are its body', () => {
  it('finds what the address with these conditions finds', async (t) => {
    const { get, find, ids } = await started(t);
    assert.deepEqual(await find({}), ids.toReversed());
    assert.deepEqual(await find({ subject: 'member 02' }), [ids[1]]);
    assert.deepEqual(await find({ metadata: { order: '01' } }), [ids[2]]);
    assert.deepEqual(await find({ metadata: { order: '01' }, subject: 'member 02' }), []);
    assert.deepEqual(await find({ outcome: 'none' }), []);
    const { json } = await get('/decisions?limit=2');
    assert.deepEqual(await find({ limit: 2, cursor: json['next'] }), [ids[0]]);
  });

  it('finds decisions by how their id begins, and by the instant that they are as of', async (t) => {
    const { get, find, ids } = await started(t);
    const [first = ''] = ids;
    assert.deepEqual(await find({ id: first }), [first]);
    assert.deepEqual(await find({ id: first.toUpperCase() }), [first]);
    assert.deepEqual(await find({ id: first.slice(0, 8) }), [first]);
    const days = { asOfFrom: '2026-06-02T00:00:00Z', asOfTo: '2026-06-03T00:00:00Z' };
    assert.deepEqual(await find(days), [ids[1]]);
    assert.deepEqual(await find({ asOfFrom: days.asOfFrom }), [ids[0], ids[1]], 'the latest first');
    const { json } = await get(`/decisions?${new URLSearchParams(days).toString()}`);
    assert.equal(at(json, 'items.0.id'), ids[1]);
  });

  it('finds decisions by a fact that the edition finds by', async (t) => {
    const library = libraryEdition();
    const [late] = [...library.facts.values()].filter(({ name }) => name === 'daysLate');
    assert.ok(late !== undefined);
    const found = { ...late, shape: { ...late.shape, findBy: true as const } };
    const edition = { ...library, facts: new Map([...library.facts, [found.name, found]]) };
    const { post, get } = await startForTest(t, { editions: [edition] });
    const asOf = '2026-06-01T00:00:00Z';
    const { json } = await post('/decide/fine', { facts: { daysLate: 7 }, asOf, subject: 'member 01' });
    await post('/decide/fine', { facts, asOf });
    const idsIn = (items: unknown) => (items as readonly unknown[]).map((item) => at(item, 'id')); // a page has them
    const reply = await post('/decisions/search', { facts: { daysLate: '7' } });
    assert.deepEqual(idsIn(reply.json['items']), [json['id']]);
    assert.deepEqual(idsIn((await get('/decisions?facts.daysLate=7')).json['items']), [json['id']]);
    assert.deepEqual((await post('/book-data/log/counts', {})).json['findable'], ['daysLate']);
    assert.match((await get('/openapi.json')).text, /"facts\.daysLate"/);
    const erased = await post('/erasures', { subject: 'member 01', reason: 'asked for' });
    assert.equal(erased.status, 200, erased.text);
    const still = await get('/decisions?facts.daysLate=7');
    assert.deepEqual(idsIn(still.json['items']), [json['id']], 'it is not personal, and stays');
    const wrong = await post('/decisions/search', { facts: { borrower: 'x' } });
    assert.deepEqual(at(wrong.json, 'errors.0.pointer'), '/facts/borrower');
    assert.deepEqual(at(wrong.json, 'errors.0.code'), 'not-searchable');
  });

  it('is refused with each place that is wrong', async (t) => {
    const { post, get } = await started(t);
    for (const [body, pointer, code] of [
      [{ subjct: 'x' }, '/subjct', 'unknown-member'],
      [{ subject: 7 }, '/subject', 'wrong-type'],
      [{ limit: 501 }, '/limit', 'not-allowed'],
      [{ metadata: { ticket: '4' } }, '/metadata/ticket', 'not-searchable'],
      [{ asOfFrom: '2026-06-02' }, '/asOfFrom', 'not-allowed'],
      [{ id: '0198c3f' }, '/id', 'not-allowed'],
      [{ id: '0198c3f%' }, '/id', 'not-allowed'],
      [{ cursor: 'nonsense' }, '/cursor', 'not-allowed'],
      [[], '', 'wrong-type'],
    ] as const) {
      const { status, json } = await post('/decisions/search', body);
      const found = [status, at(json, 'errors.0.pointer'), at(json, 'errors.0.code')];
      assert.deepEqual(found, [400, pointer, code], JSON.stringify(body));
    }
    assert.equal((await get('/decisions/search')).status, 405);
  });

  it('is counted for the book by the same body', async (t) => {
    const { post } = await started(t);
    const { json } = await post('/book-data/log/counts', { subject: 'member 02' });
    assert.deepEqual([json['total'], json['searchable']], [1, ['order']]);
  });
});
