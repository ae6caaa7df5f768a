import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { fileKinds, structureChecks } from '../../src/edition/read/schemas.js';

/** What no file may hold, or not so. */
const values: readonly unknown[] = [
  null,
  [],
  'text',
  {},
  { more: 1 },
  { document: 'A b', revision: '2026-01-01', effectiveFrom: 5 },
  { facts: { a: { type: 'money', values: ['x'] }, 'b c': { type: 'list' }, c: 1 } },
  { definitions: [{ term: 'a', value: 1 }], tables: { a: { rows: [[]] } } },
  { functions: { f: { takes: {}, gives: 7 } }, parameters: { p: { values: [{ from: 1 }] } } },
  { rules: [{ id: 'A', when: 1, then: {} }], decision: { name: 'x', outcomes: [] } },
  { readings: [{ id: 'r', question: 1 }], clauses: { '1.1': { status: 'x' } } },
];

test('the checks that a build has find in files what those find that are made when they are needed', async (t) => {
  const made = new Map<string, ValidateFunction>();
  const checks = structureChecks((ajv, validate) => {
    made.set(String(made.size), validate);
    return standalone.default(ajv, validate);
  });
  // Below this project, whose packages they need.
  const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'structure-checks-'));
  t.after(() => rm(folder, { recursive: true }));
  const places = checks.map(({ place }) => basename(place));
  assert.deepEqual(
    places.map((name) => name.replace(/-[0-9a-f]{64}\.cjs$/, '')),
    fileKinds,
  );
  assert.equal(basename(dirname(checks[0]?.place ?? '')), 'structure-checks');
  let found = 0;
  for (const [nth, { code, place }] of checks.entries()) {
    const file = join(folder, basename(place));
    await writeFile(file, code);
    const prepared = createRequire(import.meta.url)(file) as ValidateFunction; // as `structureChecks` makes it
    const compiled = made.get(String(nth));
    assert.ok(compiled !== undefined);
    for (const value of values) {
      assert.equal(prepared(value), compiled(value), `${fileKinds[nth] ?? ''} ${JSON.stringify(value)}`);
      assert.deepEqual(prepared.errors, compiled.errors);
      found += compiled.errors?.length ?? 0;
    }
  }
  assert.ok(found > 100, String(found));
});
