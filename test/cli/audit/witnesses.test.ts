import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { startService } from '../../../src/index.js';
import { hasOpenssl, makeAuthority, serveAuthority } from '../../audit/support/time-stamping.js';
import { at as memberAt } from '../../service/service-under-test.js';
import { git } from '../../support/git-repository.js';
import { call, lateReturn, libraryEditions } from '../support/call.js';

let folder = '';
let receipt = '';
let ready: unknown;
let metrics = '';
let caFile = '';
const at = (name: string): string => join(folder, name);
const fileWitness = (): string => pathToFileURL(at('kept.ndjson')).href;
const gitWitness = (): string => `git+${pathToFileURL(at('repository')).href}`;

/** Serves a data directory, decides so many cases, and signs a checkpoint of them. */
const record = async (
  data: string,
  cases: number,
  witnesses: readonly string[],
  then: (url: string, ids: readonly string[]) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const service = await startService({
    editionsDirectory: libraryEditions,
    dataDirectory: at(data),
    witnesses,
  });
  const asked = (path: string, body?: object) =>
    fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  try {
    const ids: string[] = [];
    for (let n = 0; n < cases; n += 1) {
      const response = await asked('/decide/fee', { facts: lateReturn, subject: `member ${n}` });
      ids.push(String(memberAt(await response.json(), 'id')));
    }
    assert.equal((await asked('/checkpoints')).status, 200);
    await then(service.url, ids);
  } finally {
    await service.close();
  }
};

const readJson = async (url: string): Promise<unknown> => (await fetch(url)).json();

