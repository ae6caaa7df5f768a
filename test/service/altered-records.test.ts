import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { defaultCheckpointInterval } from '../../src/audit/chain/checkpointing.js';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { openSqliteSource } from '../../src/audit/store/sqlite/source.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { makeMetrics } from '../../src/service/monitoring/metrics.js';
import { editDatabase, editLines } from '../audit/support/edit-log.js';
import { makeFolder, openIn } from '../audit/support/folder.js';
import { newSigningKey } from '../audit/support/signing.js';
import { now, startForTest, type ServiceUnderTest } from './service-under-test.js';

interface Served {
  readonly service: ServiceUnderTest;
  readonly directory: string;
  readonly log: DecisionLog;
  /** Of four decisions, of which 1 to 3 are about anna. */
  readonly ids: readonly string[];
}

const served = async (t: TestContext): Promise<Served> => {
  const directory = await makeFolder(t);
  const { log } = await openIn(t, directory, { now: () => now });
  const metrics = makeMetrics({
    editions: () => [],
    shadow: { evaluated: 0, differed: 0, notKept: 0 },
    logBytes: () => Promise.resolve(null),
  });
  metrics.watch(log);
  const signing = {
    openKey: () => Promise.resolve(newSigningKey()),
    every: defaultCheckpointInterval,
    reportFailure: assert.ifError,
  };
  const service = await startForTest(t, { log, metrics, signing });
  const ids: string[] = [];
  for (const subject of ['anna', 'anna', 'anna', 'ben'])
    ids.push(String((await service.post('/decide/fine', { subject, facts: { daysLate: 3 } })).json['id']));
  return { service, directory, log, ids };
};

const idsOf = (items: unknown): readonly string[] => (items as readonly { id: string }[]).map(({ id }) => id);

