import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as looked } from 'node:timers/promises';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { makePersonalKey } from '../../src/audit/record/personal-storage.js';
import { ClockLeaptError, retain } from '../../src/audit/removal/retention.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { makeMemoryDrafts } from '../../src/service/drafts/draft-store.js';
import { release } from '../audit/support/entries.js';
import { call } from '../cli/support/call.js';
import { serveLibraryDrafts } from './drafts/support/library-drafts.js';
import { memoryLog, now, startForTest } from './service-under-test.js';

const asked = { facts: { daysLate: 3, borrower: 'Ada' }, subject: 'reader-7' };

describe('POST /erasures', () => {
  it('erases a subject in the name of the caller, and says so in the log', async (t) => {
    const log = memoryLog();
    const caller = { id: 'key:officer', scopes: new Set(['erase'] as const) };
    const service = await startForTest(t, { log, gate: () => ({ code: 'admitted', caller }) });
    const { json } = await service.post('/decide/fine', asked);
    const erased = await service.post('/erasures', { subject: 'reader-7', reason: 'asked for' });
    assert.deepEqual([erased.status, erased.json['records']], [200, 1]);
    const id = String(json['id']);
    assert.deepEqual((await service.get(`/decisions/${id}`)).json, { ...json, subject: null });
    const trace = await service.get(`/decisions/${id}/trace`);
    assert.deepEqual([trace.status, trace.json['code']], [410, 'erased']);
    assert.deepEqual((await service.get('/decisions?subject=reader-7')).json['items'], []);
    const lines: string[] = [];
    for await (const { text } of log.lines()) lines.push(text);
    assert.match(lines[1] ?? '', /"by":"key:officer"/);
    assert.match(lines[1] ?? '', new RegExp(String(erased.json['event'])));
    assert.ok(!lines.join('').includes('reader-7') && !lines.join('').includes('Ada'));
    const again = await service.post('/erasures', { subject: 'reader-7', reason: 'asked for' });
    assert.deepEqual(again.json, { event: null, records: 0 });
  });

  it('names the drafts in which somebody wrote of the subject, and leaves them as they are', async (t) => {
    const { service, create, data } = await serveLibraryDrafts(t);
    const ask = async (subject: string): Promise<unknown> =>
      (await service.post('/erasures', { subject, reason: 'asked for' })).json['drafts'];
    assert.equal(await ask('Zoë "Z" Ruiz'.normalize('NFD')), undefined);
    const [draft = ''] = [await create('As with Zoë "Z" Ruiz')].map((address) => address.split('/').at(-1));
    await create('Another');
    assert.deepEqual(await ask('Zoë "Z" Ruiz'.normalize('NFD')), [draft]);
    assert.equal(await ask('Zoë Ruiz'), undefined);
    const erase = ['erase', '--by', 'officer', '--reason', 'asked for', '--subject'];
    await (await openSqliteLog({ directory: data, now: Date.now })).close();
    const told = await call([...erase, 'Zoë "Z" Ruiz', '--data', data]);
    assert.deepEqual([told.code, told.err.includes(`\`${draft}\``)], [1, true]);
    assert.equal((await call([...erase, 'Zoë Ruiz', '--data', data])).code, 0);
    // What is damaged can't be read as a draft, and is searched all the same.
    await appendFile(join(data, 'drafts', `${draft}.json`), '}');
    assert.deepEqual(await ask('Zoë "Z" Ruiz'), [draft]);
    // Drafts that are in memory alone say the same.
    const draftNow = { id: 'a', by: null, from: release.identity, createdAt: 0, changedAt: 0 };
    const unsaid = { writers: [], review: [], publishedAs: null };
    const inMemory = makeMemoryDrafts();
    await inMemory.put({
      ...{ ...draftNow, ...unsaid },
      title: 'x',
      released: new Map(),
      changed: new Map([['f', '# Zoë "Z"\n']]),
      scenarios: new Map([['f.feature', 'Feature: Ann Q']]),
    });
    assert.deepEqual(await inMemory.naming('Ann Q'), ['a']);
    assert.deepEqual(await inMemory.naming('Zoë "Z"'.normalize('NFD')), ['a']);
    assert.deepEqual(await inMemory.naming('Zoë "Q"'), []);
  });

  it('takes a subject and a reason, and nothing else', async (t) => {
    const service = await startForTest(t);
    const wrong = await service.post('/erasures', { subject: '', by: 'me' });
    assert.deepEqual([wrong.status, wrong.json['code']], [400, 'invalid-request']);
    const { errors } = wrong.json;
    assert.ok(Array.isArray(errors));
    assert.deepEqual(
      errors.map(({ pointer }: { pointer: string }) => pointer),
      ['/subject', '/by', '/reason'],
    );
    for (const body of ['{', '[]']) assert.equal((await service.post('/erasures', body)).status, 400);
    assert.equal((await service.get('/erasures')).status, 405);
  });
});

