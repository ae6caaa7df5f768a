import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noDigest, sha256 } from '../../../src/language/canonical.js';
import type { Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import { openPostgresSource } from '../../../src/audit/store/postgres/source.js';
import { verifyLog } from '../../../src/audit/verify/verify-log.js';
import { KeyInUseError } from '../../../src/audit/store/failures.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';
import { makeEntry, minuteMs, release, start } from '../support/entries.js';
import { openAt } from './support/open.js';
import { wholeChains } from './support/whole.js';

const server = sharedPostgres();
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place + 1);

describe('several replicas on one PostgreSQL', () => {
  it('see each other’s records and releases, each writing a chain of its own', async (context) => {
    const url = await (await server).makeDatabase();
    const { log: one } = await openAt(context, url);
    const { log: other } = await openAt(context, url);
    for (const n of range(6)) await (n % 2 === 0 ? one : other).append(makeEntry(n, { subject: 'anna' }));
    const page = await one.search({ subject: 'anna', limit: 4 });
    assert.ok('items' in page);
    assert.deepEqual(
      page.items.map(({ body }) => body.id),
      [6, 5, 4, 3].map((n) => `decision-${n}`),
    );
    const rest = await other.search({ subject: 'anna', limit: 4, cursor: page.next ?? '' });
    assert.ok('items' in rest);
    assert.deepEqual(
      rest.items.map(({ body }) => body.id),
      ['decision-2', 'decision-1'],
    );
    assert.equal((await one.get('decision-5'))?.body.id, 'decision-5');
    assert.deepEqual(await other.release(release.identity.digest), release);
    const heads = await one.heads();
    assert.deepEqual(
      heads.map(({ sequence }) => sequence),
      [3, 3],
    );
    assert.deepEqual(await other.heads(), heads);
    assert.equal((await other.health()).records, 6);
    assert.equal((await wholeChains(other)).size, 6);
  });

  it('page through what several conditions and times find together', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    for (const n of range(12)) await log.append(makeEntry(n, { subject: n % 4 === 0 ? 'anna' : 'ben' }));
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await log.search({
        subject: 'ben',
        clause: '2.4',
        outcome: 'on-time',
        from: start + 3 * minuteMs,
        to: start + 12 * minuteMs,
        limit: 1,
        ...(cursor === null ? {} : { cursor }),
      });
      assert.ok('items' in page);
      found.push(...page.items.map(({ body }) => body.id));
      cursor = page.next;
    } while (cursor !== null);
    assert.deepEqual(found, ['decision-9', 'decision-3']);
  });

  it('make one record of two requests under one key at the same moment', async (context) => {
    const url = await (await server).makeDatabase();
    const logs = [(await openAt(context, url)).log, (await openAt(context, url)).log];
    for (const n of range(10)) {
      const once = { key: sha256(`key ${n}`), request: sha256('request') };
      const results = await Promise.allSettled(
        logs.map((log, replica) => log.append(makeEntry(n, { id: `${n}-${replica}`, once }))),
      );
      const refused = results.filter((each) => each.status === 'rejected');
      assert.equal(refused.length, 1);
      assert.ok(refused[0]?.reason instanceof KeyInUseError);
      const [made] = results.filter((each) => each.status === 'fulfilled');
      for (const log of logs) {
        const found = await log.once(once.key);
        assert.deepEqual(
          found.map(({ hash }) => hash),
          [made?.value.hash],
        );
      }
    }
    assert.equal((await wholeChains(logs[0] ?? assert.fail())).size, 10);
  });

  it('refuse an id that another has recorded, and nothing else of the same group', async (context) => {
    const url = await (await server).makeDatabase();
    const { log: one } = await openAt(context, url);
    const { log: other } = await openAt(context, url);
    await one.append(makeEntry(3));
    const results = await Promise.allSettled([
      other.append(makeEntry(1)),
      other.appendTogether([makeEntry(2), makeEntry(3), makeEntry(4)]),
      other.append(makeEntry(5)),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual([...(await wholeChains(one))].sort(), ['decision-1', 'decision-3', 'decision-5']);
  });

  it('take up a chain that was let go of, rather than begin another', async (context) => {
    const url = await (await server).makeDatabase();
    const { log: first } = await openAt(context, url);
    await first.append(makeEntry(1));
    await first.close();
    const { log: second } = await openAt(context, url);
    assert.equal((await second.append(makeEntry(2))).sequence, 2);
    assert.equal((await second.heads()).length, 1);
  });

  it('keep one chain of checkpoints', async (context) => {
    const url = await (await server).makeDatabase();
    const { log: one } = await openAt(context, url);
    const { log: other } = await openAt(context, url);
    await one.append(makeEntry(1));
    const checkpoint = async (at: number): Promise<Checkpoint> => ({
      format: 1,
      at: new Date(at).toISOString(),
      heads: await one.heads(),
      previous: noDigest,
      key: sha256('signing key'),
      signature: 'c2lnbmF0dXJl',
    });
    await one.keepCheckpoint(await checkpoint(1));
    await assert.rejects(other.keepCheckpoint(await checkpoint(2)), { name: 'NotRecordedError' });
    assert.deepEqual(await other.checkpoints(), [await checkpoint(1)]);
  });

  it('find a record that was altered', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    await log.append(makeEntry(1));
    await inDatabase(url, (client) =>
      client.query(`UPDATE clausebook.record SET line = replace(line, '"on-time"', '"late"')`),
    );
    await assert.rejects(log.get('decision-1'), { name: 'BrokenChainError', code: 'broken-chain' });
    const page = await log.search({ limit: 1 });
    assert.ok('items' in page);
    assert.deepEqual([page.items.length, page.altered?.length], [0, 1]);
  });

  it('are told by an audit where a record stands under another outcome or subject than it says', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url);
    for (const n of range(3)) await log.append(makeEntry(n, { subject: `subject ${n}` }));
    const audit = async (): Promise<readonly unknown[]> => {
      const { findings } = await verifyLog(await openPostgresSource(url), { keys: [] });
      return findings.flatMap((finding) => ('columns' in finding ? [finding.id, finding.columns] : []));
    };
    assert.deepEqual(await audit(), []);
    await inDatabase(url, (client) =>
      client.query(
        `UPDATE clausebook.record SET (kind, subject) = (SELECT kind, subject FROM clausebook.record WHERE id = 'decision-1')
         WHERE id = 'decision-2'`,
      ),
    );
    assert.deepEqual(await audit(), ['decision-2', ['kind', 'subject']]);
  });

  it('take no more than may wait, and keep what they took', async (context) => {
    const url = await (await server).makeDatabase();
    const { log } = await openAt(context, url, { maxWaiting: 4 });
    await inDatabase(url, async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE clausebook.record IN EXCLUSIVE MODE');
      const first = log.append(makeEntry(1));
      // The first is on its way to the server when the others come.
      const waited = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'clausebook.record'::regclass`;
      while ((await client.query(waited)).rowCount === 0);
      const waiting = [2, 3, 4].map((n) => log.append(makeEntry(n)));
      assert.equal((await log.health()).waiting, 4);
      await assert.rejects(log.append(makeEntry(5)), { name: 'NotRecordedError', code: 'overloaded' });
      await client.query('COMMIT');
      await Promise.all([first, ...waiting]);
    });
    assert.deepEqual(
      [...(await wholeChains(log))].sort(),
      range(4).map((n) => `decision-${n}`),
    );
  });
});
