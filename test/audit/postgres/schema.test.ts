import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import pg from 'pg';
import { configOf } from '../../../src/audit/store/postgres/connection.js';
import { openPostgresLog } from '../../../src/audit/store/postgres/postgres-log.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';
import { makeEntry, start } from '../support/entries.js';
import { openAt } from './support/open.js';
import { wholeChains } from './support/whole.js';

const server = sharedPostgres();
const open = (url: string) => openPostgresLog({ url, now: () => start, report: () => undefined });

describe('the schema in PostgreSQL', () => {
  it('is made once by many who start at the same moment, each with a chain of its own', async (context) => {
    const url = await (await server).makeDatabase();
    const opened = await Promise.allSettled(Array.from({ length: 6 }, () => openAt(context, url)));
    const chains = opened.map(async (each, n) => {
      assert.ok(each.status === 'fulfilled');
      return (await each.value.log.append(makeEntry(n))).chain;
    });
    assert.equal(new Set(await Promise.all(chains)).size, 6);
    const { rows } = await inDatabase(url, (client) =>
      client.query('SELECT version FROM clausebook.applied_migration'),
    );
    assert.deepEqual(rows, [{ version: 1 }, { version: 2 }, { version: 3 }]);
  });

  it('is refused where a later version of Clausebook changed it', async () => {
    const url = await (await server).makeDatabase();
    await (await open(url)).close();
    await inDatabase(url, (client) =>
      client.query(
        `INSERT INTO clausebook.applied_migration (version, name, digest)
         SELECT max(version) + 1, 'of tomorrow', 'sha256:00' FROM clausebook.applied_migration`,
      ),
    );
    await assert.rejects(open(url), { name: 'SchemaError', code: 'schema-newer', version: 4 });
  });

  it('is refused where a migration was applied with another text', async () => {
    const url = await (await server).makeDatabase();
    await (await open(url)).close();
    await inDatabase(url, (client) =>
      client.query(`UPDATE clausebook.applied_migration SET digest = 'sha256:00' WHERE version = 1`),
    );
    await assert.rejects(open(url), { name: 'SchemaError', code: 'schema-changed', version: 1 });
  });

  it('works alike in a database that is set to another isolation and another way to write dates', async (context) => {
    const url = await (await server).makeDatabase();
    const name = new URL(url).pathname.slice(1);
    await inDatabase(url, async (client) => {
      await client.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`);
      await client.query(`ALTER DATABASE ${name} SET DateStyle = 'German'`);
    });
    const connection = new pg.Client(configOf(url, 60_000));
    await connection.connect();
    const settingOf = async (setting: string): Promise<unknown> =>
      (await connection.query<{ readonly value: string }>('SELECT current_setting($1) AS value', [setting]))
        .rows[0]?.value;
    try {
      assert.equal(await settingOf('default_transaction_isolation'), 'read committed');
      assert.match(String(await settingOf('DateStyle')), /^ISO/);
    } finally {
      await connection.end();
    }
    const { log } = await openAt(context, url);
    for (const n of [1, 2]) await log.append(makeEntry(n, { subject: 'anna' }));
    const erasure = { id: 'erasure-1', at: start, by: 'a person', reason: 'asked for', subject: 'anna' };
    assert.equal((await log.erase(erasure)).records, 2);
    assert.deepEqual((await log.get('decision-1'))?.open, {});
  });

  it('says which database can’t be used, and never its password', async () => {
    const url = new URL(await (await server).makeDatabase());
    url.password = 'of-nobody';
    await assert.rejects(open(url.href), (cause: unknown) => {
      assert.ok(cause instanceof Error && cause.name === 'DatabaseUnusableError');
      assert.ok(cause.message.includes(url.pathname));
      assert.ok(!cause.message.includes('of-nobody'));
      return true;
    });
  });

  it('has a partition for each month of records, made ahead or when they come', async (context) => {
    const url = await (await server).makeDatabase();
    const { log: one } = await openAt(context, url);
    const { log: other } = await openAt(context, url);
    const months = ['2030-02-28T23:59:59.999Z', '2030-03-01T00:00:00.000Z', '2031-12-31T23:59:59.999Z'];
    const decidedAt = months.map((each) => Date.parse(each));
    await Promise.all(
      [one, other].flatMap((log, writer) =>
        decidedAt.map((at, n) => log.append(makeEntry(n, { id: `${writer}-${n}`, decidedAt: at }))),
      ),
    );
    const { rows } = await inDatabase(url, (client) =>
      client.query<{ readonly part: string; readonly records: number }>(
        `SELECT relname AS part, count(*)::integer AS records
         FROM clausebook.record JOIN pg_class ON pg_class.oid = record.tableoid GROUP BY 1 ORDER BY 1`,
      ),
    );
    assert.deepEqual(rows, [
      { part: 'record_2030_02', records: 2 },
      { part: 'record_2030_03', records: 2 },
      { part: 'record_2031_12', records: 2 },
    ]);
    const { rows: ahead } = await inDatabase(url, (client) =>
      client.query(`SELECT to_regclass('clausebook.citation_2032_01') IS NOT NULL AS "isMade"`),
    );
    assert.deepEqual(ahead, [{ isMade: true }]);
    assert.equal((await wholeChains(one)).size, 6);
  });
});
