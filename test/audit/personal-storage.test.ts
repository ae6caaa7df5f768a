import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { openMetadata } from '../../src/audit/record/metadata.js';
import { closedBy, openFacts } from '../../src/audit/record/opening.js';
import { makePersonalKey, unseal, type PersonalStorage } from '../../src/audit/record/personal-storage.js';
import { verifyChain } from './support/verify-chain.js';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { makeEntry, release, start } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

const key = makePersonalKey(Buffer.alloc(32, 7));
const other = makePersonalKey(Buffer.alloc(32, 8));

const filled = async (personal: PersonalStorage): Promise<DecisionLog> => {
  const log = makeMemoryLog({ now: () => start, personal });
  await log.keepRelease(release);
  for (const n of [1, 2, 3]) await log.append(makeEntry(n, { subject: n === 2 ? 'anna' : 'ben' }));
  return log;
};

const textOf = async (log: DecisionLog): Promise<string> => {
  let all = '';
  for await (const { text } of log.lines()) all += text;
  return all;
};

describe('encrypted personal values', () => {
  it('stand nowhere in the log in clear, and open with the key alone', async () => {
    const log = await filled({ mode: 'encrypted', key });
    const text = await textOf(log);
    for (const value of ['anna', 'ben', 'for neighbour']) assert.ok(!text.includes(value), value);
    const record = await log.get('decision-2');
    assert.ok(record !== undefined);
    assert.equal(record.body.sealing, 'encrypted');
    const { facts } = makeEntry(2).inputs;
    assert.deepEqual(openFacts(record, key), { facts, subject: 'anna', missing: [] });
    for (const wrong of [undefined, other])
      assert.deepEqual(openFacts(record, wrong).missing, ['/facts/loan/note', '/subject']);
    assert.equal(closedBy(record, ['/facts/loan/note']), 'sealed');
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('are found by metadata that is searched by, and that too opens with the key alone', async () => {
    const log = makeMemoryLog({ now: () => start, personal: { mode: 'encrypted', key } });
    await log.keepRelease(release);
    const { inputs, ...entry } = makeEntry(1);
    const metadata = { order: 'A-17', note: 'by phone' };
    await log.append({ ...entry, inputs: { ...inputs, metadata, searchable: ['order'] } });
    assert.ok(!/A-17|by phone/.test(await textOf(log)));
    const page = await log.search({ metadata: { order: 'A-17' }, limit: 1 });
    const [record] = 'items' in page ? page.items : [];
    assert.ok(record !== undefined);
    assert.deepEqual(openMetadata(record, key), metadata);
    assert.equal(openMetadata(record), undefined);
    const { open } = record;
    assert.deepEqual(
      Object.keys(open).filter((pointer) => 'tag' in (open[pointer] ?? {})),
      ['/metadata/order'],
    );
    assert.equal((await verifyChain(log)).code, 'whole');
  });

  it('do not open in another place or record', async () => {
    const log = await filled({ mode: 'encrypted', key });
    const opening = (await log.get('decision-2'))?.open['/facts/loan/note'];
    assert.ok(opening !== undefined && 'sealed' in opening);
    const at = { id: 'decision-2', pointer: '/facts/loan/note', key };
    assert.equal(unseal(opening, at)?.value, 'for neighbour 2');
    assert.equal(unseal(opening, { ...at, id: 'decision-3' }), undefined);
    assert.equal(unseal(opening, { ...at, pointer: '/subject' }), undefined);
    assert.equal(unseal({ sealed: 'AAAA' }, at), undefined);
  });

  it('are found by subject and erased with the key, on disk too', async (context) => {
    const directory = await makeFolder(context);
    const options = { personal: { mode: 'encrypted', key }, random: randomBytes } as const;
    const { log } = await openIn(context, directory, options);
    for (const n of [1, 2, 3]) await log.append(makeEntry(n, { subject: n === 2 ? 'anna' : 'ben' }));
    const idsOf = async (from: DecisionLog, subject: string): Promise<readonly string[]> => {
      const page = await from.search({ subject, limit: 10 });
      return 'items' in page ? page.items.map(({ body }) => body.id) : [];
    };
    assert.deepEqual(await idsOf(log, 'ben'), ['decision-3', 'decision-1']);
    await log.close();
    const { log: without } = await openIn(context, directory);
    assert.deepEqual(await idsOf(without, 'ben'), []);
    await without.append(makeEntry(4, { subject: 'ben' }));
    await without.close();
    const { log: again } = await openIn(context, directory, options);
    assert.deepEqual(await idsOf(again, 'ben'), ['decision-4', 'decision-3', 'decision-1']);
    const erasure = { id: 'erasure-1', at: start, by: 'the officer', reason: 'asked for', subject: 'ben' };
    assert.equal((await again.erase(erasure)).records, 3);
    assert.deepEqual(await idsOf(again, 'ben'), []);
    assert.deepEqual(await idsOf(again, 'anna'), ['decision-2']);
    assert.equal((await verifyChain(again)).code, 'whole');
  });
});

describe('masked personal values', () => {
  it('are committed to and kept by nobody', async () => {
    const log = await filled({ mode: 'masked' });
    const text = await textOf(log);
    for (const value of ['anna', 'for neighbour']) assert.ok(!text.includes(value), value);
    const record = await log.get('decision-2');
    assert.ok(record !== undefined);
    assert.deepEqual(record.open, {});
    assert.equal(closedBy(record, openFacts(record, key).missing), 'masked');
    assert.equal((await verifyChain(log)).code, 'whole');
  });
});
