import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { makePersonalKey } from '../../../src/audit/record/personal-storage.js';
import { startService } from '../../../src/index.js';
import { call, lateReturn, libraryEditions, temporary } from '../support/call.js';

interface Recorded {
  readonly data: string;
  readonly key: string;
  readonly ids: readonly string[];
}

const facts = { ...lateReturn, member: { name: 'Ada Lovelace', card: 'valid' } };

/** Two decisions of one member each, as a service keeps them under that mode. */
const recorded = async (context: TestContext, mode: 'encrypted' | 'masked' | 'open'): Promise<Recorded> => {
  const folder = await temporary(context);
  const [data, key] = [join(folder, 'data'), join(folder, 'personal.key')];
  assert.equal((await call(['log', 'personal-key', key])).code, 0);
  const secret = Buffer.from((await readFile(key, 'utf8')).trim(), 'base64');
  const service = await startService({
    editionsDirectory: libraryEditions,
    dataDirectory: data,
    personal: { mode, key: makePersonalKey(secret) },
  });
  const ids: string[] = [];
  for (const subject of ['member-17', 'member-18']) {
    const response = await fetch(`${service.url}/decide/fee`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts, subject, metadata: { order: `A-${subject}` } }),
    });
    const { id } = (await response.json()) as { readonly id: string }; // as the service answers
    ids.push(id);
  }
  await service.close();
  return { data, key, ids };
};

const bytesOf = async (data: string): Promise<string> => {
  let all = '';
  for (const each of await readdir(data, { withFileTypes: true, recursive: true }))
    if (each.isFile()) all += await readFile(join(each.parentPath, each.name), 'latin1');
  return all;
};

const removal = ['--by', 'the officer', '--reason', 'asked for'];

describe('a log with encrypted values, by the command line', () => {
  it('reveals one decision with the key, and says so', async (context) => {
    const { data, key, ids } = await recorded(context, 'encrypted');
    assert.equal((await stat(key)).mode & 0o777, 0o600);
    assert.ok(!(await bytesOf(data)).includes('Lovelace'));
    const [id = ''] = ids;
    const closed = await call(['explain', id, '--data', data]);
    assert.equal(closed.code, 1);
    assert.match(closed.err, /sealed/);
    const revealed = await call(['explain', id, '--data', data, '--reveal', '--personal-key', key, '--json']);
    assert.equal(revealed.code, 0, revealed.err);
    const trace = JSON.parse(revealed.out) as { readonly subject: unknown; readonly revealed: unknown }; // as it was just printed
    assert.equal(trace.subject, 'member-17');
    assert.deepEqual(trace.revealed, {
      '/facts/member/name': 'Ada Lovelace',
      '/metadata/order': 'A-member-17',
      '/subject': 'member-17',
    });
    const words = await call(['explain', id, '--data', data, '--reveal', '--personal-key', key]);
    assert.match(words.out, /Personal values:\n {2}\/facts\/member\/name: "Ada Lovelace"\n/);
    assert.match(revealed.err, new RegExp(`personal values of decision \`${id}\` are shown`));
    assert.equal((await call(['explain', id, '--data', data, '--reveal'])).code, 2);
    const again = await call(['log', 'personal-key', key]);
    assert.equal(again.code, 3);
  });

  it('is replayed with the key, and counted without it', async (context) => {
    const { data, key } = await recorded(context, 'encrypted');
    assert.match((await call(['replay', '--data', data])).out, /2 cannot be replayed/);
    const replayed = await call(['replay', '--data', data, '--personal-key', key]);
    assert.equal(replayed.code, 0, replayed.err);
    assert.match(replayed.out, /compiled: 2 evaluated again/);
    assert.equal((await call(['verify', '--data', data])).code, 0);
  });

  it('is erased from where the key finds the subject', async (context) => {
    const { data, key } = await recorded(context, 'encrypted');
    const erase = ['erase', '--subject', 'member-17', ...removal, '--data', data];
    const closed = await call(erase);
    assert.equal(closed.code, 1);
    assert.match(closed.out, /Nothing to erase/);
    assert.match(closed.err, /unread: 2 records have an encrypted subject that could not be read/);
    const otherKey = join(data, '..', 'other.key');
    await call(['log', 'personal-key', otherKey]);
    assert.match((await call([...erase, '--personal-key', otherKey])).err, /unread: 2 records/);
    assert.match(
      (await call([...erase, '--personal-key', key])).out,
      /Erased the personal values of 1 record;/,
    );
    const verified = await call(['verify', '--data', data]);
    assert.equal(verified.code, 0, verified.err);
    assert.match(verified.out, /3 personal values erased/);
    assert.match(verified.out, /erasure of 1 record by the officer: asked for/);
  });
});

describe('an open log, by the command line', () => {
  it('loses the values of a subject, and the content of what is old', async (context) => {
    const { data, ids } = await recorded(context, 'open');
    assert.ok((await bytesOf(data)).includes('member-17'));
    const erased = await call(['erase', '--subject', 'member-17', ...removal, '--data', data]);
    assert.equal(erased.code, 0, erased.err);
    assert.ok(!(await bytesOf(data)).includes('member-17'));
    assert.ok((await bytesOf(data)).includes('member-18'));
    const drop = ['log', 'drop', ...removal, '--data', data, '--before'];
    assert.match((await call([...drop, '2020-01-01T00:00:00Z'])).out, /Nothing to drop/);
    const dropped = await call([...drop, '2999-01-01T00:00:00Z']);
    assert.match(dropped.out, /Dropped the content of 2 records;/);
    assert.ok(!(await bytesOf(data)).includes('Lovelace'));
    const explained = await call(['explain', ids[0] ?? '', '--data', data]);
    assert.equal(explained.code, 1);
    assert.match(explained.err, /dropped/);
    const verified = await call(['verify', '--data', data]);
    assert.equal(verified.code, 0, verified.err);
    assert.match((await call(['replay', '--data', data])).out, /2 lost their content by age/);
    assert.equal((await call([...drop, 'yesterday'])).code, 2);
    assert.equal((await call(['erase', '--subject', 'x', '--by', 'y', '--data', data])).code, 2);
  });

  it('is not made where there is none', async (context) => {
    const folder = join(await temporary(context), 'nothing');
    const erased = await call(['erase', '--subject', 'x', ...removal, '--data', folder]);
    assert.deepEqual([erased.code, /is no data directory/.test(erased.err)], [3, true]);
  });
});
