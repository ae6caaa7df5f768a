import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'node:test';
import { checkpointDigest, signCheckpoint, type Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import { readSigningKey, readVerifyingKeys } from '../../../src/audit/chain/signing-key.js';
import { tellReceipt } from '../../../src/audit/receipt/tell-receipt.js';
import { verifyReceipt } from '../../../src/audit/receipt/verify-receipt.js';
import type { Receipt } from '../../../src/audit/receipt/receipt.js';
import { openPostgresLog } from '../../../src/audit/store/postgres/postgres-log.js';
import { openSqliteLog } from '../../../src/audit/store/sqlite/sqlite-log.js';
import { startService, type Service } from '../../../src/clausebook.js';
import { openClausebook } from '../../../src/in-process.js';
import { boatsUntil } from '../../cli/support/boat-release.js';
import { call, temporary, writeEdition } from '../../cli/support/call.js';
import { until } from '../../service/events/receiver.js';
import { sharedPostgres } from '../../support/postgres.js';

const server = sharedPostgres();
const asked = { asOf: '2026-06-01T00:00:00Z', facts: { wind: 3 }, subject: 'ann' };

const idOf = (body: unknown): string => (body as { readonly id: string }).id; // of a recorded decision

const decide = async ({ url }: Pick<Service, 'url'>): Promise<string> => {
  const answer = await fetch(new URL('/decide/hire', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  return idOf(await answer.json());
};

const receiptAt = async ({ url }: Pick<Service, 'url'>, id: string) => {
  const answer = await fetch(new URL(`/decisions/${id}/receipt`, url));
  const text = await answer.text();
  return { status: answer.status, text, json: JSON.parse(text) as Receipt & { readonly code?: string } };
};

for (const name of ['SQLite', 'PostgreSQL'] as const)
  describe(`receipts and witnesses of a log that an earlier version signed (${name})`, () => {
    it('rest on the first checkpoint with a root, and witnesses have those of either format', async (context) => {
      const directory = await temporary(context);
      await writeEdition(directory, 'rules/boat-hire/2026', boatsUntil(9));
      const { privateKey } = generateKeyPairSync('ed25519');
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const signingKeyFile = join(directory, 'signing.pem');
      await writeFile(signingKeyFile, pem, { mode: 0o600 });
      const key = readSigningKey(pem);
      const url = name === 'SQLite' ? undefined : await (await server).makeDatabase();
      const data = join(directory, 'data');
      const store = url === undefined ? { dataDirectory: data } : { dataDirectory: null, store: url };
      const options = { editionsDirectory: join(directory, 'rules'), ...store };

      // What an earlier version left: records, and a checkpoint over them without a root.
      const library = await openClausebook(options);
      const ids = [
        idOf((await library.decide('hire', asked)).body),
        idOf((await library.decide('hire', asked)).body),
      ];
      await library.close();
      const around = { now: () => Date.now(), report: () => undefined };
      const log = await (url === undefined
        ? openSqliteLog({ ...around, directory: data })
        : openPostgresLog({ ...around, url }));
      const heads = await log.heads();
      const earlier = signCheckpoint({ heads }, { key, before: undefined, at: Date.now() });
      assert.equal(earlier.format, 1);
      await log.keepCheckpoint(earlier);
      await log.close();

      const kept = join(directory, 'kept.ndjson');
      const named = url === undefined ? ['--data', data] : ['--store', url];
      const early = await call(['receipt', ids[0] ?? '', ...named]);
      assert.deepEqual([early.code, early.out], [1, '']);
      assert.match(early.err, /receipt-not-yet/);

      const start = (): Promise<Service> =>
        startService({ ...options, signingKeyFile, witnesses: [pathToFileURL(kept).href] });
      const one = await start();
      // A second service on the same database, with a chain of its own.
      const services = url === undefined ? [one] : [one, await start()];
      context.after(() => Promise.all(services.map((service) => service.close())));
      for (const service of services) ids.push(await decide(service));
      const made = await fetch(new URL('/checkpoints', one.url), { method: 'POST' });
      assert.equal(made.status, 200);
      const { items } = (await (await fetch(new URL('/checkpoints', one.url))).json()) as {
        readonly items: readonly Checkpoint[];
      };
      assert.deepEqual([...new Set(items.map(({ format }) => format))], [1, 2]);
      assert.equal(items[1]?.previous, checkpointDigest(earlier));

      const keys = readVerifyingKeys(key.published.pem);
      for (const service of services)
        for (const id of ids) {
          const receipt = await receiptAt(service, id);
          assert.equal(receipt.status, 200, receipt.text);
          assert.equal(receipt.json.checkpoint.format, 2);
          assert.equal(verifyReceipt(receipt.text, keys).code, 'genuine');
          const altered = receipt.text.replace('\\"wind\\":3', '\\"wind\\":4');
          assert.notEqual(altered, receipt.text);
          assert.equal(verifyReceipt(altered, keys).code, 'refused');
        }
      const told = verifyReceipt((await receiptAt(one, ids[2] ?? '')).text, keys);
      assert.ok(told.code === 'genuine');
      const { proof } = told.receipt;
      const hashes = proof.path.length === 1 ? '1 hash' : `${proof.path.length} hashes`;
      const records = proof.size === 1 ? '1 record' : `${proof.size} records`;
      assert.ok(tellReceipt(told).includes(`a path of ${hashes} that`), tellReceipt(told));
      assert.ok(tellReceipt(told).includes(`under the root over ${records};`), tellReceipt(told));
      const written = await call(['receipt', ids.at(-1) ?? '', ...named]);
      assert.equal(verifyReceipt(written.out, keys).code, 'genuine', written.err);

      await until(async () => (await readFile(kept, 'utf8')).trimEnd().split('\n').length === items.length);
      assert.deepEqual(
        (await readFile(kept, 'utf8'))
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Checkpoint),
        items,
      );
      const publicKey = join(directory, 'public.pem');
      await writeFile(publicKey, key.published.pem);
      const held = await call([
        'verify',
        ...named,
        '--witness',
        pathToFileURL(kept).href,
        '--key',
        publicKey,
      ]);
      assert.equal(held.code, 0, held.out + held.err);
    });
  });
