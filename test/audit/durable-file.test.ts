import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { writeOverNothing } from '../../src/audit/store/durable-file.js';

describe('A file that is written over nothing', () => {
  it('is one writer’s, whole, whoever else writes at the same time or later, and leaves nothing beside it', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'clausebook-file-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'one');
    const texts = Array.from({ length: 20 }, (_, at) => `${at} `.repeat(10_000));
    const written = await Promise.all(texts.map((text) => writeOverNothing(path, text, 0o600)));
    const [first] = texts.filter((_, at) => written[at]);
    assert.equal(written.filter(Boolean).length, 1);
    assert.equal(await readFile(path, 'utf8'), first);
    assert.equal(await writeOverNothing(path, 'later', 0o600), false);
    assert.equal(await readFile(path, 'utf8'), first);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(folder), ['one']);
    await assert.rejects(writeOverNothing(join(folder, 'none', 'one'), 'x', 0o600), { code: 'ENOENT' });
  });
});
