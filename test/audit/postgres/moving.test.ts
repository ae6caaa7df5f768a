import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Release } from '../../../src/audit/store/decision-log.js';
import type { Entry } from '../../../src/audit/record/record.js';
import { digestOf } from '../../../src/edition/model/digest.js';
import { call } from '../../cli/support/call.js';
import { sharedPostgres } from '../../support/postgres.js';
import { makeEntry, release } from '../support/entries.js';
import { makeFolder, openIn } from '../support/folder.js';
import { openAt } from './support/open.js';

const server = sharedPostgres();

/** The release of the entries, under the digest that its files have. */
const digested: Release = {
  ...release,
  identity: { ...release.identity, digest: digestOf(release.files) },
};

const entry = (n: number): Entry => {
  const made = makeEntry(n, { subject: 'anna' });
  return { ...made, inputs: { ...made.inputs, edition: digested.identity } };
};

const fine = async (...argv: readonly string[]): Promise<string> => {
  const { code, out, err } = await call(argv);
  assert.equal(code, 0, err);
  return out;
};

describe('a log that moves between a database and a data directory', () => {
  it('keeps the chains of several replicas, each line as it was, and goes on', async (context) => {
    const database = await (await server).makeDatabase();
    const { log: one } = await openAt(context, database);
    const { log: other } = await openAt(context, database);
    await one.keepRelease(digested);
    await other.keepRelease(digested);
    for (const n of [1, 2, 3]) await one.append(entry(n));
    for (const n of [4, 5]) await other.append(entry(n));
    assert.match(await fine('verify', '--store', database), /^Read 5 records, 1 release/);

    const folder = await makeFolder(context);
    const file = join(folder, 'log.ndjson');
    const data = join(folder, 'data');
    await fine('log', 'export', '--store', database, '--output', file);
    await fine('log', 'import', file, '--data', data);
    assert.match(await fine('verify', '--data', data), /^Read 5 records, 1 release/);
    const { log: journal } = await openIn(context, data);
    assert.deepEqual(await journal.get('decision-5'), await other.get('decision-5'));
    await journal.append(entry(6));
    await journal.close();

    const again = join(folder, 'again.ndjson');
    const second = await (await server).makeDatabase();
    await fine('log', 'export', '--data', data, '--output', again);
    await fine('log', 'import', again, '--store', second);
    assert.match(await fine('verify', '--store', second), /^Read 6 records, 1 release/);
    const records = (text: string): readonly string[] =>
      text.split('\n').filter((line) => line.startsWith('{"record":'));
    const moved = records(await readFile(again, 'utf8'));
    for (const line of records(await readFile(file, 'utf8'))) assert.ok(moved.includes(line));

    // Drafts are none of a database: each service has its own in its data directory.
    await mkdir(join(data, 'drafts'));
    await writeFile(join(data, 'drafts', 'for-a.json'), '{"title":"As with anna"}');
    const erase = [
      'erase',
      '--subject',
      'anna',
      '--by',
      'officer',
      '--reason',
      'asked for',
      '--store',
      second,
    ];
    const told = await call([...erase, '--data', data]);
    assert.deepEqual([told.code, /Erased the personal values of 6 records/.test(told.out)], [1, true]);
    assert.match(told.err, /looked for in `.*data` alone[^]*stands in `for-a`/);
    assert.equal((await call([...erase, '--data', folder])).code, 0);
  });

  it('is refused by a database that is not there', async () => {
    const nowhere = 'postgres://nobody@127.0.0.1:1/nothing';
    for (const argv of [['verify'], ['replay'], ['log', 'export']])
      assert.equal((await call([...argv, '--store', nowhere])).code, 3, argv.join(' '));
    const imported = await call(['log', 'import', '-', '--store', nowhere], { input: '' });
    assert.equal(imported.code, 3);
  });
});
