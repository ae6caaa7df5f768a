import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { keepScenarios } from '../../../src/service/drafts/review/keep-scenarios.js';

describe('a draft’s own scenarios that are kept with the contract’s', () => {
  it('are all written or none, and are refused by a code where they can’t be', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'clausebook-keep-'));
    t.after(() => rm(directory, { recursive: true, force: true }));
    const draft = {
      id: 'calmer-1',
      from: { document: 'boats', revision: '2026', digest: 'sha256:0' },
      scenarios: new Map([
        ['a.feature', 'A'],
        ['b.feature', 'B'],
      ]),
    };
    const codes = async (): Promise<readonly string[]> =>
      (await keepScenarios(draft, directory)).map(({ code }) => code);
    assert.deepEqual(await codes(), ['scenarios-not-written'], 'there is no folder');
    const folder = join(directory, 'boats');
    await mkdir(folder);
    await writeFile(join(folder, 'b.feature'), 'C');
    assert.deepEqual(await codes(), ['scenarios-taken']);
    assert.deepEqual(await readdir(folder), ['b.feature']);
    await rm(join(folder, 'b.feature'));
    // What is in the way of the second takes the first away again.
    await mkdir(join(folder, '.b.feature.calmer-1.new'));
    assert.deepEqual(await codes(), ['scenarios-not-written']);
    assert.deepEqual(await readdir(folder), ['.b.feature.calmer-1.new']);
    await rm(join(folder, '.b.feature.calmer-1.new'), { recursive: true });
    assert.deepEqual(await codes(), []);
    assert.deepEqual(await codes(), [], 'they stand there already');
    assert.deepEqual((await readdir(folder)).sort(), ['a.feature', 'b.feature']);
    assert.equal(await readFile(join(folder, 'b.feature'), 'utf8'), 'B');
  });
});
