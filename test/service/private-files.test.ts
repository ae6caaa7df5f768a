import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startService } from '../../src/clausebook.js';

const productEditions = new URL('../../rules', import.meta.url).pathname;

/** Every file and folder of a directory, with what others than its owner may do. */
const openToOthers = async (directory: string): Promise<readonly string[]> => {
  const names = ['.', ...(await readdir(directory, { recursive: true }))];
  const found: string[] = [];
  for (const name of names) {
    const { mode } = await stat(join(directory, name));
    if ((mode & 0o077) !== 0) found.push(`${name} ${(mode & 0o777).toString(8)}`);
  }
  return found;
};

test('What a service keeps can be read by its owner alone', async (t) => {
  const parent = await mkdtemp(join(tmpdir(), 'service-'));
  t.after(() => rm(parent, { recursive: true, force: true }));
  const dataDirectory = join(parent, 'data');
  const service = await startService({ editionsDirectory: productEditions, dataDirectory });
  t.after(() => service.close());
  const { example } = service;
  assert.ok(example);
  const answer = await fetch(`${service.url}/decide/${example.decision}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ asOf: example.asOf, facts: example.facts, subject: 'customer-7' }),
  });
  assert.equal(answer.status, 200);
  const draft = await fetch(`${service.url}/book-data/drafts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Another fee', digest: service.editions[0]?.digest }),
  });
  assert.ok(draft.status < 300, await draft.text());
  const made = (await readdir(dataDirectory, { recursive: true })).sort();
  for (const name of ['log.db', 'log.db-wal', 'log.db-shm', 'lock.db'])
    assert.ok(made.includes(name), `${name} among ${made.join(', ')}`);
  assert.ok(made.some((name) => name.startsWith('drafts/')));
  assert.deepEqual(await openToOthers(dataDirectory), []);
  await service.close();
  assert.deepEqual(await openToOthers(dataDirectory), []);
});
