import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { call, temporary } from '../support/call.js';
import { runRecorded } from '../support/run-recorded.js';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const [editions, features] = [join(examples, 'rules'), join(examples, 'features')];
const folders = ['--editions', editions, '--features', features];
const documents = readdirSync(editions);

describe('The contracts of examples/', () => {
  test('are sound, and no cross reference in them leads nowhere', async () => {
    const { code, out, err } = await call(['check', ...folders]);
    assert.deepEqual([code, err], [0, ''], out);
    assert.equal(out.match(/0 errors, 0 warnings/g)?.length, documents.length);
  });
  test('have scenarios that pass and leave nothing unshown', async (t) => {
    const data = join(await temporary(t), 'run');
    assert.deepEqual(await runRecorded({ editions, features, data }, documents), []);
    const { code, out } = await call(['coverage', '--strict', ...folders, '--scenarios', data]);
    assert.equal(code, 0, out);
  });
  test('have no gap, and nothing that comes back unmeant, between their boundaries in time', async () => {
    const { code, out } = await call(['sweep', ...folders]);
    assert.equal(code, 0, out);
  });
  test('have no mutant that survives', async () => {
    const { code, out } = await call(['mutate', ...folders]);
    assert.equal(code, 0, out);
  });
});
