import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { sharedPostgres } from '../support/postgres.js';
import {
  assertOnce,
  codeOf,
  facts,
  isReplayed,
  lifeMs,
  makeSqlite,
  makeMemory,
  makePostgres,
  ndjson,
  recordsOf,
  request,
  startOn,
  under,
  type Store,
} from './once-stores.js';
import { at } from '../service/service-under-test.js';

// It starts while the other stores are tried.
void sharedPostgres();

const lines = (items: readonly object[]): string => items.map((item) => `${JSON.stringify(item)}\n`).join('');
const postLines = async (url: string, body: string): Promise<string> =>
  (await fetch(`${url}/decide`, { method: 'POST', headers: { ...ndjson, ...under('k') }, body })).text();

const suite = (name: string, make: (context: TestContext) => Promise<Store>): void => {
  describe(`a decision under an Idempotency-Key, recorded in ${name}`, () => {
    it('is made once, and told again to the byte', async (t) => {
      const store = await make(t);
      const { log, post } = await startOn(store, t);
      const first = await post('/decide/fine', request, under('k'));
      store.clock.now += lifeMs / 2;
      const second = await post('/decide/fine', request, under('k'));
      assertOnce([first, second]);
      assert.ok(isReplayed(second));
      assert.equal(first.json['subject'], 'reader 7');
      const reordered = '{ "subject": "reader 7", "facts": { "borrower": "Ada", "daysLate": 3.0 } }';
      assert.equal((await post('/decide/fine', reordered, under('"k"'))).text, first.text);
      assert.equal(await recordsOf(log), 1);
    });

    it('holds the key against every other request', async (t) => {
      const { log, post } = await startOn(await make(t), t);
      await post('/decide/fine', request, under('k'));
      const reused = [409, 'idempotency-key-reused'];
      for (const other of [
        { facts },
        { ...request, subject: 'reader 8' },
        { ...request, asOf: '2026-08-15T12:00:00Z' },
        { ...request, facts: { ...facts, daysLate: 4 } },
        { ...request, facts: { daysLate: 'many' } },
      ])
        assert.deepEqual(codeOf(await post('/decide/fine', other, under('k'))), reused);
      assert.deepEqual(codeOf(await post('/decide/reminder', request, under('k'))), reused);
      const together = { ...request, decisions: ['fine', 'reminder'] };
      assert.deepEqual(codeOf(await post('/decide', together, under('k'))), reused);
      const { json } = await post('/decide', [{ ...request, decision: 'fine' }], under('k'));
      assert.equal(at(json, 'answers.0.problem.code'), reused[1]);
      assert.equal(await recordsOf(log), 1);
      assert.ok(!isReplayed(await post('/decide/fine', request, under('K'))));
    });

    it('leaves the key of a refused request free', async (t) => {
      const { post } = await startOn(await make(t), t);
      const wrong = { ...request, facts: { daysLate: -1 } };
      assert.equal((await post('/decide/fine', wrong, under('k'))).status, 422);
      assert.equal((await post('/decide/fine', '{"facts":{"daysLate":1e999}}', under('k'))).status, 422);
      assertOnce([await post('/decide/fine', request, under('k'))]);
    });

    it('is one of those that are asked for at the same moment', async (t) => {
      const { log, post } = await startOn(await make(t), t);
      assertOnce(
        await Promise.all(Array.from({ length: 12 }, () => post('/decide/fine', request, under('k')))),
      );
      assert.equal(await recordsOf(log), 1);
      const days = Array.from({ length: 12 }, (_, place) => place % 3);
      const replies = await Promise.all(
        days.map((daysLate) => post('/decide/fine', { facts: { daysLate } }, under('another'))),
      );
      const taken = replies.filter(({ status }) => status === 200);
      assertOnce(taken);
      assert.equal(taken.length, 4);
      for (const reply of replies)
        if (!taken.includes(reply)) assert.deepEqual(codeOf(reply), [409, 'idempotency-key-reused']);
      assert.equal(await recordsOf(log), 2);
    });

    it('may be several that are made together', async (t) => {
      const { log, post } = await startOn(await make(t), t);
      const together = { ...request, decisions: ['reminder', 'fine'] };
      assertOnce(await Promise.all(Array.from({ length: 4 }, () => post('/decide', together, under('k')))));
      assert.equal(await recordsOf(log), 2);
      const otherOrder = { ...together, decisions: ['fine', 'reminder'] };
      assert.equal((await post('/decide', otherOrder, under('k'))).status, 409);
    });

    it('may stand in a list or in lines, where each place has a key of its own', async (t) => {
      const { log, post, url } = await startOn(await make(t), t);
      const item = { ...request, decision: 'fine' };
      const items = [
        item,
        { ...item, facts: { daysLate: -1 } },
        item,
        { ...request, decisions: ['fine', 'reminder'] },
      ];
      const first = await post('/decide', items, under('k'));
      assert.equal(await recordsOf(log), 4);
      const second = await post('/decide', items, under('k'));
      assert.equal(second.text.replaceAll('"replayed":true,', ''), first.text);
      assert.equal(second.text.match(/"replayed":true/g)?.length, 3);
      assert.equal(at(first.json, 'answers.1.status'), 422);
      assert.notEqual(at(first.json, 'answers.0.answer.id'), at(first.json, 'answers.2.answer.id'));
      const streamed = await postLines(url, `\n${lines(items)}`);
      const unnumbered = streamed.trim().replaceAll(/^\{"line":\d+,/gm, '{');
      assert.equal(`{"answers":[${unnumbered.split('\n').join(',')}]}`, second.text);
      const more = await postLines(url, lines([...items, item]));
      assert.match(more.trim().split('\n')[4] ?? '', /^\{"line":5,"status":200,"answer"/);
      assert.equal(await recordsOf(log), 5);
    });

    it('is made anew once the life of its key is over', async (t) => {
      const store = await make(t);
      const { log, post } = await startOn(store, t);
      const first = await post('/decide/fine', request, under('k'));
      store.clock.now += lifeMs;
      assertOnce([first, await post('/decide/fine', request, under('k'))]);
      store.clock.now += 1;
      const other = { facts: { daysLate: 9 } };
      const later = await post('/decide/fine', other, under('k'));
      assertOnce([later, await post('/decide/fine', other, under('k'))]);
      assert.notEqual(later.json['id'], first.json['id']);
      assert.equal(await recordsOf(log), 2);
    });
  });
};

suite('memory', makeMemory);
suite('SQLite', makeSqlite);
suite('PostgreSQL', makePostgres);
