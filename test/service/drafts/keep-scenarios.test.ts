import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { keepScenarios, refuseKeeping } from '../../../src/service/drafts/review/keep-scenarios.js';

const draftOf = (scenarios: Readonly<Record<string, string>>) => ({
  from: { document: 'boats', revision: '2026', digest: 'sha256:0' },
  scenarios: new Map(Object.entries(scenarios)),
});

const emptyFolder = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-keep-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
};

describe('a draft’s own scenarios that are kept with the contract’s', () => {
  it('are all written or none, and are refused by a code where they can’t be', async (t) => {
    const directory = await emptyFolder(t);
    const codes = async (scenarios: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const kept = await keepScenarios(draftOf(scenarios), directory);
      return kept.code === 'kept' ? [] : kept.refusals.map(({ code }) => code);
    };
    const two = { 'a.feature': 'A', 'b.feature': 'B' };
    assert.deepEqual(await codes(two), ['scenarios-not-written'], 'there is no folder');
    const folder = join(directory, 'boats');
    await mkdir(folder);
    await writeFile(join(folder, 'b.feature'), 'C');
    assert.deepEqual(await codes(two), ['scenarios-taken']);
    assert.deepEqual(await readdir(folder), ['b.feature']);
    await rm(join(folder, 'b.feature'));
    // The second has room for its name, and none for that of the file beside it: the first is taken away again.
    const long = `${'b'.repeat(240)}.feature`;
    assert.deepEqual(await codes({ 'a.feature': 'A', [long]: 'B' }), ['scenarios-not-written']);
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(await codes(two), []);
    assert.deepEqual(await codes(two), [], 'they stand there already');
    assert.deepEqual((await readdir(folder)).sort(), ['a.feature', 'b.feature']);
    assert.equal(await readFile(join(folder, 'b.feature'), 'utf8'), 'B');
    assert.deepEqual(await refuseKeeping(draftOf(two), directory), []);
  });

  it('are taken away again without what stood there before', async (t) => {
    const directory = await emptyFolder(t);
    const folder = join(directory, 'boats');
    await mkdir(folder);
    await writeFile(join(folder, 'b.feature'), 'B');
    const kept = await keepScenarios(draftOf({ 'a.feature': 'A', 'b.feature': 'B' }), directory);
    assert.ok(kept.code === 'kept');
    assert.deepEqual((await readdir(folder)).sort(), ['a.feature', 'b.feature']);
    await kept.undo();
    assert.deepEqual(await readdir(folder), ['b.feature']);
  });
});
