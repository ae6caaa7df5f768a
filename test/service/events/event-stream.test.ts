import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer, get as getHttp, type IncomingMessage } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import express, { type RequestHandler } from 'express';
import { makeMemoryLog } from '../../../src/audit/store/sqlite/memory-log.js';
import { usualStreamTimes } from '../../../src/service/events/event-stream.js';
import { eventRoutes, type EventRouteParts } from '../../../src/service/http/routes/event-routes.js';
import { makeEntry, release } from '../../audit/support/entries.js';
import { at, memoryLog, startForTest } from '../service-under-test.js';

const asked = { facts: { daysLate: 3, borrower: 'Ada' }, subject: 'reader-7' };

interface Told {
  readonly id: string;
  readonly data: unknown;
}

/** The events of a text, as a browser's EventSource takes it. */
const eventsIn = (text: string): readonly Told[] =>
  text
    .split('\n\n')
    .map(
      (block) =>
        new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)])),
    )
    .flatMap((fields) => {
      const data = fields.get('data');
      return data === undefined ? [] : [{ id: fields.get('id') ?? '', data: JSON.parse(data) as unknown }];
    });

/** A service of these streams alone. */
const serve = async (
  context: TestContext,
  parts: Partial<EventRouteParts> & Pick<EventRouteParts, 'log'>,
) => {
  const stopping = new AbortController();
  const defects: unknown[] = [];
  const served = new EventEmitter();
  const told: RequestHandler = (_request, response, next) => {
    response.on('close', () => served.emit('closed'));
    next();
  };
  const app = express().use(
    told,
    eventRoutes({
      entries: () => [],
      stopping: stopping.signal,
      reportDefect: (error) => defects.push(error),
      ...parts,
    }),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const ask = (query: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      getHttp(`http://127.0.0.1:${address.port}/events${query}`, resolve).on('error', reject);
    });
  return { ask, defects, served };
};

/** Reads until something stands in what came. */
const readUntil = async (response: IncomingMessage, wanted: RegExp): Promise<string> => {
  let text = '';
  for await (const chunk of response.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (wanted.test(text)) return text;
  }
  return text;
};

