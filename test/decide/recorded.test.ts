import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { libraryEdition } from '../service/library-edition.js';
import { at, memoryLog, now, startForTest, type Reply } from '../service/service-under-test.js';

const ids = (page: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const items = page['items'];
  return Array.isArray(items) ? items.map((item: unknown) => at(item, 'id')) : [];
};
const logIn = (directory: string): Promise<DecisionLog> => openSqliteLog({ directory, now: () => now });
const dataDirectory = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'service-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
};

describe('a recorded decision', () => {
  it('is read back by its id as it was answered', async (t) => {
    const service = await startForTest(t);
    const asked = { facts: { daysLate: 3 }, subject: 'reader-7' };
    const { json, text } = await service.post('/decide/fine', asked);
    const again = await service.get(`/decisions/${String(json['id'])}`);
    assert.equal(again.status, 200);
    assert.equal(again.text, text);
    const none = await service.get('/decisions/none');
    assert.deepEqual([none.status, none.json['code']], [404, 'not-found']);
  });
  it('is there after a restart, under a newer edition too', async (t) => {
    const directory = await dataDirectory(t);
    const first = await startForTest(t, { log: await logIn(directory) });
    const { json } = await first.post('/decide/fine', { facts: { daysLate: 3, borrower: 'Ada' } });
    await first.stop();
    const newer = libraryEdition({ revision: '2026-07-01', digest: `sha256:${'9'.repeat(64)}` });
    const second = await startForTest(t, {
      log: await logIn(directory),
      editions: [newer],
      loadRelease: (files) => {
        assert.deepEqual(files, libraryEdition().files);
        return Promise.resolve(libraryEdition());
      },
    });
    assert.deepEqual((await second.get(`/decisions/${String(json['id'])}`)).json, json);
    const trace = await second.get(`/decisions/${String(json['id'])}/trace`);
    assert.equal(at(trace.json, 'facts.borrower'), 'Ada');
    assert.equal(at(trace.json, 'reproduced'), true);
    const digest = libraryEdition().identity.digest;
    const kept = await second.post('/decide/fine', { facts: { daysLate: 1 }, edition: { digest } });
    assert.equal(at(kept.json, 'edition.digest'), digest);
    const governing = await second.post('/decide/fine', { facts: { daysLate: 1 } });
    assert.equal(at(governing.json, 'edition.digest'), newer.identity.digest);
    await second.stop();
  });
  it('has a trace with every rule and the values that it read, and its place in the chain', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 3 } });
    const { status, json: trace } = await service.get(`/decisions/${String(json['id'])}/trace`);
    assert.equal(status, 200);
    assert.equal(at(trace, 'id'), json['id']);
    assert.equal(at(trace, 'record.sequence'), 1);
    assert.equal(at(trace, 'reproduced'), true);
    assert.equal(at(trace, 'facts.daysLate'), 3);
    assert.equal(at(trace, 'rules.0.rule'), 'late-items-cost');
    assert.equal(at(trace, 'rules.0.when.read'), 3);
    assert.deepEqual(at(trace, 'rules.1.overriddenBy'), ['late-items-cost']);
  });
  it('has its trace in words, by Accept or by format', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.post('/decide/fine', { facts: { daysLate: 3 } });
    const path = `/decisions/${String(json['id'])}/trace`;
    const words = await service.get(path, { Accept: 'text/plain' });
    assert.match(words.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(words.text, /Late items cost a fine\./);
    assert.match(words.text, /The item came 3 days late\./);
    assert.equal((await service.get(`${path}?format=text`)).text, words.text);
    const asJson = await service.get(`${path}?format=json`, { Accept: 'text/plain' });
    assert.equal(asJson.json['id'], json['id']);
    const wrong = await service.get(`${path}?format=xml`);
    assert.deepEqual([wrong.status, wrong.json['code']], [400, 'invalid-request']);
    assert.equal((await service.get('/decisions/none/trace')).status, 404);
  });
  it('has no trace once what it was made from is erased, and says so', async (t) => {
    const log = memoryLog();
    const get: DecisionLog['get'] = async (id) => {
      const record = await log.get(id);
      return record === undefined ? undefined : { ...record, open: {} };
    };
    const service = await startForTest(t, { log: { ...log, get } });
    const { json } = await service.post('/decide/fine', {
      facts: { daysLate: 3, borrower: 'Ada' },
      subject: 'x',
    });
    const trace = await service.get(`/decisions/${String(json['id'])}/trace`);
    assert.deepEqual([trace.status, trace.json['code']], [410, 'erased']);
    assert.match(String(trace.json['detail']), /\/facts\/borrower/);
    const answer = await service.get(`/decisions/${String(json['id'])}`);
    assert.deepEqual(answer.json, { ...json, subject: null });
  });
});

describe('GET /decisions', () => {
  it('finds by clause, rule, outcome, subject, decision and time, the newest first', async (t) => {
    let time = now;
    const service = await startForTest(t, { clock: () => time });
    const decide = async (daysLate: number, subject: string): Promise<unknown> => {
      time += 1000;
      return (await service.post('/decide/fine', { facts: { daysLate }, subject })).json['id'];
    };
    const [a, b, c] = [await decide(0, 'ada'), await decide(1, 'ben'), await decide(2, 'ada')];
    const found = async (query: string): Promise<unknown> =>
      ids((await service.get(`/decisions?${query}`)).json);
    assert.deepEqual(await found(''), [c, b, a]);
    assert.deepEqual(await found('clause=1.2'), [c, b]);
    assert.deepEqual(await found('clause=1.1'), [c, b, a]);
    assert.deepEqual(await found('rule=nothing-is-due'), [a]);
    assert.deepEqual(await found('outcome=due&subject=ada'), [c]);
    assert.deepEqual(await found('decision=loan'), []);
    const from = encodeURIComponent(new Date(now + 2000).toISOString());
    assert.deepEqual(await found(`from=${from}`), [c, b]);
    assert.deepEqual(await found(`to=${from}`), [a]);
  });
  it('gives pages by cursor, each decision once, also while others are made', async (t) => {
    const service = await startForTest(t);
    for (let i = 0; i < 7; i += 1) await service.post('/decide/fine', { facts: { daysLate: i } });
    const met: unknown[] = [];
    let path: string | null = '/decisions?limit=3';
    while (path !== null) {
      const { json }: Reply = await service.get(path);
      met.push(...ids(json));
      const next: unknown = json['next'];
      path = typeof next === 'string' ? `/decisions?limit=3&cursor=${encodeURIComponent(next)}` : null;
      await service.post('/decide/fine', { facts: { daysLate: 9 } });
    }
    assert.equal(met.length, 7);
    assert.equal(new Set(met).size, 7);
  });
  it('refuses a parameter that is unknown, given twice or wrong', async (t) => {
    const service = await startForTest(t);
    for (const [query, pointer] of [
      ['colour=red', '?colour'],
      ['clause=1&clause=2', '?clause'],
      ['clause=', '?clause'],
      ['limit=0', '?limit'],
      ['limit=501', '?limit'],
      ['limit=ten', '?limit'],
      ['from=2026-08-15', '?from'],
      ['to=2026-08-15T12:00:00', '?to'],
      ['cursor=nonsense', '?cursor'],
    ] as const) {
      const { status, json } = await service.get(`/decisions?${query}`);
      assert.deepEqual(
        [status, json['code'], at(json, 'errors.0.pointer')],
        [400, 'invalid-request', pointer],
      );
    }
  });
});
