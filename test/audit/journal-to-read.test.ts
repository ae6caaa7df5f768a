import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openJournalToRead } from '../../src/audit/store/journal/journal-to-read.js';
import { verifyChain } from '../../src/audit/verify/verify-chain.js';
import { makeEntry, release, start } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

const now = (): number => start;
const segment = { bytes: 1e6, records: 4 };

describe('a journal that is read while another writes it', () => {
  it('is as it was when it was opened, and can not be written', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory, { segment });
    for (let n = 1; n <= 6; n += 1) await log.append(makeEntry(n, { subject: `subject ${n}` }));
    const reading = await openJournalToRead({ directory, now });
    await log.append(makeEntry(7));

    assert.equal((await reading.get('decision-5'))?.body.id, 'decision-5');
    assert.equal(await reading.get('decision-7'), undefined);
    const page = await reading.search({ limit: 10, subject: 'subject 2' });
    assert.ok('items' in page);
    assert.deepEqual(
      page.items.map(({ body }) => body.id),
      ['decision-2'],
    );
    assert.equal((await verifyChain(reading)).code, 'whole');
    assert.deepEqual(await reading.release(release.identity.digest), release);
    assert.deepEqual(
      (await reading.heads()).map(({ sequence }) => sequence),
      [6],
    );
    for (const write of [
      reading.append(makeEntry(8)),
      reading.appendTogether([makeEntry(8)]),
      reading.keepRelease(release),
    ])
      await assert.rejects(write, { code: 'not-recorded' });
    assert.equal((await reading.health()).writable, false);
    await reading.close();
    await log.append(makeEntry(8));
  });

  it('leaves out a record whose writing is under way, and leaves it alone', async (context) => {
    const directory = await makeFolder(context);
    const { log } = await openIn(context, directory, { segment });
    for (let n = 1; n <= 3; n += 1) await log.append(makeEntry(n));
    const path = join(directory, 'journal/000000000001.jsonl');
    await appendFile(path, '{"body":{"cites":["1.1"],"deci');
    const { size } = await stat(path);
    const files = await readdir(join(directory, 'journal'));
    const reading = await openJournalToRead({ directory, now });
    assert.equal((await reading.health()).records, 3);
    assert.equal((await verifyChain(reading)).code, 'whole');
    assert.equal((await stat(path)).size, size);
    assert.deepEqual(await readdir(join(directory, 'journal')), files);
    assert.match(await readFile(join(directory, 'lock'), 'utf8'), /"pid"/);
  });

  it('makes no data directory where there is none', async (context) => {
    const directory = await makeFolder(context);
    await rm(directory, { recursive: true });
    await assert.rejects(openJournalToRead({ directory, now }), { code: 'directory-unusable' });
    await assert.rejects(stat(directory), { code: 'ENOENT' });
  });
});