describe('a decision whose facts are not open', () => {
  it('shows its subject when it is made, and not when it is read back', async (t) => {
    const key = makePersonalKey(randomBytes(32));
    for (const [code, status, personal] of [
      ['sealed', 403, { mode: 'encrypted', key }],
      ['masked', 410, { mode: 'masked' }],
    ] as const) {
      const service = await startForTest(t, { log: makeMemoryLog({ now: () => now, personal }) });
      const { json } = await service.post('/decide/fine', asked);
      assert.equal(json['subject'], 'reader-7');
      const path = `/decisions/${String(json['id'])}`;
      assert.deepEqual((await service.get(path)).json, { ...json, subject: null });
      const trace = await service.get(`${path}/trace`);
      assert.deepEqual([trace.status, trace.json['code']], [status, code]);
    }
  });
});

describe('a log that keeps records for a time', () => {
  it('drops the content of older ones at the start and again and again, and 410 says so', async (t) => {
    const log = memoryLog();
    let time = now;
    let again = (): void => assert.fail('nothing was to be repeated');
    const failures: unknown[] = [];
    const hook = retain(log, {
      retainMs: 60_000,
      now: () => time,
      newId: () => `drop-${time}`,
      reportFailure: (cause) => failures.push(cause),
      repeat: (run) => {
        again = run;
        return () => undefined;
      },
    });
    log.hang(hook);
    const service = await startForTest(t, { log });
    const { json } = await service.post('/decide/fine', asked);
    const path = `/decisions/${String(json['id'])}`;
    time = now + 60_000;
    again();
    assert.equal((await service.get(path)).status, 200);
    time = now + 60_001;
    again();
    const gone = await service.get(path);
    assert.deepEqual([gone.status, gone.json['code']], [410, 'dropped']);
    assert.match(String(gone.json['detail']), new RegExp(`drop-${time}`));
    const trace = await service.get(`${path}/trace`);
    assert.deepEqual([trace.status, trace.json['code']], [410, 'dropped']);
    assert.deepEqual((await service.get('/decisions')).json['items'], []);
    assert.deepEqual(failures, []);
  });

  for (const when of ['at the start', 'under way'] as const)
    it(`drops nothing for a day where the clock was set a year ahead ${when}`, async (t) => {
      const log = memoryLog();
      const service = await startForTest(t, { log });
      const { json } = await service.post('/decide/fine', asked);
      const path = `/decisions/${String(json['id'])}`;
      const yearMs = 365 * 86_400_000;
      let [time, elapsed] = [when === 'at the start' ? now + yearMs : now, 0];
      let again = (): void => assert.fail('nothing was to be repeated');
      const failures: unknown[] = [];
      const hook = retain(log, {
        retainMs: 86_400_000,
        now: () => time,
        elapsed: () => elapsed,
        newId: () => `drop-${time}`,
        reportFailure: (cause) => failures.push(cause),
        repeat: (run) => {
          again = run;
          return () => undefined;
        },
      });
      await looked();
      if (when === 'under way') {
        again();
        await looked();
        time += yearMs;
      }
      for (; elapsed < 86_400_000; elapsed += 3_600_000, time += 3_600_000) {
        again();
        await looked();
      }
      // Whatever the last one did is done.
      await log.drop({ id: 'none', at: 0, by: 'nobody', reason: 'none', before: 0 });
      assert.equal((await service.get(path)).status, 200);
      assert.ok(failures.length === 1 && failures[0] instanceof ClockLeaptError);
      again();
      await hook.beforeClose?.();
      assert.equal((await service.get(path)).status, 410);
    });
});
