import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openPositionsTable } from '../../../src/audit/store/postgres/positions-table.js';
import { startService } from '../../../src/clausebook.js';
import { startReceiver, until } from '../../service/events/receiver.js';
import { boatsUntil } from '../../cli/support/boat-release.js';
import { call, temporary, writeEdition } from '../../cli/support/call.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';

const server = sharedPostgres();

describe('positions in PostgreSQL', () => {
  it('are one process’s at a time, and another’s once it is silent or lets go', async (context) => {
    const url = await (await server).makeDatabase();
    const [one, other] = await Promise.all(['one', 'other'].map((owner) => openPositionsTable(url, owner)));
    assert.ok(one !== undefined && other !== undefined);
    context.after(() => Promise.all([one.close(), other.close()]));
    assert.deepEqual([await one.read('desk'), await one.take('desk')], [undefined, undefined]);
    await Promise.all([one, other].map((each) => each.begin('desk', () => Promise.resolve('first'))));
    assert.deepEqual([await one.take('desk'), await other.take('desk')], ['first', undefined]);
    assert.deepEqual([await one.keep('desk', 'second'), await other.keep('desk', 'third')], [true, false]);
    await other.release('desk');
    assert.deepEqual([await other.take('desk'), await other.read('desk')], [undefined, 'second']);
    await one.release('desk');
    assert.equal(await other.take('desk'), 'second');
    assert.equal(await one.keep('desk', 'third'), false);
    await inDatabase(url, (client) => client.query('UPDATE clausebook.position SET held_until = 1'));
    assert.equal(await one.take('desk'), 'second');
  });

  it('hold over the chains of several services, of which one tells', async (context) => {
    const url = await (await server).makeDatabase();
    const directory = await temporary(context);
    const secret = `whsec_${randomBytes(24).toString('base64')}`;
    const receiver = await startReceiver(secret, (_, nth) => ({ status: nth % 5 === 0 ? 500 : 200 }));
    context.after(receiver.close);
    await writeFile(join(directory, 'secret'), secret);
    const webhooksFile = join(directory, 'webhooks.yaml');
    await writeFile(webhooksFile, `webhooks: [{ name: desk, url: '${receiver.url}', secretFile: secret }]`);
    await writeEdition(directory, 'rules/boat-hire/2026', boatsUntil(9));
    const start = () =>
      startService({
        editionsDirectory: join(directory, 'rules'),
        dataDirectory: null,
        store: url,
        webhooksFile,
      });
    const services = [await start(), await start()];
    context.after(() => Promise.all(services.map((service) => service.close())));
    const decided: string[] = [];
    const decide = async (nth: number): Promise<void> => {
      const reply = await fetch(`${services[nth % 2]?.url}/decide/hire`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ asOf: '2026-06-01T00:00:00Z', facts: { wind: 3 }, subject: 'ann' }),
      });
      const { id } = (await reply.json()) as { id: string };
      decided.push(id);
    };
    for (let nth = 0; nth < 20; nth += 1) await decide(nth);
    const taken = () => [...new Set(receiver.taken.map(({ id }) => id))];
    await until(() => taken().length === 20);
    // One after the other they were decided, by turns in two chains: so they come.
    assert.deepEqual(taken(), decided);
    const chains = new Set(receiver.taken.map(({ body }) => /"chain":"[^"]*"/.exec(body)?.[0]));
    assert.equal(chains.size, 2);
    const cursor = await fetch(`${services[1]?.url}/events?cursor=beginning&follow=false`);
    assert.deepEqual(
      [...(await cursor.text()).matchAll(/"id":"([^"]*)","time"/g)].map(([, id]) => id),
      decided,
    );
    // Whoever told is gone: the other goes on.
    await services[0]?.close();
    await decide(1);
    await until(() => taken().length === 21);
    await services[1]?.close();
    const listed = await call(['webhooks', '--webhooks', webhooksFile, '--store', url]);
    assert.match(listed.out, /^desk {2}lag 0, waiting 0 {2}http/);
    assert.deepEqual(receiver.wrong, []);
  });
});
