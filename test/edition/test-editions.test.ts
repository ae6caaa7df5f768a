import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkEdition } from '../../src/analysis/check-edition.js';
import { runFeatures } from '../../src/cli/rules/run-features.js';
import { readEditionFolder } from '../../src/edition/read/read-edition-folder.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeEditions } from '../../src/decide/editions/editions.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';

const folder = fileURLToPath(new URL('../editions', import.meta.url));

const load = async (name: string): Promise<Edition> => {
  const { edition, diagnostics } = checkEdition(await readEditionFolder(join(folder, name)), {});
  assert.deepEqual(diagnostics, []);
  assert.ok(edition !== undefined);
  return edition;
};

describe('the editions that tests use beside the one in rules/', () => {
  for (const [document, revision, expected] of [
    ['kommo-ai-agent-terms', '2027-01-01', 10],
    ['uplink-service-level', '2026-06-01', 27],
  ] as const)
    it(`${document} ${revision} has nothing wrong with it, and its scenarios pass`, async () => {
      const edition = await load(`${document}/${revision}`);
      const editions = makeEditions([edition], {
        files: () => Promise.resolve(undefined),
        load: () => Promise.reject(new Error('No release is read here.')),
      });
      const now = (): number => Date.UTC(2027, 5, 1);
      const { results, faults } = await runFeatures(join(folder, 'features'), document, editions, { now });
      assert.deepEqual(faults, []);
      assert.deepEqual(
        results.flatMap(({ failures }) => failures),
        [],
      );
      assert.equal(results.length, expected);
    });

  it('differ from it in the clauses that were meant to change', async () => {
    const [real, fictitious] = [await loadRealEdition(), await load('kommo-ai-agent-terms/2027-01-01')];
    assert.equal(fictitious.effectiveFrom, Date.UTC(2027, 0, 1));
    assert.match(fictitious.contract.title, /fictitious/);
    const digests = [real, fictitious].map(
      ({ contract }) => new Map([...contract.clauses.values()].map(({ id, digest }) => [id, digest])),
    );
    const [before, after] = digests;
    const changed = [...(before ?? [])].filter(([id, digest]) => after?.get(id) !== digest);
    assert.deepEqual(
      changed.map(([id]) => id),
      ['3.1', '4.2', '4.5', '6.3', '15.3', '19.3', '19.4'],
    );
    assert.equal(after?.size, (before?.size ?? 0) - 1);
  });
});
