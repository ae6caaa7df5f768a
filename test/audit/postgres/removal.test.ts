import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { openFacts } from '../../../src/audit/record/opening.js';
import { makePersonalKey } from '../../../src/audit/record/personal-storage.js';
import { restorePostgres } from '../../../src/audit/store/postgres/restore.js';
import type { RestoreItem } from '../../../src/audit/store/sql/fill.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';
import { makeEntry, minuteMs, release, start } from '../support/entries.js';
import { makeFolder, openIn } from '../support/folder.js';
import { openAt } from './support/open.js';
import { wholeChains } from './support/whole.js';

const server = sharedPostgres();
const request = { at: start, by: 'the officer', reason: 'asked for' };

/** All that the tables of a database hold, as one text. */
const contentsOf = (url: string): Promise<string> =>
  inDatabase(url, async (client) => {
    const tables = await client.query<{ readonly name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'clausebook'`,
    );
    let all = '';
    for (const { name } of tables.rows)
      all += JSON.stringify((await client.query(`SELECT each::text FROM ${name} each`)).rows);
    return all;
  });

describe('removing from a database', () => {
  it('leaves erased and dropped values in no table', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    for (const n of [1, 2, 3, 4]) await log.append(makeEntry(n, { subject: n % 2 === 0 ? 'anna' : 'ben' }));
    const values = ['for neighbour 2', 'for neighbour 4'];
    for (const value of values) assert.ok((await contentsOf(url)).includes(value), value);
    await log.erase({ ...request, id: 'erasure-1', subject: 'anna' });
    for (const value of values) assert.ok(!(await contentsOf(url)).includes(value), value);
    assert.ok((await contentsOf(url)).includes('for neighbour 1'));
    await log.drop({ ...request, id: 'drop-1', before: start + 2 * minuteMs });
    assert.ok(!(await contentsOf(url)).includes('for neighbour 1'));
    assert.equal((await wholeChains(log)).size, 6);
  });

  it('is finished at the next start where it was cut short after its event', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    await log.append(makeEntry(1, { subject: 'anna' }));
    const kept = await inDatabase(url, (client) =>
      client.query<{ readonly line: string; readonly subject: Buffer }>(
        `SELECT line, subject FROM clausebook.record WHERE id = 'decision-1'`,
      ),
    );
    await log.erase({ ...request, id: 'erasure-1', subject: 'anna' });
    await log.close();
    // As it was between the event and the update of the record.
    await inDatabase(url, async (client) => {
      await client.query(`UPDATE clausebook.record SET line = $1, subject = $2 WHERE id = 'decision-1'`, [
        kept.rows[0]?.line,
        kept.rows[0]?.subject,
      ]);
      await client.query(`INSERT INTO clausebook.removal (event) VALUES ('erasure-1'), ('never-recorded')`);
    });
    assert.ok((await contentsOf(url)).includes('for neighbour 1'));
    const { log: again } = await openAt(context, url);
    assert.ok(!(await contentsOf(url)).includes('for neighbour 1'));
    assert.deepEqual((await again.get('decision-1'))?.open, {});
    assert.equal((await wholeChains(again)).size, 2);
  });

  it('finds encrypted records by their subject with the key, and erases them', async (context) => {
    const url = await (await server).makeDatabase();
    const key = makePersonalKey(randomBytes(32));
    const { log } = await openAt(context, url, { personal: { mode: 'encrypted', key } });
    for (const n of [1, 2]) await log.append(makeEntry(n, { subject: n === 1 ? 'anna' : 'ben' }));
    assert.ok(!(await contentsOf(url)).includes('for neighbour'));
    const found = await log.search({ subject: 'anna', decision: 'late', limit: 10 });
    assert.ok('items' in found);
    assert.deepEqual(
      found.items.map((record) => openFacts(record, key).subject),
      ['anna'],
    );
    const { log: keyless } = await openAt(context, url);
    assert.deepEqual(await keyless.search({ subject: 'anna', limit: 10 }), { items: [], next: null });
    assert.equal((await log.erase({ ...request, id: 'erasure-1', subject: 'anna' })).records, 1);
    assert.deepEqual((await log.get('decision-1'))?.open, {});
  });

  it('comes with a log that is restored from a journal', async (context) => {
    const { log: journal } = await openIn(context, await makeFolder(context));
    for (const n of [1, 2, 3]) await journal.append(makeEntry(n, { subject: 'anna' }));
    await journal.erase({ ...request, id: 'erasure-1', subject: 'anna' });
    await journal.drop({ ...request, id: 'drop-1', before: start + 2 * minuteMs });
    async function* items(): AsyncGenerator<RestoreItem> {
      yield { kind: 'release', release };
      for await (const { text } of journal.lines()) yield { kind: 'record', line: text };
    }
    const url = await (await server).makeDatabase();
    await restorePostgres(url)(items());
    const { log } = await openAt(context, url);
    const lines: string[] = [];
    for await (const { text } of log.lines()) lines.push(text);
    const before: string[] = [];
    for await (const { text } of journal.lines()) before.push(text);
    assert.deepEqual(lines, before);
    assert.equal((await log.dropped('decision-1'))?.dropped, 'drop-1');
    const page = await log.search({ limit: 10 });
    assert.ok('items' in page);
    assert.deepEqual(
      page.items.map(({ body }) => body.id),
      ['decision-3', 'decision-2'],
    );
    await assert.rejects(log.append(makeEntry(1)), { code: 'not-recorded' });
  });
});
