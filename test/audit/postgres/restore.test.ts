import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restorePostgres } from '../../../src/audit/store/postgres/restore.js';
import type { RestoreItem } from '../../../src/audit/store/sql/fill.js';
import { sha256 } from '../../../src/language/canonical.js';
import { sharedPostgres } from '../../support/postgres.js';
import { makeEntry, minuteMs, release, start } from '../support/entries.js';
import { makeFolder, openIn } from '../support/folder.js';
import { openAt } from './support/open.js';
import { wholeChains } from './support/whole.js';

const server = sharedPostgres();

describe('a database that is filled from another store', () => {
  it('keeps every line as it was, finds them, and goes on with a chain of its own', async (context) => {
    const { log: journal } = await openIn(context, await makeFolder(context));
    for (const n of [1, 2, 3]) await journal.append(makeEntry(n, { subject: 'anna' }));
    async function* items(): AsyncGenerator<RestoreItem> {
      yield { kind: 'release', release };
      for await (const { text } of journal.lines()) yield { kind: 'record', line: text };
    }
    const url = await (await server).makeDatabase();
    await restorePostgres(url)(items());
    const { log } = await openAt(context, url);
    assert.deepEqual(await log.get('decision-2'), await journal.get('decision-2'));
    const page = await log.search({ subject: 'anna', limit: 10 });
    assert.equal('items' in page && page.items.length, 3);
    assert.deepEqual(await log.heads(), await journal.heads());
    assert.equal((await log.append(makeEntry(4))).sequence, 1);
    assert.equal((await wholeChains(log)).size, 4);
    await assert.rejects(restorePostgres(url)(items()), { name: 'StoreNotEmptyError' });
  });

  it('takes a key over whose records are many, and one that was used again when its life was over', async (context) => {
    const { log: journal } = await openIn(context, await makeFolder(context), {
      onceLifeMs: 0,
      now: () => start + 1000 * minuteMs,
    });
    const once = (name: string) => ({ key: sha256(name), request: sha256('the same request') });
    const together = { decidedAt: start, once: once('many') };
    const ids = Array.from({ length: 700 }, (_, n) => `together-${n}`);
    for (const n of [1, 2]) await journal.append(makeEntry(n, { once: once('again') }));
    await journal.appendTogether(ids.map((id, n) => makeEntry(n, { ...together, id })));
    await journal.append(makeEntry(3, { decidedAt: start + 9 * minuteMs, once: once('again') }));
    async function* items(): AsyncGenerator<RestoreItem> {
      yield { kind: 'release', release };
      for await (const { text } of journal.lines()) yield { kind: 'record', line: text };
    }
    const url = await (await server).makeDatabase();
    await restorePostgres(url)(items());
    const { log } = await openAt(context, url);
    const under = async (name: string) => (await log.once(sha256(name))).map(({ body }) => body.id);
    assert.deepEqual(await under('many'), ids);
    assert.deepEqual(await under('again'), ['decision-3']);
  });

  it('keeps nothing where reading fails', async (context) => {
    const url = await (await server).makeDatabase();
    const { log: journal } = await openIn(context, await makeFolder(context));
    await journal.append(makeEntry(1));
    async function* items(): AsyncGenerator<RestoreItem> {
      yield { kind: 'release', release };
      for await (const { text } of journal.lines()) yield { kind: 'record', line: text };
      throw new Error('The file ends here.');
    }
    await assert.rejects(restorePostgres(url)(items()), { message: 'The file ends here.' });
    const { log } = await openAt(context, url);
    assert.deepEqual(await log.heads(), []);
  });
});
