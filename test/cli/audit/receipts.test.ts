import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { startService } from '../../../src/index.js';
import { readVerifyingKeys } from '../../../src/audit/chain/signing-key.js';
import { verifyReceipt } from '../../../src/audit/receipt/verify-receipt.js';
import { editDatabase } from '../../audit/support/edit-log.js';
import { call, lateReturn, libraryEditions } from '../support/call.js';

type Json = Readonly<Record<string, unknown>>;
let folder = '';
let ids: readonly string[] = [];
let receipt = '';
let answered: Json = {};
const at = (name: string): string => join(folder, name);
const key = (): string => at('key.pem');

const decide = async (url: string, subject: string): Promise<string> => {
  const response = await fetch(`${url}/decide/fee`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ facts: lateReturn, subject }),
  });
  return ((await response.json()) as { readonly id: string }).id; // as the service answers
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clausebook-receipts-'));
  const service = await startService({ editionsDirectory: libraryEditions, dataDirectory: at('data') });
  try {
    const made: string[] = [];
    for (const subject of ['member 1', 'member 2', 'member 3']) made.push(await decide(service.url, subject));
    ids = made;
    const early = await fetch(`${service.url}/decisions/${ids[0] ?? ''}/receipt`);
    answered = { status: early.status, ...((await early.json()) as Json) }; // a problem
    await fetch(`${service.url}/checkpoints`, { method: 'POST' });
    const found = await fetch(`${service.url}/v1/decisions/${ids[0] ?? ''}/receipt`);
    assert.equal(found.status, 200);
    receipt = await found.text();
    await writeFile(at('receipt.json'), receipt);
    await writeFile(key(), await (await fetch(`${service.url}/checkpoints/key?format=pem`)).text());
    const none = await fetch(`${service.url}/decisions/nobody/receipt`);
    assert.equal(none.status, 404);
  } finally {
    await service.close();
  }
});
after(() => rm(folder, { recursive: true, force: true }));

const keys = async () => readVerifyingKeys(await readFile(key(), 'utf8'));

/** Each place in a JSON value that holds no list or record, with what puts another value there. */
function* places(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (typeof value === 'object' && value !== null)
    for (const [name, inside] of Object.entries(value)) yield* places(inside, [...path, name]);
  else yield path;
}

const changed = (
  root: unknown,
  path: readonly (string | number)[],
  by: (value: unknown) => unknown,
): unknown => {
  const [step, ...rest] = path;
  if (step === undefined) return by(root);
  const copy: Record<string, unknown> | unknown[] = Array.isArray(root)
    ? [...(root as unknown[])]
    : { ...(root as Json) }; // a list or a record
  const inside = (copy as Record<string, unknown>)[step];
  (copy as Record<string, unknown>)[step] = changed(inside, rest, by);
  return copy;
};

