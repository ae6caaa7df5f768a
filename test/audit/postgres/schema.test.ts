import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { canonical, sha256 } from '../../../src/language/canonical.js';
import { chainPlaceOf, isDecision, isStub } from '../../../src/audit/record/log-line.js';
import { parseLine } from '../../../src/audit/record/log-line-shape.js';
import type { Once } from '../../../src/audit/record/record.js';
import type { Query } from '../../../src/audit/store/query.js';
import { sourceOf } from '../../../src/audit/store/log-source.js';
import { configOf } from '../../../src/audit/store/postgres/connection.js';
import { migrate } from '../../../src/audit/store/postgres/migrate.js';
import { migrations } from '../../../src/audit/store/postgres/migrations/migrations.js';
import { openPostgresLog } from '../../../src/audit/store/postgres/postgres-log.js';
import { subjectKeyOf } from '../../../src/audit/store/sql/record/index-keys.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';
import { makeEntry, minuteMs, start } from '../support/entries.js';
import { makeFolder, openIn } from '../support/folder.js';
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
    assert.deepEqual(rows, [
      { version: 1 },
      { version: 2 },
      { version: 3 },
      { version: 4 },
      { version: 5 },
      { version: 6 },
      { version: 7 },
      { version: 8 },
    ]);
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
    await assert.rejects(open(url), { name: 'SchemaError', code: 'schema-newer', version: 9 });
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

  it('of an earlier version is brought to this one, with all that was recorded in it', async (context) => {
    const url = await (await server).makeDatabase();
    const client = new pg.Client(url);
    await client.connect();
    await migrate(
      client,
      migrations.filter(({ version }) => version < 4),
    );
    const once = { key: sha256('key'), request: sha256('request') };
    const lines = await earlierLines(context, once);
    for (const line of lines) await addEarlier(client, line);
    await client.end();
    const { log } = await openAt(context, url);
    assert.deepEqual([...(await wholeChains(log))], ['decision-1', 'decision-2', 'decision-3', 'drop-1']);
    const found = async (query: Partial<Query>): Promise<readonly string[]> => {
      const page = await log.search({ limit: 10, ...query });
      assert.ok('items' in page);
      return page.items.map(({ body }) => body.id);
    };
    assert.deepEqual(await found({}), ['decision-3', 'decision-2']);
    assert.deepEqual(await found({ subject: 'anna' }), ['decision-3', 'decision-2']);
    assert.deepEqual(await found({ outcome: 'late' }), ['decision-2']);
    assert.equal((await log.dropped('decision-1'))?.dropped, 'drop-1');
    assert.deepEqual(
      (await log.once(once.key)).map(({ body }) => body.id),
      ['decision-3'],
    );
    const audit = await verifyLog(sourceOf(log), { keys: [] });
    assert.deepEqual(
      audit.findings.filter(({ code }) => code !== 'release-altered'),
      [],
    );
    assert.equal((await log.append(makeEntry(4))).sequence, 1);
  });
});

/** Lines of a log: one that was dropped, two decisions, the event. */
const earlierLines = async (context: TestContext, once: Once): Promise<readonly string[]> => {
  const { log } = await openIn(context, await makeFolder(context));
  for (const n of [1, 2]) await log.append(makeEntry(n, { subject: 'anna' }));
  await log.append(makeEntry(3, { subject: 'anna', once }));
  await log.drop({ id: 'drop-1', at: start, by: 'a person', reason: 'old', before: start + 2 * minuteMs });
  const lines: string[] = [];
  for await (const { text } of log.lines()) lines.push(text);
  return lines;
};

/** Puts a line into the tables as version 3 did. */
const addEarlier = async (client: pg.Client, text: string): Promise<void> => {
  const line = parseLine(text);
  assert.ok(line !== undefined);
  const { id, sequence, hash } = chainPlaceOf(line);
  const at = isDecision(line) ? line.body.decidedAt : new Date(start).toISOString();
  const body = isStub(line) ? text : canonical(line.body);
  const { rows } = await client.query<{ readonly salt: string }>(
    'SELECT subject_salt AS salt FROM clausebook.log',
  );
  await client.query('SELECT clausebook.add_month($1)', [`${at.slice(0, 7)}-01`]);
  await client.query(
    `INSERT INTO clausebook.chain (name, sequence, hash) VALUES ('', $1, $2)
     ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
    [sequence, hash],
  );
  await client.query(
    `INSERT INTO clausebook.record (decided_at, sequence, chain, id, decision, outcome, clauses, rules, subject, hash, body, open)
     VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[at, sequence, id],
      ...(isDecision(line)
        ? [
            line.body.decision.decision,
            line.body.decision.outcome,
            line.body.cites,
            line.body.decision.standing,
          ]
        : ['', isStub(line) ? 'dropped' : 'event', [], []]),
      isDecision(line) ? subjectKeyOf(line, rows[0]?.salt ?? '') : null,
      ...[hash, body, isStub(line) ? '' : canonical(line.open)],
    ],
  );
  await client.query(
    'INSERT INTO clausebook.place (id, decided_at, sequence, chain) VALUES ($1, $2, $3, 1)',
    [id, at, sequence],
  );
  if (isDecision(line) && line.body.once !== undefined)
    await client.query('INSERT INTO clausebook.once (key, made_at, ids) VALUES ($1, $2, $3)', [
      line.body.once.key,
      at,
      [id],
    ]);
};
