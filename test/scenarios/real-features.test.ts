import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { loadSources } from '@cucumber/cucumber/api';
import { readdir } from 'node:fs/promises';
import { compileFeatures } from '../../src/scenarios/compile-features.js';
import { readFeatures } from '../../src/scenarios/read-features.js';

const features = fileURLToPath(new URL('../../features', import.meta.url));

test('every scenario that cucumber runs is understood without it, and no other', async () => {
  const { plan, errors } = await loadSources({
    paths: [`${features}/**/*.feature`],
    defaultDialect: 'en',
    order: 'defined',
    names: [],
    tagExpression: '',
  });
  assert.deepEqual(errors, []);
  const run = plan.map(({ uri, name, location }) => `${uri}:${location.line} ${name}`);

  const folders = (await readdir(features, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const compiled: string[] = [];
  for (const { name } of folders) {
    const read = await readFeatures(features, name);
    if (read.code !== 'read') continue;
    const { scenarios, faults } = compileFeatures(read.sources);
    assert.deepEqual(faults, []);
    compiled.push(
      ...scenarios.map(({ uri, line, title }) => `${relative(process.cwd(), uri)}:${line} ${title}`),
    );
  }
  assert.ok(run.length > 0);
  assert.deepEqual(compiled.sort(), run.sort());
});

test('a contract without scenarios has none', async () => {
  const read = await readFeatures(features, 'no-such-contract');
  assert.equal(read.code, 'no-features');
});