describe('GET /events', () => {
  it('tells each decision and erasure, without what is personal, and goes on after the last one read', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const first = await service.post('/decide/fine', asked);
    await service.post('/decide/fine', { facts: { daysLate: 0, borrower: 'Bo' } });
    await service.post('/erasures', { subject: 'reader-7', reason: 'asked for' });
    const reply = await service.get('/events?cursor=beginning&follow=false');
    assert.equal(reply.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    const told = eventsIn(reply.text);
    assert.deepEqual(
      told.map(({ data }) => at(data, 'type')),
      ['clausebook.decision.recorded', 'clausebook.decision.recorded', 'clausebook.values.erased'],
    );
    assert.deepEqual(
      ['specversion', 'id', 'source', 'data.id', 'data.decision', 'data.outcome'].map((path) =>
        at(told[0]?.data, path),
      ),
      ['1.0', first.json['id'], 'urn:clausebook:log', first.json['id'], 'fine', at(first.json, 'outcome')],
    );
    assert.ok(!/Ada|Bo"|reader-7|"facts"|"subject":|"asked":/.test(reply.text), reply.text);
    assert.equal(at(told[2]?.data, 'data.decisions.0.id'), first.json['id']);
    const rest = await service.get('/events?follow=false&cursor=beginning', {
      'Last-Event-ID': told[0]?.id ?? '',
    });
    assert.deepEqual(eventsIn(rest.text), told.slice(1));
    assert.deepEqual(eventsIn((await service.get('/events?follow=false')).text), []);
  });

  it('tells values where they are asked for, as far as they are kept', async (t) => {
    const service = await startForTest(t);
    await service.post('/decide/fine', { ...asked, metadata: { order: 'A-1' } }, { 'X-Request-Id': 'r-1' });
    const tell = async (): Promise<unknown> =>
      at(
        eventsIn((await service.get('/events?cursor=beginning&follow=false&values=true')).text)[0]?.data,
        'data',
      );
    const told = await tell();
    assert.deepEqual(
      [at(told, 'subject'), at(told, 'facts.borrower'), at(told, 'metadata.order'), at(told, 'missing')],
      ['reader-7', 'Ada', 'A-1', undefined],
    );
    await service.post('/erasures', { subject: 'reader-7', reason: 'asked for' });
    const after = await tell();
    assert.deepEqual(
      [at(after, 'subject'), at(after, 'missing'), at(after, 'metadata')],
      [null, ['/facts/borrower', '/subject'], undefined],
    );
  });

  it('takes only what is wanted', async (t) => {
    const service = await startForTest(t);
    await service.post('/decide/fine', asked);
    await service.post('/erasures', { subject: 'reader-7', reason: 'asked for' });
    const outcome = String(at((await service.post('/decide/fine', asked)).json, 'outcome'));
    for (const [query, count] of [
      ['type=clausebook.values.erased', 1],
      ['type=clausebook.values.erased,clausebook.decision.recorded', 3],
      ['decision=fine', 2],
      ['decision=fee,fine', 2],
      ['decision=fee', 0],
      [`outcome=${outcome}`, 2],
      ['outcome=none', 0],
    ] as const) {
      const { text } = await service.get(`/events?cursor=beginning&follow=false&${query}`);
      assert.equal(eventsIn(text).length, count, query);
    }
  });

  it('refuses what it does not take, each place by its name', async (t) => {
    const service = await startForTest(t);
    for (const [query, pointer] of [
      ['cursor=nothing', '?cursor'],
      ['cursor=r0.7', '?cursor'],
      ['cursor=', '?cursor'],
      ['type=nothing', '?type'],
      ['values=yes', '?values'],
      ['follow=no', '?follow'],
      ['decision=a&decision=b', '?decision'],
    ]) {
      const { status, json } = await service.get(`/events?${query}`);
      assert.deepEqual(
        [status, json['code'], at(json, 'errors.0.pointer')],
        [400, 'invalid-request', pointer],
        query,
      );
    }
    for (const id of ['r0.7', 'x']) {
      const { status, json } = await service.get('/events', { 'Last-Event-ID': id });
      assert.deepEqual([status, at(json, 'errors.0.pointer')], [400, 'Last-Event-ID'], id);
    }
    assert.equal((await service.send('/events', { method: 'HEAD' })).status, 200);
  });

  it('tells what is recorded while it is read, and ends in order when the service stops', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    const response = await fetch(`${service.url}/events`);
    const { json } = await service.post('/decide/fine', asked);
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('data: ')) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    assert.deepEqual(
      eventsIn(text).map(({ data }) => at(data, 'id')),
      [json['id']],
    );
    const startedAt = performance.now();
    await service.stop(60_000);
    assert.equal((await reader?.read())?.done, true);
    // Not cut when its time for the end was over.
    assert.ok(performance.now() - startedAt < 50_000);
    assert.deepEqual(service.defects, []);
  });

  it('says that it lives, and how far it is, where nothing happens', async (t) => {
    const log = makeMemoryLog();
    const { ask } = await serve(t, { log, times: { ...usualStreamTimes, heartbeatMs: 5 } });
    const response = await ask('?type=clausebook.values.erased&cursor=beginning');
    await log.keepRelease(release);
    await log.append(makeEntry(1));
    assert.match(await readUntil(response, /id: r0\.1\n/), /: heartbeat\n/);
    response.destroy();
  });

  it('reads no more than what is taken, and cuts off who takes nothing', async (t) => {
    const log = makeMemoryLog();
    await log.keepRelease(release);
    const note = 'x'.repeat(200_000);
    for (let n = 0; n < 100; n += 1) {
      const { inputs, ...entry } = makeEntry(n);
      await log.append({ ...entry, inputs: { ...inputs, facts: { loan: { note } } } });
    }
    let reads = 0;
    const counted: typeof log = {
      ...log,
      linesAfter: (...args) => {
        reads += 1;
        return log.linesAfter(...args);
      },
    };
    const { ask, served } = await serve(t, { log: counted, times: { ...usualStreamTimes, stalledMs: 100 } });
    // Nothing is read of it: 20 MB do not fit between.
    const stalled = await ask('?cursor=beginning&values=true');
    stalled.pause().on('error', () => undefined);
    await once(served, 'closed');
    assert.ok(reads <= 4, String(reads));
    const other = await serve(t, { log: counted });
    let length = 0;
    for await (const chunk of await other.ask('?cursor=beginning&values=true&follow=false'))
      length += String(chunk).length;
    assert.ok(length > 20_000_000, String(length));
  });

  it('serves as many at one time as may, and says so to the next', async (t) => {
    const { ask } = await serve(t, { log: makeMemoryLog(), mostStreams: 1 });
    const open = await ask('');
    const refused = await ask('');
    assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [503, '10']);
    open.destroy();
    while ((await ask('?follow=false')).statusCode !== 200);
  });

  it('ends when its time is over', async (t) => {
    const { ask, defects } = await serve(t, {
      log: makeMemoryLog(),
      times: { ...usualStreamTimes, lookMs: 1, longestMs: 20 },
    });
    const response = await ask('');
    assert.equal(eventsIn(await readUntil(response, /never/)).length, 0);
    assert.deepEqual(defects, []);
  });
});
