import { execFileSync } from 'node:child_process';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { main, needBuild, serve } from './support/served.js';
import { temporary } from './support/call.js';

const rules = fileURLToPath(new URL('../../rules', import.meta.url));

const request = {
  asOf: '2026-08-15T12:00:00Z',
  facts: {
    package: {
      ...{ id: 'P-1', kind: 'paid', plan: 'multi-period', periods: 12, creditsPerPeriod: 5000 },
      ...{ startsAt: '2026-05-01T00:00:00Z', feePaid: { minor: 120_000, currency: 'USD' } },
    },
    ground: 'changed-need',
  },
};

/** What a folder of V8's coverage names: every file that any thread of a process has loaded. */
const loadedIn = async (folder: string): Promise<readonly string[]> => {
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  return texts.flatMap((text) =>
    (JSON.parse(text) as { readonly result: readonly { readonly url: string }[] }).result.map(
      ({ url }) => url,
    ),
  );
};

const prepare = fileURLToPath(new URL('../../dist/cli/prepare-editions.js', import.meta.url));

before(() => {
  needBuild();
  // The rules may be newer than the build.
  execFileSync(process.execPath, [prepare]);
});

test('A service that has started and decided has loaded nothing that reads YAML, expressions or schemas', async (t) => {
  const [data, coverage] = [await temporary(t), await temporary(t)];
  const served = await serve(t, data, rules, { NODE_V8_COVERAGE: coverage }, main);
  const answer = await fetch(`${served.url}/decide/refund`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  assert.equal(answer.status, 200, await answer.text());
  // The rest of the application has loaded too when it answers.
  assert.equal((await fetch(`${served.url}/editions`)).status, 200);
  assert.equal(await served.stop('SIGTERM'), 0);
  const loaded = await loadedIn(coverage);
  assert.ok(loaded.some((url) => url.endsWith('/dist/cli/main.js')));
  assert.ok(loaded.some((url) => url.includes('/node_modules/libsql/')));
  const heavy =
    /\/node_modules\/(yaml|@lezer|lezer-feel|feelin|json-rules-engine|@sinclair|pg|jose|ajv\/dist\/(?!runtime\/))/;
  assert.deepEqual(
    [...new Set(loaded.map((url) => heavy.exec(url)?.[1]).filter((name) => name !== undefined))],
    [],
  );
});