describe('a record that was altered', () => {
  it('is left out of a search, named, counted, and never given', async (t) => {
    const { service, directory, ids } = await served(t);
    editLines(directory, (lines) =>
      lines.map((line, at) => (at === 1 ? line.replace('"daysLate":3', '"daysLate":9') : line)),
    );
    for (const query of ['', '?subject=anna', '?decision=fine']) {
      const page = await service.get(`/decisions${query}`);
      assert.equal(page.status, 200, query);
      assert.deepEqual(page.json['altered'], ['line 2']);
      assert.ok(!idsOf(page.json['items']).includes(ids[1] ?? ''));
      assert.ok(idsOf(page.json['items']).includes(ids[2] ?? ''));
    }
    for (const path of ['', '/trace', '/letter']) {
      const reply = await service.get(`/decisions/${ids[1]}${path}`);
      assert.deepEqual([reply.status, reply.json['code']], [503, 'altered-record']);
      assert.match(String(reply.json['detail']), /line 2/);
    }
    assert.equal((await service.get(`/decisions/${ids[2]}`)).status, 200);
    const ready = await service.get('/readyz');
    assert.deepEqual(ready.json, {
      status: 'ready',
      altered: { count: 1, orMore: false, first: ['line 2'] },
    });
    assert.match((await service.get('/metrics')).text, /^clausebook_log_altered 1$/m);
    assert.deepEqual(service.defects, []);
  });

  it('keeps nothing from starting where it is the last, and others are recorded behind it', async (t) => {
    const { service, directory, ids } = await served(t);
    await service.stop();
    editLines(directory, (lines) =>
      lines.map((line, at) => (at === 3 ? line.replace('"due"', '"now"') : line)),
    );
    const { log } = await openIn(t, directory, { now: () => now });
    const again = await startForTest(t, { log });
    assert.deepEqual((await again.get('/readyz')).json['altered'], {
      count: 1,
      orMore: false,
      first: ['line 4'],
    });
    assert.equal((await again.get(`/decisions/${ids[3]}`)).status, 503);
    const more = await again.post('/decide/fine', { facts: { daysLate: 3 } });
    assert.equal(more.status, 200);
    assert.equal((await again.get(`/decisions/${String(more.json['id'])}`)).status, 200);
    await again.stop();
    const { findings } = await verifyLog(openSqliteSource(directory), { keys: [] });
    assert.deepEqual(
      findings.flatMap((finding) => (finding.code === 'altered' ? [finding.at] : [])),
      ['line 4'],
    );
  });

  it('does not keep the other values of its subject from being erased', async (t) => {
    const { service, directory, log, ids } = await served(t);
    editLines(directory, (lines) =>
      lines.map((line, at) =>
        at === 0
          ? line.replace('"daysLate":3', '"daysLate":9')
          : at === 1
            ? line.replace('{"body"', '{"bodi"')
            : line,
      ),
    );
    editDatabase(directory, (database) => {
      database.exec(
        'UPDATE record SET subject = (SELECT subject FROM record WHERE place = 3) WHERE place = 2',
      );
    });
    const erased = await service.post('/erasures', { subject: 'anna', reason: 'she asked' });
    assert.equal(erased.status, 200);
    // What is left of the first can still be read, and is erased too; the second can not.
    assert.deepEqual([erased.json['records'], erased.json['unread']], [2, ['line 2']]);
    assert.equal((await service.get(`/decisions/${ids[2]}`)).json['subject'], null);
    assert.equal((await service.get(`/decisions/${ids[3]}`)).json['subject'], 'ben');
    const texts: string[] = [];
    for await (const { text } of log.lines()) texts.push(text);
    assert.deepEqual(
      texts.map((text) => text.includes('anna')),
      [false, true, false, false, false],
    );
  });

  it('answers a key that comes again as what it is, and decides nothing anew', async (t) => {
    const { service, directory } = await served(t);
    const ask = () =>
      service.post('/decide/fine', { facts: { daysLate: 3 } }, { 'Idempotency-Key': 'the-same-again' });
    assert.equal((await ask()).status, 200);
    editLines(directory, (lines) =>
      lines.map((line, at) => (at === 4 ? line.replace('"daysLate":3', '"daysLate":9') : line)),
    );
    const reply = await ask();
    assert.deepEqual([reply.status, reply.json['code']], [503, 'altered-record']);
    assert.equal((await service.get('/readyz')).status, 200);
    assert.deepEqual(service.defects, []);
  });
});

describe('a checkpoint that was altered', () => {
  for (const [what, change] of [
    ['can not be read', `UPDATE checkpoint SET checkpoint = '{' WHERE number = 1`],
    [
      'says something else',
      `UPDATE checkpoint SET checkpoint = replace(checkpoint, '"sequence":4', '"sequence":3') WHERE number = 1`,
    ],
    [
      'names another key',
      `UPDATE checkpoint SET checkpoint = json_set(checkpoint, '$.key', printf('sha256:%064d', 1)) WHERE number = 1`,
    ],
  ] as const)
    it(`is left out, named and counted where it ${what}`, async (t) => {
      const { service, directory } = await served(t);
      const first = await service.post('/checkpoints', undefined);
      assert.equal(first.status, 200);
      await service.post('/decide/fine', { facts: { daysLate: 3 } });
      await service.post('/checkpoints', undefined);
      assert.equal(((await service.get('/checkpoints')).json['items'] as readonly unknown[]).length, 2);
      editDatabase(directory, (database) => {
        database.exec(change);
      });
      const { status, json } = await service.get('/checkpoints');
      assert.equal(status, 200);
      assert.equal((json['items'] as readonly unknown[]).length, 1);
      assert.equal((json['altered'] as readonly unknown[]).length, 1);
      assert.match((await service.get('/metrics')).text, /^clausebook_log_altered 1$/m);
      const { findings } = await verifyLog(openSqliteSource(directory), { keys: [] });
      assert.ok(findings.some(({ code }) => code.startsWith('checkpoint-')));
      // The next one is made all the same.
      await service.post('/decide/fine', { facts: { daysLate: 3 } });
      assert.equal((await service.post('/checkpoints', undefined)).status, 200);
    });
});
