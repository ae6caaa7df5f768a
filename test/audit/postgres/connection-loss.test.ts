import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { NotRecordedError } from '../../../src/audit/store/failures.js';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import { openPostgresToRead } from '../../../src/audit/store/postgres/source.js';
import type { PostgresOptions } from '../../../src/audit/store/postgres/postgres-log.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';
import { makeEntry } from '../support/entries.js';
import { openAt } from './support/open.js';
import { proxyTo, type Proxy } from './support/proxy.js';
import { wholeChains } from './support/whole.js';

const server = sharedPostgres();

/** Long enough for a server that restarts on a busy machine. */
const patient: Partial<PostgresOptions> = { patienceMs: 60_000 };

/** Breaks every connection to a database, as a restart or a failover does. */
const breakConnections = (url: string): Promise<unknown> =>
  inDatabase(url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    ),
  );

interface Load {
  readonly answered: Set<string>;
  readonly refused: Set<string>;
  /** Resolves when at least so many more were answered. */
  readonly answers: (count: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Appends without pause, 16 at a time, until it is stopped. */
const load = (log: DecisionLog, name: string): Load => {
  const answered = new Set<string>();
  const refused = new Set<string>();
  const waiting = new Set<() => void>();
  let count = 0;
  let going = true;
  const submit = async (): Promise<void> => {
    while (going) {
      count += 1;
      const id = `${name}-${count}`;
      try {
        await log.append(makeEntry(count, { id }));
        answered.add(id);
        for (const look of waiting) look();
      } catch (cause) {
        assert.ok(cause instanceof NotRecordedError);
        refused.add(id);
      }
    }
  };
  const submitters = Array.from({ length: 16 }, submit);
  return {
    answered,
    refused,
    answers: (more) =>
      new Promise((resolve) => {
        const enough = answered.size + more;
        const look = (): void => {
          if (answered.size < enough) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      }),
    stop: async () => {
      going = false;
      await Promise.all(submitters);
    },
  };
};

const sameIds = (found: ReadonlySet<string>, expected: ReadonlySet<string>): void => {
  assert.deepEqual([...found].sort(), [...expected].sort());
};

describe('a connection to PostgreSQL that is lost', () => {
  it('under load, again and again, loses and doubles nothing', async (context) => {
    const url = await (await server).makeDatabase();
    const logs = [(await openAt(context, url, patient)).log, (await openAt(context, url, patient)).log];
    const loads = logs.map((log, replica) => load(log, `replica-${replica}`));
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(loads.map(({ answers }) => answers(50)));
      await breakConnections(url);
    }
    await Promise.all(loads.map(({ answers }) => answers(50)));
    await Promise.all(loads.map(({ stop }) => stop()));
    sameIds(
      await wholeChains(logs[0] ?? assert.fail()),
      new Set(loads.flatMap(({ answered }) => [...answered])),
    );
    assert.deepEqual(
      loads.map(({ refused }) => refused.size),
      [0, 0],
    );
  });

  it('in a restart of the server loses and doubles nothing', async (context) => {
    const postgres = await server;
    const url = await postgres.makeDatabase();
    const { log } = await openAt(context, url, patient);
    const { answered, refused, answers, stop } = load(log, 'record');
    for (let round = 0; round < 2; round += 1) {
      await answers(50);
      await postgres.stop();
      await postgres.start();
    }
    await answers(50);
    await stop();
    assert.equal(refused.size, 0);
    sameIds(await wholeChains(log), answered);
    assert.equal((await log.health()).problem, null);
  });

  it('for longer than records wait refuses them, says so, and recovers by itself', async (context) => {
    const postgres = await server;
    const url = await postgres.makeDatabase();
    const { log, reports } = await openAt(context, url, { patienceMs: 50 });
    await log.append(makeEntry(1));
    await postgres.stop();
    // What is sent before the loss is noticed is no refusal: its outcome is not known until the server is back.
    while ((await log.health()).writable) await setImmediate();
    await assert.rejects(log.append(makeEntry(2)), { name: 'NotRecordedError', code: 'not-recorded' });
    await assert.rejects(log.append(makeEntry(3)), { name: 'NotRecordedError', code: 'not-recorded' });
    const { writable, problem } = await log.health();
    assert.equal(writable, false);
    assert.ok(problem !== null && problem !== '');
    await postgres.start();
    while (!(await log.health()).writable) await setImmediate();
    await log.append(makeEntry(4));
    sameIds(await wholeChains(log), new Set(['decision-1', 'decision-4']));
    assert.deepEqual(
      reports.map(({ code }) => code),
      ['write-failed', 'write-recovered'],
    );
  });
});

describe('an answer of PostgreSQL that does not come', () => {
  const behindProxy = async (
    context: TestContext,
  ): Promise<{ readonly url: string; readonly proxy: Proxy; readonly log: DecisionLog }> => {
    const url = await (await server).makeDatabase();
    const proxy = await proxyTo(context, url);
    const { log } = await openAt(context, proxy.url, { ...patient, readers: 1 });
    await log.append(makeEntry(1));
    return { url, proxy, log };
  };

  it('after the commit leaves the record there once', async (context) => {
    const { proxy, log } = await behindProxy(context);
    proxy.drop('answers');
    const second = log.append(makeEntry(2));
    await proxy.dropped();
    proxy.cut();
    assert.equal((await second).sequence, 2);
    assert.equal((await log.get('decision-2'))?.hash, (await second).hash);
    sameIds(await wholeChains(log), new Set(['decision-1', 'decision-2']));
  });

  it('before the commit has the record made again', async (context) => {
    const { proxy, log } = await behindProxy(context);
    proxy.drop('requests');
    const second = log.append(makeEntry(2));
    await proxy.dropped();
    proxy.cut();
    assert.equal((await second).sequence, 2);
    sameIds(await wholeChains(log), new Set(['decision-1', 'decision-2']));
  });

  it('is in doubt where the server does not come back for longer than records wait', async (context) => {
    const url = await (await server).makeDatabase();
    const proxy = await proxyTo(context, url);
    const { log } = await openAt(context, proxy.url, { patienceMs: 50 });
    await log.append(makeEntry(1));
    proxy.drop('answers');
    // Of the kind of the first: only the group itself is sent.
    const second = log.append(makeEntry(1, { id: 'decision-2' }));
    await proxy.dropped();
    // No connection is let through from here on.
    proxy.refuse();
    await assert.rejects(second, { name: 'NotRecordedError', code: 'in-doubt' });
  });

  it('while the server still works at it ends that work before anything else is done', async (context) => {
    const { url, proxy, log } = await behindProxy(context);
    const { second } = await inDatabase(url, async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE clausebook.record IN EXCLUSIVE MODE');
      const second = log.append(makeEntry(2));
      // The lock is waited for: the server has the group, and would commit it as soon as it can.
      const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'clausebook.record'::regclass`;
      while ((await client.query(waiting)).rowCount === 0);
      proxy.cut({ ghosts: true });
      // Its connection is ended by the session that follows it.
      while ((await client.query(waiting)).rowCount !== 0);
      await client.query('COMMIT');
      return { second };
    });
    assert.equal((await second).sequence, 2);
    sameIds(await wholeChains(log), new Set(['decision-1', 'decision-2']));
  });

  it('is found in the chain that another has taken over since', async (context) => {
    const { url, proxy, log } = await behindProxy(context);
    proxy.drop('answers');
    const second = log.append(makeEntry(2));
    await proxy.dropped();
    await breakConnections(url);
    const { log: other } = await openAt(context, url);
    const third = await other.append(makeEntry(3));
    proxy.cut();
    assert.equal((await second).sequence, 2);
    await log.append(makeEntry(4));
    const chains = new Set([(await second).chain, third.chain]);
    assert.ok(chains.size <= 2);
    sameIds(await wholeChains(log), new Set([1, 2, 3, 4].map((n) => `decision-${n}`)));
  });
});

describe('a chain in PostgreSQL that is not as it was left', () => {
  it('is not written to where records that were acknowledged are gone', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url, patient);
    const first = await log.append(makeEntry(1));
    await log.append(makeEntry(2));
    await inDatabase(url, async (client) => {
      await client.query(`DELETE FROM clausebook.record WHERE id = 'decision-2'`);
      await client.query('UPDATE clausebook.chain SET sequence = 1, hash = $1', [first.hash]);
    });
    await assert.rejects(log.append(makeEntry(3)), { name: 'NotRecordedError' });
    await assert.rejects(log.append(makeEntry(4)), { name: 'NotRecordedError' });
    // A machine that is slow takes longer to connect again than records wait.
    while ((await log.health()).problem === 'The connection was lost.') await setTimeout(20);
    assert.match((await log.health()).problem ?? '', /record 2 was acknowledged/);
  });

  it('refuses at once where acknowledged records are gone, however long records may wait', async (context) => {
    const url = await (await server).makeDatabase();
    // Who waited would wait for a day, and this test with it.
    const { log } = await openAt(context, url, { patienceMs: 86_400_000 });
    const first = await log.append(makeEntry(1));
    await log.append(makeEntry(2));
    await inDatabase(url, async (client) => {
      await client.query(`DELETE FROM clausebook.record WHERE id = 'decision-2'`);
      await client.query('UPDATE clausebook.chain SET sequence = 1, hash = $1', [first.hash]);
    });
    const refusal = { name: 'NotRecordedError' };
    await assert.rejects(log.append(makeEntry(3)), refusal);
    await assert.rejects(log.append(makeEntry(4)), refusal);
  });

  it('is gone on with where another wrote to it', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    await log.append(makeEntry(1));
    await inDatabase(url, (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1`,
      ),
    );
    const { log: other } = await openAt(context, url);
    await other.append(makeEntry(2));
    await log.append(makeEntry(3));
    sameIds(await wholeChains(log), new Set([1, 2, 3].map((n) => `decision-${n}`)));
  });

  it('fails what is copied out of it, and the next copy has a connection of its own', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    for (const n of [1, 2, 3]) await log.append(makeEntry(n));
    const proxy = await proxyTo(context, url);
    const source = await openPostgresToRead(proxy.url);
    context.after(source.close);
    await inDatabase(url, async (client) => {
      await client.query('BEGIN; LOCK TABLE clausebook.record IN ACCESS EXCLUSIVE MODE');
      const lost = assert.rejects(source.linesJoined(1, 0, 3, 3));
      // It waits for the table until it is cut off. A transaction sees what others do as it first saw it, if it does not ask anew.
      for (let waiting = 0; waiting === 0;) {
        await client.query('SELECT pg_stat_clear_snapshot()');
        const { rowCount } = await client.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'COPY%'`,
        );
        waiting = rowCount ?? 0;
      }
      proxy.cut();
      await lost;
    });
    assert.equal((await source.linesJoined(1, 0, 3, 3))?.count, 3);
  });
});
