import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openAccessForTest } from './access/access-under-test.js';
import { at, memoryLog, startForTest, type Reply } from './service-under-test.js';

const facts = { daysLate: 1 };
const metadata = { order: 'A-17', ticket: 4, urgent: true, note: 'by phone' };
const searchableMetadata = ['order', 'ticket'];
const codesOf = ({ json }: Reply): readonly unknown[] => {
  const { errors } = json;
  return Array.isArray(errors) ? errors.map((error) => [at(error, 'pointer'), at(error, 'code')]) : [];
};

/** The id within an API key: twelve characters, of which an underscore may be one. */
const idOf = (key: string): string => /^[^_]*_(.{12})_/.exec(key)?.[1] ?? '';

describe('a recorded decision', () => {
  it('says who asked, in which request, and what was said with it', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const { get, post } = await startForTest(t, { gate, searchableMetadata });
    const audit = { 'X-API-Key': keys.audit };
    const decide = { 'X-API-Key': keys.decide };
    const reply = await post(
      '/decide/fine',
      { facts, subject: 'anna', metadata },
      { ...decide, 'X-Request-Id': 'job-1' },
    );
    assert.equal(reply.headers.get('x-request-id'), 'job-1');
    const asked = { by: `key:${idOf(keys.decide)}`, request: 'job-1' };
    assert.deepEqual([reply.json['asked'], reply.json['metadata']], [asked, metadata]);
    const address = `/decisions/${String(reply.json['id'])}`;
    assert.equal((await get(address, audit)).text, reply.text);
    const trace = await get(`${address}/trace`, audit);
    assert.deepEqual([trace.json['asked'], trace.json['metadata']], [asked, metadata]);
    const { text } = await get(`${address}/trace`, { ...audit, Accept: 'text/plain' });
    assert.ok(
      text.endsWith(
        `\nAsked by \`${asked.by}\` in the request \`job-1\`.\nSaid with it:\n  note: "by phone"\n  order: "A-17"\n  ticket: 4\n  urgent: true\n`,
      ),
      text,
    );

    const items = [
      { decision: 'fine', facts, metadata: { order: 'A-18' } },
      { decision: 'fine', facts },
    ];
    const { json } = await post('/decide', items, { ...decide, 'X-Request-Id': 'not well formed' });
    assert.deepEqual(at(json, 'answers.0.answer.metadata'), { order: 'A-18' });
    assert.equal(at(json, 'answers.1.answer.metadata'), undefined);
    const requests = [0, 1].map((place) => at(json, `answers.${place}.answer.asked.request`));
    assert.match(String(requests[0]), /^request-/);
    assert.equal(requests[0], requests[1]);

    const { json: described } = await get('/openapi.json');
    assert.match(JSON.stringify(described), /"metadata\.ticket"/);

    const found = async (query: string): Promise<readonly unknown[]> => {
      const { items: listed } = (await get(`/decisions?${query}`, audit)).json;
      return Array.isArray(listed) ? listed.map((item) => at(item, 'metadata.order')) : [];
    };
    assert.deepEqual(await found('metadata.order=A-17&metadata.ticket=4'), ['A-17']);
    assert.deepEqual(await found('metadata.order=A-18'), ['A-18']);
    assert.deepEqual(await found('metadata.order=A-19'), []);
    assert.deepEqual(codesOf(await get('/decisions?metadata.note=by%20phone&metadata.order=', audit)), [
      ['?metadata.note', 'not-searchable'],
      ['?metadata.order', 'not-allowed'],
    ]);
  });

  it('takes no metadata that is too much, or no plain value', async (t) => {
    const { post } = await startForTest(t);
    const ask = async (wrong: object): Promise<readonly unknown[]> => {
      const [decided, previewed] = [
        await post('/decide/fine', { facts, metadata: wrong }),
        await post('/preview/fine', { facts, metadata: wrong }),
      ];
      assert.deepEqual([decided.status, previewed.status], [400, 400]);
      assert.deepEqual(codesOf(decided), codesOf(previewed));
      return codesOf(decided);
    };
    assert.deepEqual(await ask({ 'a b': 1, order: null, ticket: [1] }), [
      ['/metadata/a b', 'not-allowed'],
      ['/metadata/order', 'wrong-type'],
      ['/metadata/ticket', 'wrong-type'],
    ]);
    assert.deepEqual(await ask({ ['k'.repeat(41)]: 1, note: 'x'.repeat(513) }), [
      [`/metadata/${'k'.repeat(41)}`, 'not-allowed'],
      ['/metadata/note', 'not-allowed'],
    ]);
    assert.deepEqual(await ask(Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, n]))), [
      ['/metadata', 'too-many'],
    ]);
    const most = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, 'x'.repeat(512)]));
    assert.equal((await post('/decide/fine', { facts, metadata: most })).status, 200);
    const preview = await post('/preview/fine', { facts, metadata });
    assert.deepEqual(
      [preview.status, preview.json['metadata'], preview.json['asked']],
      [200, undefined, undefined],
    );
  });

  it('is another request under a key with other metadata, and the first answer with the same', async (t) => {
    const { gate } = await openAccessForTest(t, { withKeys: false });
    const { post } = await startForTest(t, { gate });
    const under = { 'Idempotency-Key': 'k' };
    const first = await post('/decide/fine', { facts, metadata }, { ...under, 'X-Request-Id': 'first' });
    const again = await post('/decide/fine', { facts, metadata }, { ...under, 'X-Request-Id': 'second' });
    assert.equal(again.text, first.text);
    assert.equal(at(again.json, 'asked.request'), 'first');
    const other = await post('/decide/fine', { facts, metadata: { order: 'A-18' } }, under);
    assert.deepEqual([other.status, other.json['code']], [409, 'idempotency-key-reused']);
  });

  it('loses its metadata with the subject, and keeps who asked', async (t) => {
    const log = memoryLog();
    const { gate } = await openAccessForTest(t, { withKeys: false });
    const { get, post } = await startForTest(t, { gate, log, searchableMetadata });
    const { json } = await post('/decide/fine', { facts, subject: 'anna', metadata });
    await post('/erasures', { subject: 'anna', reason: 'asked for' });
    const left = (await get(`/decisions/${String(json['id'])}`)).json;
    assert.deepEqual([left['metadata'], left['asked']], [undefined, json['asked']]);
    assert.deepEqual((await get('/decisions?metadata.order=A-17')).json['items'], []);
    assert.equal((await get(`/decisions/${String(json['id'])}/trace`)).status, 200);
  });
});
