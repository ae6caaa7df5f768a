import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { startService as startClausebook } from '../../src/clausebook.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { tellStartFailure, type StartFailure } from '../../src/service/start/start-failure.js';
import { startService, type StartResult } from '../../src/service/start/start-service.js';
import { endAt } from '../audit/support/edit-log.js';
import { libraryEdition } from './library-edition.js';
import { memoryLog, now, startForTest } from './service-under-test.js';

const logIn = (directory: string): Promise<DecisionLog> => openSqliteLog({ directory, now: () => now });
const start = (openLog: () => Promise<DecisionLog>, host = '127.0.0.1', port = 0): Promise<StartResult> =>
  startService({
    host,
    port,
    openLog,
    editions: [libraryEdition()],
    loadRelease: () => Promise.resolve(libraryEdition()),
    makeEvaluator: makeReferenceEvaluator,
    clock: () => now,
    newId: randomUUID,
    reportDefect: () => undefined,
  });
const failureOf = (result: StartResult): StartFailure => {
  assert.notEqual(result.code, 'started');
  if (result.code === 'started') throw new Error('It started.');
  assert.doesNotMatch(tellStartFailure(result), /\n/);
  assert.ok(tellStartFailure(result).startsWith(`${result.code}: `));
  return result;
};
const temporary = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'service-'));
  context.after(() => rm(directory, { recursive: true }));
  return directory;
};

describe('the service says in one line why it cannot start', () => {
  it('where the port is taken, and lets go of the log', async (t) => {
    const service = await startForTest(t);
    const log = memoryLog();
    const failure = failureOf(await start(() => Promise.resolve(log), '127.0.0.1', service.port));
    assert.equal(failure.code, 'port-taken');
    assert.match(tellStartFailure(failure), new RegExp(String(service.port)));
    assert.equal((await log.health()).writable, false);
  });
  it('where what was given can’t be served, and has written nothing', async (t) => {
    const dataDirectory = await temporary(t);
    const options = { editionsDirectory: 'rules', dataDirectory };
    await assert.rejects(
      startClausebook({ ...options, host: '0.0.0.0' }),
      /^StartError: authentication-missing/,
    );
    await assert.rejects(
      startClausebook({ ...options, draftFolder: dataDirectory }),
      /^StartError: no-edition/,
    );
    assert.deepEqual(await readdir(dataDirectory), []);
    await (await startClausebook(options)).close();
  });
  it('where the host is none of this machine', async () => {
    const failure = failureOf(await start(() => Promise.resolve(memoryLog()), '192.0.2.1'));
    assert.equal(failure.code, 'address-not-available');
  });
  it('where another holds the data directory', async (t) => {
    const directory = await temporary(t);
    const log = await logIn(directory);
    const failure = failureOf(await start(() => logIn(directory)));
    assert.equal(failure.code, 'data-directory-held');
    assert.match(tellStartFailure(failure), new RegExp(`process ${process.pid}`));
    await log.close();
  });
  it('where the data directory cannot be made', async (t) => {
    const directory = await temporary(t);
    await writeFile(join(directory, 'file'), '');
    const failure = failureOf(await start(() => logIn(join(directory, 'file', 'data'))));
    assert.equal(failure.code, 'data-directory-not-writable');
  });
  it('where its end is another than its last record', async (t) => {
    const directory = await temporary(t);
    const result = await start(() => logIn(directory));
    assert.equal(result.code, 'started');
    const body = JSON.stringify({ facts: { daysLate: 3 } });
    const headers = { 'Content-Type': 'application/json' };
    for (let i = 0; i < 3; i += 1) {
      const response = await fetch(`${result.service.url}/decide/fine`, { method: 'POST', headers, body });
      assert.equal(response.status, 200);
    }
    await result.service.stop();
    endAt(directory, 2);
    const failure = failureOf(await start(() => logIn(directory)));
    assert.equal(failure.code, 'log-broken');
  });
  it('where an edition is invalid', () => {
    const told = tellStartFailure({
      code: 'edition-invalid',
      folder: 'rules/x',
      findings: 2,
      first: 'x.yaml:1:1: …',
    });
    assert.match(told, /^edition-invalid: `rules\/x` has 2 findings, the first: x\.yaml:1:1/);
  });
});

const makeGate = () => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    passed,
    open: () => {
      open();
    },
  };
};

/** A service whose decisions wait until they are let go. */
const heldService = async (context: TestContext) => {
  const log = memoryLog();
  const gate = makeGate();
  const reached = makeGate();
  const append: DecisionLog['append'] = async (entry) => {
    reached.open();
    await gate.passed;
    return log.append(entry);
  };
  const service = await startForTest(context, { log: { ...log, append } });
  return {
    log,
    service,
    release: gate.open,
    reached: reached.passed,
  };
};

describe('stopping', () => {
  it('answers the request under way on a kept connection, refuses new ones, then closes the log', async (t) => {
    const { log, service, release, reached } = await heldService(t);
    const answer = service.post('/decide/fine', { facts: { daysLate: 1 } });
    await reached;
    let stopped = false;
    const stopping = service.stop().then(() => {
      stopped = true;
    });
    await assert.rejects(fetch(`${service.url}/healthz`));
    assert.equal(stopped, false);
    assert.equal((await log.health()).writable, true);
    release();
    const { status, headers } = await answer;
    assert.equal(status, 200);
    assert.equal(headers.get('connection'), 'close');
    await stopping;
    assert.equal((await log.health()).writable, false);
    assert.equal((await log.health()).records, 1);
  });
  it('does not wait for connections that idle, or that never asked', async (t) => {
    const service = await startForTest(t);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await new Promise<void>((resolve) => {
      get({ agent, port: service.port, path: '/healthz' }, (response) => {
        response.resume().once('end', resolve);
      });
    });
    const silent = createConnection(service.port, '127.0.0.1');
    await once(silent, 'connect');
    // Connections are taken in turn: with this one, the silent one was taken.
    await service.get('/healthz');
    // It would wait for ever.
    await service.stop(2 ** 31 - 1);
    agent.destroy();
    silent.destroy();
  });
  it('answers what a new connection asked in the moment of stopping', async (t) => {
    const service = await startForTest(t);
    const socket = createConnection(service.port, '127.0.0.1').setEncoding('utf8');
    await once(socket, 'connect');
    // Connections are taken in turn: with this one, the first was taken.
    await service.get('/healthz');
    const answer = text(socket);
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await service.stop();
    assert.match(await answer, /^HTTP\/1.1 200 /);
  });
  it('cuts what is left after its grace', async (t) => {
    const { service, reached, release } = await heldService(t);
    const answer = service.post('/decide/fine', { facts: { daysLate: 1 } }).catch(() => 'cut');
    await reached;
    await service.stop(100);
    assert.equal(await answer, 'cut');
    release();
  });
  it('drops none of many requests: each is answered, or refused before it is decided', async (t) => {
    const log = memoryLog();
    const service = await startForTest(t, { log });
    let answered = 0;
    let enough = (): void => undefined;
    const underLoad = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const ask = async (): Promise<void> => {
      for (;;) {
        const reply = await service.post('/decide/fine', { facts: { daysLate: 1 } }).catch(() => undefined);
        if (reply === undefined) return;
        assert.equal(reply.status, 200);
        answered += 1;
        if (answered === 100) enough();
      }
    };
    const asking = Promise.all(Array.from({ length: 8 }, ask));
    await underLoad;
    await service.stop();
    await asking;
    assert.equal((await log.health()).records, answered);
    assert.ok(answered > 0);
  });
});