describe('A log with witnesses', { skip: !hasOpenssl() }, () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clausebook-witnesses-'));
    await git(folder, 'init', '--quiet', at('repository'));
    const authority = makeAuthority();
    const stamps = await serveAuthority(authority);
    caFile = at('ca.pem');
    await cp(authority.caFile, caFile);
    const witnesses = [fileWitness(), gitWitness(), `tsa+${stamps.url}`];
    try {
      await record('data', 2, witnesses, async (url, [id = '']) => {
        for (let tries = 0; ; tries += 1) {
          ready = await readJson(`${url}/readyz`);
          const waiting = [0, 1, 2].map((n) => memberAt(ready, `witnesses.${n}.waiting`));
          if (waiting.every((one) => one === 0)) break;
          assert.ok(tries < 3_000, JSON.stringify(ready));
        }
        metrics = await (await fetch(`${url}/metrics`)).text();
        receipt = await (await fetch(`${url}/decisions/${id}/receipt`)).text();
        await writeFile(at('receipt.json'), receipt);
        await writeFile(at('key.pem'), await (await fetch(`${url}/checkpoints/key?format=pem`)).text());
      });
      await cp(at('data'), at('older'), { recursive: true });
      await record('data', 2, witnesses);
    } finally {
      stamps.close();
      authority.close();
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('says in its readiness and its figures what they confirmed', () => {
    for (const n of [0, 1, 2]) {
      assert.match(String(memberAt(ready, `witnesses.${n}.confirmed`)), /^\d{4}-/);
      assert.equal(memberAt(ready, `witnesses.${n}.failingSince`), null);
    }
    assert.match(metrics, /clausebook_witness_sent_total\{witness="file:[^"]+"\} [12]\n/);
    assert.match(metrics, /clausebook_witness_waiting\{witness="tsa\+http:[^"]+"\} 0\n/);
  });

  const verify = (data: string, ...witnesses: readonly string[]) =>
    call([
      ...['verify', '--data', at(data), '--key', at('key.pem')],
      ...witnesses.flatMap((one) => ['--witness', one]),
    ]);

  test('is whole by what they have, and else it is told: put back older, forked, or where a witness was altered', async () => {
    const whole = await verify('data', fileWitness(), gitWitness());
    assert.deepEqual([whole.code, whole.err], [0, '']);
    assert.match(whole.out, /Nothing was altered up to the last checkpoint that was kept elsewhere/);
    assert.equal((await verify('older')).code, 0);
    for (const witness of [fileWitness(), gitWitness()]) {
      const older = await verify('older', witness);
      assert.equal(older.code, 1);
      assert.match(
        older.err,
        /end-missing: the kept checkpoint .*vouches for record 4, and the log ends at 2/,
      );
      assert.match(older.err, /checkpoint-gone/);
    }
    await record('older', 3, []);
    assert.equal((await verify('older')).code, 0);
    const forked = await verify('older', fileWitness());
    assert.equal(forked.code, 1);
    assert.match(forked.err, /end-differs: .*record 4 is not the one that the kept checkpoint/);
    await appendFile(at('kept.ndjson'), 'something else\n');
    const altered = await verify('data', fileWitness());
    assert.equal(altered.code, 1);
    assert.match(
      altered.err,
      /^witness-unread: what the witness `file:.*` has at place \d+ is no checkpoint/,
    );
  });

  test('has receipts with the time stamp of their checkpoint, which are verified offline', async () => {
    const verifyReceipt = (file: string, ...more: readonly string[]) =>
      call(['verify-receipt', at(file), '--key', at('key.pem'), ...more]);
    const bare = await verifyReceipt('receipt.json');
    assert.deepEqual([bare.code, bare.err], [0, '']);
    assert.match(
      bare.out,
      /a time stamp over that checkpoint of .* by O=Clocks, CN=Test TSA: nothing here shows who that is/,
    );
    const trusted = await verifyReceipt('receipt.json', '--tsa', caFile);
    assert.equal(trusted.code, 0, trusted.err);
    assert.match(trusted.out, /whose authority you trust/);
    assert.match(trusted.out, /All of it was there then\./);
    const told = await verifyReceipt('receipt.json', '--tsa', caFile, '--json');
    assert.equal(memberAt(JSON.parse(told.out), 'timestamp.isTrusted'), true);
    const stranger = makeAuthority();
    const untrusted = await verifyReceipt('receipt.json', '--tsa', stranger.caFile);
    stranger.close();
    assert.equal(untrusted.code, 1);
    assert.match(untrusted.err, /^bad-timestamp: none of the authorities/);
    const { timestamp, ...without } = JSON.parse(receipt) as { timestamp: string };
    await writeFile(at('without.json'), JSON.stringify(without));
    assert.equal((await verifyReceipt('without.json')).code, 0);
    assert.match((await verifyReceipt('without.json', '--tsa', caFile)).err, /^no-timestamp: /);
    // The end of the signature.
    const bytes = Buffer.from(timestamp, 'base64');
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    const altered = { ...without, timestamp: bytes.toString('base64') };
    await writeFile(at('altered.json'), JSON.stringify(altered));
    assert.match((await verifyReceipt('altered.json')).err, /^bad-timestamp: of the time stamp: /);
    assert.equal((await verifyReceipt('receipt.json', '--tsa', at('key.pem'))).code, 2);
    const id = String(memberAt(JSON.parse(String(memberAt(JSON.parse(receipt), 'record.body'))), 'id'));
    const again = await call(['receipt', id, '--data', at('data')]);
    assert.deepEqual(JSON.parse(again.out), JSON.parse(receipt));
  });

  test('is decided and recorded as ever where a witness is away', async () => {
    await record('alone', 2, ['http://127.0.0.1:9/'], async (url) => {
      while (
        memberAt(ready, 'witnesses.0.name') !== 'http://127.0.0.1:9/' ||
        memberAt(ready, 'witnesses.0.failingSince') === null
      )
        ready = await readJson(`${url}/readyz`);
      assert.equal(memberAt(ready, 'status'), 'ready');
      assert.equal(memberAt(ready, 'witnesses.0.confirmed'), null);
      assert.ok(Number(memberAt(ready, 'witnesses.0.waiting')) > 0);
    });
  });

  test('is not served where an address names no witness, and not verified by one that keeps nothing or is away', async () => {
    const options = { editionsDirectory: libraryEditions, dataDirectory: at('other') };
    await assert.rejects(
      startService({ ...options, witnesses: ['ftp://here/'] }),
      /witness-unusable: .*is no address/,
    );
    await assert.rejects(
      startService({ ...options, dataDirectory: null, witnesses: [fileWitness()] }),
      /witness-unusable/,
    );
    assert.match(
      (await verify('data', 'tsa+http://127.0.0.1:9/')).err,
      /keeps nothing: its time stamps stand in receipts/,
    );
    assert.equal((await verify('data', 'tsa+http://127.0.0.1:9/')).code, 2);
    assert.equal((await verify('data', 'ftp://here/')).code, 2);
    assert.equal((await verify('data', 'http://127.0.0.1:9/')).code, 3);
    assert.ok((await readFile(at('kept.ndjson'), 'utf8')).length > 0);
  });
});
