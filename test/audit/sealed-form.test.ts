import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { UnreadableFileError } from '../../src/audit/store/durable-file.js';
import { makeApiKey } from '../../src/service/access/api-key.js';
import { openKeyFile } from '../../src/service/access/key-file.js';

describe('a file that has a digest of what it holds', () => {
  it('is refused by every bit of it that is another', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-sealed-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'keys.json');
    const { kept } = makeApiKey(
      { name: 'shop', scopes: ['decide'], createdAt: 1, expiresAt: null },
      (bytes) => new Uint8Array(bytes),
    );
    const file = openKeyFile(path);
    await file.write([{ ...kept, revokedAt: 2 }]);
    const genuine = await readFile(path);
    let read = 0;
    for (let at = 0; at < genuine.length; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const damaged = Buffer.from(genuine);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        await writeFile(path, damaged);
        const found = await file.read().catch((cause: unknown) => cause);
        if (found instanceof UnreadableFileError) continue;
        // White space between what it says is another; what it says is the same.
        assert.deepEqual(found, [{ ...kept, revokedAt: 2 }], `bit ${bit} of byte ${at}`);
        read += 1;
      }
    assert.ok(read < 20, `${read} bits make no difference`);
    await writeFile(path, genuine);
    assert.equal((await file.read()).length, 1);
  });

  it('is read without one as an earlier version wrote it, and has one from the next writing on', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-sealed-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'keys.json');
    await writeFile(path, '{"format":1,"keys":[]}');
    const file = openKeyFile(path);
    assert.deepEqual(await file.read(), []);
    await writeFile(path, '{"format":1,"keys":[],"digess":"sha256:0"}');
    await assert.rejects(file.read(), UnreadableFileError);
    await file.write([]);
    assert.match(await readFile(path, 'utf8'), /"digest": "sha256:/);
  });
});
