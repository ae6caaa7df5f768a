import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sha256 } from '../../../src/language/canonical.js';
import { openRegistryTable } from '../../../src/audit/store/postgres/registry-table.js';
import { checkEntries, signEntry } from '../../../src/audit/registry/registry-entry.js';
import { readVerifyingKeys } from '../../../src/audit/chain/signing-key.js';
import { openSigningKey, signingKeyFile } from '../../../src/audit/chain/signing-key-file.js';
import { startService } from '../../../src/clausebook.js';
import type { RegistryEntry } from '../../../src/edition/model/registry.js';
import { boatsUntil, digestIn, harbour } from '../../cli/support/boat-release.js';
import { temporary, writeEdition } from '../../cli/support/call.js';
import { inDatabase, sharedPostgres } from '../../support/postgres.js';

const server = sharedPostgres();

describe('the registry in PostgreSQL', () => {
  it('takes one of the entries that follow the same one, with the content of its release', async (context) => {
    const url = await (await server).makeDatabase();
    const key = await openSigningKey(await temporary(context));
    const registries = await Promise.all(Array.from({ length: 4 }, () => openRegistryTable(url)));
    context.after(() => Promise.all(registries.map((registry) => registry.close())));
    const [registry] = registries;
    assert.ok(registry !== undefined);
    assert.equal(await registry.version(), '0');
    const entryOf = (name: string, before: RegistryEntry | undefined): RegistryEntry => {
      const identity = { document: 'boat-hire', revision: '2026', digest: sha256(name) };
      const effectiveFrom = '2026-05-01T00:00:00.000Z';
      return signEntry(
        { kind: 'published', ...identity, effectiveFrom, author: 'Ann', reviewers: [], reason: name },
        { key, before, at: Date.now() },
      );
    };
    for (const round of [1, 2]) {
      const before = (await registry.entries()).at(-1);
      const outcomes = await Promise.all(
        registries.map((one, place) => {
          const entry = entryOf(`${round}/${place}`, before);
          return one.add(entry, { identity: entry, files: new Map([['contract.txt', entry.reason]]) });
        }),
      );
      assert.deepEqual(outcomes.sort(), ['added', 'changed', 'changed', 'changed']);
    }
    const entries = await registry.entries();
    assert.equal(entries.length, 2);
    assert.equal(checkEntries(entries, readVerifyingKeys(key.published.pem)), undefined);
    for (const { digest, reason } of entries)
      assert.equal((await registry.release(digest))?.files.get('contract.txt'), reason);
    const { rows } = await inDatabase(url, (client) =>
      client.query('SELECT count(*)::int AS count FROM clausebook.release'),
    );
    assert.deepEqual(rows, [{ count: 2 }]);
  });

  it('is served by every service on the database, without a restart', async (context) => {
    const url = await (await server).makeDatabase();
    const boats = await harbour(context);
    await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
    await openSigningKey(boats.data);
    const signing = ['--store', url, '--signing-key', signingKeyFile(boats.data)];
    const services = await Promise.all(
      [1, 2].map(() =>
        startService({
          ...{ editionsDirectory: `${boats.directory}/rules`, dataDirectory: null, store: url },
          signingKeyFile: signingKeyFile(boats.data),
        }),
      ),
    );
    context.after(() => Promise.all(services.map((service) => service.close())));
    const published = await boats.publish(boatsUntil(8), signing);
    assert.equal(published.code, 0, published.out + published.err);
    for (const service of services)
      while (service.editions[0]?.digest !== digestIn(published)) await wait(50);
  });
});
