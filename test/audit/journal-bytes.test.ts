import assert from 'node:assert/strict';
import { appendFile, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { readCatalogue } from '../../src/audit/store/journal/catalogue.js';
import { restoreJournal } from '../../src/audit/store/journal/restore.js';
import { openJournalSource } from '../../src/audit/store/journal/source.js';
import { verifyLog } from '../../src/audit/verify/verify-log.js';
import { makeEntry, start } from './support/entries.js';
import { makeFolder, openIn } from './support/folder.js';

const firstSegment = 'journal/000000000001.jsonl';

const written = async (context: TestContext): Promise<string> => {
  const directory = await makeFolder(context);
  const { log } = await openIn(context, directory, { segment: { bytes: 1e6, records: 2 } });
  for (let n = 1; n <= 3; n += 1) await log.append(makeEntry(n, { subject: `subject \ufffd ${n}` }));
  await log.close();
  return directory;
};

const malformed = async (directory: string): Promise<readonly string[]> =>
  (await verifyLog(await openJournalSource(directory), { keys: [] })).findings.flatMap((finding) =>
    finding.code === 'malformed' ? [finding.at] : [],
  );

describe('the bytes of a journal', () => {
  it('are not taken for the same text where they are no UTF-8', async (context) => {
    const directory = await written(context);
    const path = join(directory, firstSegment);
    const bytes = await readFile(path);
    bytes.set([0xf0, 0x90, 0x80], bytes.indexOf('\ufffd'));
    await writeFile(path, bytes);
    assert.deepEqual(await malformed(directory), [`${firstSegment}:1`]);
  });

  it('are all looked at in a closed segment, also after its last line end', async (context) => {
    const directory = await written(context);
    await appendFile(join(directory, 'journal/000000000003.jsonl'), 'a write under way');
    assert.deepEqual(await malformed(directory), []);
    await appendFile(join(directory, firstSegment), 'more');
    assert.deepEqual(await malformed(directory), [`${firstSegment}:3`]);
  });

  it('are left alone by an import where the journal alone was moved away', async (context) => {
    const directory = await written(context);
    await rename(join(directory, 'journal'), join(directory, 'kept'));
    const none = { async *[Symbol.asyncIterator]() {} };
    await assert.rejects(restoreJournal(directory, { now: () => start })(none), {
      name: 'StoreNotEmptyError',
    });
    assert.equal((await readdir(join(directory, 'releases'))).length, 1);
    assert.equal((await readCatalogue(directory))?.segments.length, 2);
  });
});
