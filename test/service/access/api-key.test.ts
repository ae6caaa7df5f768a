import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isAlive, isSecretOf, makeApiKey, parseApiKey } from '../../../src/service/access/api-key.js';
import { openKeyFile } from '../../../src/service/access/key-file.js';

const about = { name: 'shop', scopes: ['decide'], createdAt: 1000, expiresAt: null } as const;

describe('an API key', () => {
  it('is known by its secret and by no other', () => {
    const made = makeApiKey(about, randomBytes);
    const other = makeApiKey(about, randomBytes);
    const parsed = parseApiKey(made.text);
    assert.equal(parsed?.id, made.kept.id);
    assert.equal(isSecretOf(parsed.secret, made.kept), true);
    assert.equal(isSecretOf(parsed.secret, other.kept), false);
    assert.equal(isSecretOf(`${parsed.secret}x`, made.kept), false);
  });

  it('is read only in its own form', () => {
    const { text } = makeApiKey(about, randomBytes);
    for (const wrong of [
      '',
      'cbk_',
      text.slice(1),
      `${text}A`,
      text.slice(0, -1),
      text.replace('cbk_', 'key_'),
    ])
      assert.equal(parseApiKey(wrong), undefined, wrong);
  });

  it('holds until the instant at which it expires or is revoked', () => {
    const { kept } = makeApiKey(about, randomBytes);
    assert.equal(isAlive(kept, Number.MAX_SAFE_INTEGER), true);
    assert.deepEqual(
      [4999, 5000, 5001].map((now) => isAlive({ ...kept, expiresAt: 5000 }, now)),
      [true, false, false],
    );
    assert.deepEqual(
      [4999, 5000].map((now) => isAlive({ ...kept, revokedAt: 5000 }, now)),
      [true, false],
    );
  });

  it('is kept in a file without its secret', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-keys-'));
    context.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'keys.json');
    const file = openKeyFile(path);
    assert.deepEqual(await file.read(), []);
    const made = makeApiKey(about, randomBytes);
    await file.write([made.kept]);
    assert.deepEqual(await openKeyFile(path).read(), [made.kept]);
    const secret = parseApiKey(made.text)?.secret ?? '';
    assert.equal((await readFile(path, 'utf8')).includes(secret), false);
  });

  it('is not read from a file that holds something else', async (context) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-keys-'));
    context.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'keys.json');
    for (const text of ['{', '{}', '{"format":1,"keys":[{}]}', '{"format":2,"keys":[]}']) {
      await writeFile(path, text);
      await assert.rejects(openKeyFile(path).read(), { code: 'unreadable-file' }, text);
    }
  });
});

describe('the id of an API key', () => {
  it('never begins as an option does: it is named to commands', () => {
    for (let first = 0; first < 256; first += 1)
      assert.doesNotMatch(makeApiKey(about, (bytes) => new Uint8Array(bytes).fill(first)).kept.id, /^-/);
  });
});
