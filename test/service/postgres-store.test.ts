import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it, type TestContext } from 'node:test';
import { startService, type Service } from '../../src/clausebook.js';
import { StartError } from '../../src/start-error.js';
import { sharedPostgres } from '../support/postgres.js';

const server = sharedPostgres();

const startOn = async (context: TestContext, store: string): Promise<Service & { readonly data: string }> => {
  const data = await mkdtemp(join(tmpdir(), 'clausebook-replica-'));
  context.after(() => rm(data, { recursive: true }));
  const service = await startService({
    editionsDirectory: fileURLToPath(new URL('../../rules', import.meta.url)),
    dataDirectory: data,
    store,
  });
  context.after(() => service.close());
  return { ...service, data };
};

describe('two replicas of the service on one PostgreSQL', () => {
  it('read each other’s decisions, and keep no records in their data directories', async (context) => {
    const url = await (await server).makeDatabase();
    const one = await startOn(context, url);
    const other = await startOn(context, url);
    const { decision, ...request } = one.example ?? assert.fail('No edition has an example.');
    const decided = await fetch(`${one.url}/decide/${decision}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    assert.equal(decided.status, 200);
    const { id, outcome } = (await decided.json()) as { readonly id: string; readonly outcome: string }; // as the service answers
    const read = await fetch(`${other.url}/decisions/${id}`);
    assert.equal(read.status, 200);
    assert.equal(((await read.json()) as { readonly outcome: string }).outcome, outcome); // the same form
    assert.equal((await fetch(`${other.url}/readyz`)).status, 200);
    assert.ok(!(await readdir(one.data)).includes('log.db'));
  });

  it('say in one line why they cannot start where the database can’t be used', async (context) => {
    const url = new URL(await (await server).makeDatabase());
    url.pathname = '/there-is-none';
    await assert.rejects(startOn(context, url.href), (cause: unknown) => {
      assert.ok(cause instanceof StartError);
      assert.match(cause.message, /^database-unusable: [^\n]*there-is-none[^\n]*$/);
      return true;
    });
  });
});
