import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openKeyFile } from '../../../src/service/access/key-file.js';
import { call, libraryEditions, now, temporary } from '../support/call.js';

describe('`clausebook keys`', () => {
  test('makes a key, prints it once, and keeps its hash alone', async (t) => {
    const data = join(await temporary(t), 'made', 'if need be');
    const argv = ['keys', 'make', '--name', 'shop', '--scopes', 'decide,audit,decide', '--data', data];
    const { code, out, err } = await call(argv);
    assert.equal(code, 0);
    assert.match(out, /^cbk_[\w-]{12}_[\w-]{43}\n$/);
    const [, id = '', secret = ''] = /^cbk_([\w-]{12})_([\w-]{43})\n$/.exec(out) ?? [];
    assert.match(err, new RegExp(id));
    assert.ok(!(await readFile(join(data, 'keys.json'), 'utf8')).includes(secret));
    const listed = await call(['keys', 'list', '--data', data]);
    assert.match(listed.out, new RegExp(`^${id}  alive    decide,audit +never ends  shop\n$`));
  });

  test('lists keys that are alive, over and revoked, and revokes one once', async (t) => {
    const keys = join(await temporary(t), 'keys.json');
    const around = { environment: { CLAUSEBOOK_KEYS: keys } };
    const expires = '2025-07-01T12:00:01Z';
    await call(['keys', 'make', '--name', 'a', '--scopes', 'audit', '--expires', expires], around);
    await call(['keys', 'make', '--name', 'b', '--scopes', 'erase'], around);
    const [first, second] = await openKeyFile(keys).read();
    assert.ok(first !== undefined && second !== undefined);
    await openKeyFile(keys).write([{ ...first, expiresAt: Date.parse(now) }, second]);
    assert.equal((await call(['keys', 'revoke', second.id], around)).code, 0);
    const states = JSON.parse((await call(['keys', 'list', '--json'], around)).out) as {
      readonly keys: readonly { readonly state: string; readonly revokedAt: string | null }[];
    }; // as the command writes it
    assert.deepEqual(
      states.keys.map(({ state, revokedAt }) => [state, revokedAt]),
      [
        ['over', null],
        ['revoked', now],
      ],
    );
    const revoked = await readFile(keys, 'utf8');
    assert.equal((await call(['keys', 'revoke', second.id], around)).code, 0);
    assert.equal(await readFile(keys, 'utf8'), revoked);
    const unknown = await call(['keys', 'revoke', 'nobody'], around);
    assert.equal(unknown.code, 3);
    assert.match(unknown.err, /There is no key `nobody`/);
  });

  const make = ['keys', 'make', '--name', 'x', '--scopes', 'decide'];
  for (const [argv, says] of [
    [['keys'], /Say what to do/],
    [['keys', 'list', 'all'], /`all` is too much/],
    [['keys', 'make', '--scopes', 'decide'], /Say whose the key is/],
    [['keys', 'make', '--name', 'x'], /Say what the key may/],
    [
      ['keys', 'make', '--name', 'x', '--scopes', 'decide,all'],
      /`all` is no scope: decide, audit, publish, erase/,
    ],
    [[...make, '--expires', 'tomorrow'], /`--expires tomorrow`: give an instant of RFC 3339 with an offset/],
    [[...make, '--expires', now], /is over already/],
    [['keys', 'revoke'], /Name the id of one key/],
  ] as const)
    test(`refuses ${argv.join(' ')}`, async (t) => {
      const { code, err } = await call([...argv, '--data', await temporary(t)]);
      assert.equal(code, 2);
      assert.match(err, says);
    });

  test('says so where the file holds something else', async (t) => {
    const data = await temporary(t);
    await writeFile(join(data, 'keys.json'), '{"format":1,"keys":[{}]}');
    const { code, err } = await call(['keys', 'list', '--data', data]);
    assert.equal(code, 3);
    assert.match(err, /does not hold what it should/);
  });
});

describe('`clausebook serve` and who may ask', () => {
  const serve = async (
    data: string,
    more: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ) =>
    call(['serve', '--port', '0', '--data', data, '--editions', libraryEditions, ...more], { environment });

  for (const [more, environment, says] of [
    [['--jwks', 'keys.json'], {}, /Tokens need all of/],
    [['--issuer', 'x'], {}, /Tokens need all of/],
    [['--rate-limit', '0'], {}, /`--rate-limit 0`: give a whole number from 1 to/],
    [['--log-level', 'loud'], {}, /`--log-level loud`: give one of silent, error, /],
    [[], { CLAUSEBOOK_LOG_LEVEL: 'loud' }, /`CLAUSEBOOK_LOG_LEVEL=loud`: give one of silent, error, /],
    [[], { CLAUSEBOOK_INSECURE: 'yes' }, /`CLAUSEBOOK_INSECURE=yes`: give true or false/],
    [[], { CLAUSEBOOK_RATE_LIMIT: 'many' }, /`CLAUSEBOOK_RATE_LIMIT=many`: give a whole number from 1 to/],
  ] as const)
    test(`refuses ${[...more, ...Object.values(environment)].join(' ')}`, async (t) => {
      const { code, err } = await serve(await temporary(t), more, environment);
      assert.equal(code, 2);
      assert.match(err, says);
    });

  test('listens beyond this machine only with keys, or a key set, or when it must', async (t) => {
    const data = await temporary(t);
    for (const host of ['0.0.0.0', '::', 'some-name']) {
      const { code, err, out } = await serve(data, ['--host', host]);
      assert.equal(code, 3);
      assert.match(err, /^clausebook serve: authentication-missing: [^\n]+\n$/);
      assert.equal(out, '');
    }
    const forced = await serve(data, ['--host', '0.0.0.0', '--insecure']);
    assert.equal(forced.code, 0);
    assert.match(forced.err, /"event":"no-authentication"/);
    await call(['keys', 'make', '--name', 'x', '--scopes', 'decide', '--data', data]);
    const keyed = await serve(data, [], { CLAUSEBOOK_HOST: '0.0.0.0' });
    assert.equal(keyed.code, 0);
    assert.match(keyed.err, /"authentication":true/);
  });

  test('does not start with keys or a key set that it cannot read', async (t) => {
    const data = await temporary(t);
    const file = join(data, 'set.json');
    await writeFile(file, '{"keys":[]}');
    const tokens = (keySet: string) => ['--jwks', keySet, '--issuer', 'i', '--audience', 'a'];
    assert.equal((await serve(data, ['--host', '0.0.0.0', ...tokens(file)])).code, 0);
    assert.equal((await serve(data, tokens('https://login.example/keys'))).code, 0);
    await writeFile(file, '{"keys":{}}');
    for (const keySet of [file, join(data, 'none.json'), 'http://login.example/keys']) {
      const { code, err } = await serve(data, tokens(keySet));
      assert.equal(code, 3);
      assert.match(err, /^clausebook serve: key-set-unusable: [^\n]+\n$/);
    }
    await writeFile(join(data, 'keys.json'), '[]');
    const { code, err } = await serve(data, []);
    assert.equal(code, 3);
    assert.match(err, /^clausebook serve: keys-unusable: [^\n]+\n$/);
  });
});
