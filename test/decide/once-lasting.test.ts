import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startService } from '../../src/clausebook.js';
import { libraryEdition } from '../service/library-edition.js';
import {
  assertOnce,
  codeOf,
  facts,
  isReplayed,
  library,
  makeJournal,
  makePostgres,
  recordsOf,
  request,
  startOn,
  under,
} from './once-stores.js';
import { startForTest, type ServiceUnderTest } from '../service/service-under-test.js';
import { killAtEnd } from '../support/at-end.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const laterDigest = `sha256:${'d'.repeat(64)}`;

describe('a decision under an Idempotency-Key', () => {
  for (const [name, make] of [
    ['a journal', makeJournal],
    ['PostgreSQL', makePostgres],
  ] as const)
    it(`is told again after a restart, from ${name}, also by a service without its edition`, async (t) => {
      const store = await make(t);
      const before = await startOn(store, t);
      const first = await before.post('/decide/fine', request, under('k'));
      await before.stop(0);
      store.clock.now += 1000;
      const log = await store.open();
      const later = await startForTest(t, {
        log,
        clock: () => store.clock.now,
        editions: [
          libraryEdition({ revision: 'later', effectiveFrom: '2027-01-01T00:00:00Z', digest: laterDigest }),
        ],
        loadRelease: () => Promise.resolve(library()),
      });
      const second = await later.post('/decide/fine', request, under('k'));
      assertOnce([first, second]);
      assert.ok(isReplayed(second));
      assert.equal((await later.post('/decide/fine', { facts }, under('k'))).status, 409);
      assert.equal(await recordsOf(log), 1);
    });

  it('is made anew as soon as the service is told that keys are over', async (t) => {
    const service = await startService({
      editionsDirectory: path('../../rules'),
      dataDirectory: null,
      onceLifeMs: 1,
    });
    t.after(() => service.close());
    const { decision, ...example } = service.example ?? assert.fail('No edition has an example.');
    const ask = async (): Promise<Response> => {
      const headers = { 'Content-Type': 'application/json', ...under('k') };
      const response = await fetch(`${service.url}/decide/${decision}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(example),
      });
      assert.equal(response.status, 200);
      return response;
    };
    await ask();
    while ((await ask()).headers.has('idempotency-replayed'));
  });

  it('is one over all replicas, at the same moment and after', async (t) => {
    const store = await makePostgres();
    const one = await startOn(store, t);
    const other = await startOn(store, t);
    for (let round = 0; round < 10; round += 1) {
      const key = under(`round-${round}`);
      const ask = ({ post }: ServiceUnderTest) => post('/decide/fine', request, key);
      assertOnce(await Promise.all([one, other, one, other].map(ask)));
      assertOnce([{ ...(await ask(other)), headers: new Headers() }, await ask(one)]);
    }
    assert.equal(await recordsOf(one.log), 10);
    const reused = await other.post('/decide/fine', { facts }, under('round-0'));
    assert.deepEqual(codeOf(reused), [409, 'idempotency-key-reused']);
  });

  for (const [what, address, body] of [
    ['one', '/decide/fine', request],
    ['several together', '/decide', { ...request, decisions: ['fine', 'reminder'] }],
  ] as const)
    it(`is told by the next process where the one before was killed with it durable and not answered: ${what}`, async (t) => {
      const store = await makeJournal(t);
      store.clock.now = Date.now();
      const child = spawn(
        process.execPath,
        ['--import', path('../support/typescript.mjs'), path('support/once-killed.ts'), store.directory],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      killAtEnd(t, child);
      const ended = once(child, 'exit');
      const early = ended.then(() => assert.fail('It ended before it served.'));
      const line = once(createInterface({ input: child.stdout }), 'line');
      const [url] = (await Promise.race([line, early])) as [string]; // a line is a text
      early.catch(() => undefined);
      await assert.rejects(
        fetch(url + address, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...under('k') },
          body: JSON.stringify(body),
        }),
      );
      assert.deepEqual(await ended, [null, 'SIGKILL']);
      const { log, post } = await startOn(store, t);
      const ids = [];
      for await (const { text } of log.lines()) ids.push(/"id":"([^"]+)"/.exec(text)?.[1]);
      assert.equal(ids.length, address === '/decide' ? 2 : 1);
      for (const reply of [await post(address, body, under('k')), await post(address, body, under('k'))]) {
        assert.ok(isReplayed(reply));
        assert.deepEqual(
          [...reply.text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id),
          ids,
        );
      }
      assert.equal(await recordsOf(log), ids.length);
    });
});