describe('a receipt', () => {
  test('is told not to be there before a checkpoint covers the record, and when it will be', () => {
    assert.deepEqual([answered['status'], answered['code']], [409, 'receipt-not-yet']);
    assert.match(String(answered['detail']), /One is made by \d{4}-.*Z, or now by `POST \/checkpoints`/);
  });

  test('is the same from the data directory, and genuine by the public key alone', async () => {
    const written = await call(['receipt', ids[0] ?? '', '--data', at('data'), '--output', at('own.json')]);
    assert.equal(written.code, 0, written.err);
    assert.deepEqual(JSON.parse(await readFile(at('own.json'), 'utf8')), JSON.parse(receipt));
    const { code, out } = await call(['verify-receipt', at('own.json'), '--key', key()]);
    assert.equal(code, 0);
    assert.match(out, /^Genuine and unaltered\.\n/);
    assert.match(out, /about member 1/);
    assert.match(out, /It does not show:\n/);
    const last = await call(['receipt', ids[2] ?? '', '--data', at('data')]);
    assert.equal(verifyReceipt(last.out, await keys()).code, 'genuine');
  });

  test('needs the key, and that key', async () => {
    assert.equal((await call(['verify-receipt', at('receipt.json')])).code, 2);
    await writeFile(at('other.pem'), execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519']));
    const { code, err } = await call(['verify-receipt', at('receipt.json'), '--key', at('other.pem')]);
    assert.equal(code, 1);
    assert.match(err, /^unknown-key: /);
  });

  test('is refused, with a reason, where any value in it is another', async () => {
    const trusted = await keys();
    const json: unknown = JSON.parse(receipt);
    const codes = new Set<string>();
    let tried = 0;
    for (const path of places(json)) {
      const alterations: ((value: unknown) => unknown)[] = [
        (value) =>
          typeof value === 'string'
            ? value === ''
              ? 'x'
              : `${value.slice(0, -1)}${value.endsWith('1') ? '2' : '1'}`
            : typeof value === 'number'
              ? value + 1
              : 'chain',
        (value) =>
          typeof value === 'string'
            ? `${value === '' || value.startsWith('0') ? '1' : '0'}${value.slice(1)}`
            : null,
        (value) => (typeof value === 'string' ? value.replace('member', 'number') : false),
        () => undefined,
        () => ({}),
      ];
      for (const by of alterations) {
        const text = JSON.stringify(changed(json, path, by));
        if (text === receipt || (path[0] === 'record' && path[1] === 'open' && by({}) === undefined))
          continue;
        // A root that was never there may be left out, and is not.
        const verified = verifyReceipt(text, trusted);
        if (text !== JSON.stringify(json)) assert.equal(verified.code, 'refused', path.join('/'));
        if (verified.code === 'refused') codes.add(verified.problem.code);
        tried += 1;
      }
    }
    assert.ok(tried > 60);
    for (const code of [
      'other-form',
      'bad-signature',
      'unknown-key',
      'not-covered',
      'other-place',
      'other-root',
      'other-value',
      'other-release',
      'other-clauses',
      'other-words',
      'no-record',
    ])
      assert.ok(codes.has(code), code);
  });

  test('is refused where a byte of it is another, a member stands twice, or it was cut', async () => {
    const trusted = await keys();
    const bytes = Buffer.from(receipt);
    let seed = 7;
    for (let nth = 0; nth < 300; nth += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      // Most bytes are of the release; every other one is of what stands before it.
      const place = seed % (nth % 2 === 0 ? bytes.length : Math.min(bytes.length, 4000));
      const altered = Buffer.from(bytes);
      altered[place] = (altered[place] ?? 0) ^ (1 << (nth % 7));
      assert.equal(verifyReceipt(altered.toString(), trusted).code, 'refused', `${place}`);
    }
    const twice = verifyReceipt(receipt.replace('{', '{"format":"clausebook-receipt-1",'), trusted);
    assert.deepEqual(twice, { code: 'refused', problem: { code: 'name-twice' } });
    assert.equal(verifyReceipt(receipt.slice(0, -2), trusted).code, 'refused');
  });

  test('is verified by ninety lines of Python with openssl, which refuse what was altered', async (context) => {
    const missing = ['python3', 'openssl'].filter(
      (tool) => spawnSync(tool, [tool === 'openssl' ? 'version' : '--version']).status !== 0,
    );
    if (missing.length > 0) {
      assert.ok(process.env['CI'] !== 'true', `${missing.join(' and ')} must be here`);
      context.skip(`${missing.join(' and ')} are not here`);
      return;
    }
    const script = fileURLToPath(new URL('../../../docs/verify_receipt.py', import.meta.url));
    const source = await readFile(script, 'utf8');
    assert.ok(source.split('\n').filter((line) => line.trim() !== '').length <= 90);
    const run = async (text: string) => {
      await writeFile(at('given.json'), text);
      return spawnSync('python3', [script, at('given.json'), key()], { encoding: 'utf8' });
    };
    const genuine = await run(receipt);
    assert.equal(genuine.status, 0, genuine.stderr);
    assert.match(genuine.stdout, new RegExp(`^genuine: ${ids[0] ?? ''} fee `));
    const json: unknown = JSON.parse(receipt);
    // In the midst: the last letter of base64 may have bits that say nothing.
    const otherText = (value: unknown): string => {
      const text = String(value);
      const middle = text.length >> 1;
      return `${text.slice(0, middle)}${text[middle] === '0' ? '1' : '0'}${text.slice(middle + 1)}`;
    };
    for (const path of [
      ['record', 'body'],
      ['record', 'open', '/subject'],
      ['proof', 'path', 0],
      ['proof', 'index'],
      ['checkpoint', 'at'],
      ['checkpoint', 'signature'],
      ['clauses', 0, 'words'],
      ['release'],
    ]) {
      const altered = await run(
        JSON.stringify(
          changed(json, path, (value) => (typeof value === 'number' ? value + 1 : otherText(value))),
        ),
      );
      assert.equal(altered.status, 1, path.join('/'));
    }
  });

  test('of a record whose values were erased shows that they were there, and not what they were', async () => {
    const [, erased = ''] = ids;
    const done = await call([
      'erase',
      '--subject',
      'member 2',
      '--by',
      'desk',
      '--reason',
      'asked',
      '--data',
      at('data'),
    ]);
    assert.equal(done.code, 0, done.err);
    const { out } = await call(['receipt', erased, '--data', at('data')]);
    const verified = verifyReceipt(out, await keys());
    assert.ok(verified.code === 'genuine');
    assert.ok(verified.missing.includes('/subject'));
    assert.ok(!out.includes('member 2'));
  });

  test('is not given where the tree leads to another root, and which checkpoint is told', async () => {
    editDatabase(at('data'), (database) => {
      database
        .prepare(
          `UPDATE checkpoint SET checkpoint = replace(checkpoint, '"root":"sha256:', '"root":"sha256:00')`,
        )
        .run();
    });
    const { code, err } = await call(['receipt', ids[0] ?? '', '--data', at('data')]);
    assert.equal(code, 1);
    assert.match(err, /receipt-not-yet|altered-record/);
  });

  test('is not there of a record that lost its content', async () => {
    const before = new Date(Date.now() + 60_000).toISOString();
    const dropped = await call([
      'log',
      'drop',
      '--before',
      before,
      '--by',
      'desk',
      '--reason',
      'old',
      '--data',
      at('data'),
    ]);
    assert.equal(dropped.code, 0, dropped.err);
    const { code, err } = await call(['receipt', ids[0] ?? '', '--data', at('data')]);
    assert.equal(code, 1);
    assert.match(err, /dropped/);
  });
});
