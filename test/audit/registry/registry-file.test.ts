import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { describe, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkEntries, parseEntry, signEntry } from '../../../src/audit/registry/registry-entry.js';
import { openRegistryFile } from '../../../src/audit/registry/registry-file.js';
import { readVerifyingKeys } from '../../../src/audit/chain/signing-key.js';
import { openSigningKey, signingKeyFile } from '../../../src/audit/chain/signing-key-file.js';
import { temporary } from '../../cli/support/call.js';
import { killAtEnd } from '../../support/at-end.js';

const hooks = fileURLToPath(new URL('../../support/typescript.mjs', import.meta.url));
const script = fileURLToPath(new URL('support/add-entries.ts', import.meta.url));

/** A process that adds entries; killed once it added so many. Resolves to the digests that it said are added. */
const addUntilKilled = async (
  context: TestContext,
  directory: string,
  name: string,
  count: number,
): Promise<readonly string[]> => {
  const child = spawn(process.execPath, ['--import', hooks, script, directory, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  killAtEnd(context, child);
  const added: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    added.push(line);
    if (added.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return added;
};

test('An entry says what was proved, each property or how many alone, and nothing else', async (t) => {
  const digest = `sha256:${'1'.repeat(64)}` as const;
  const proved = {
    solver: 'a solver 1.2',
    at: '2026-05-01T00:00:00Z',
    properties: 1,
    items: null,
    clauses: { '1.1': 1 },
    invariants: [],
  };
  const statement = {
    kind: 'adopted' as const,
    document: 'hire',
    revision: '2026',
    digest,
    effectiveFrom: '2026-05-01T00:00:00.000Z',
    author: 'Ann',
    reviewers: [],
    reason: 'It is proved.',
  };
  const key = await openSigningKey(await temporary(t));
  const entry = signEntry({ ...statement, proved }, { key, before: undefined, at: 0 });
  const read = (each: unknown) => parseEntry({ ...entry, proved: { ...proved, each } })?.proved;
  const group = { of: 'hire', verdict: 'proved', clauses: [], properties: ['no-gap'] };
  assert.deepEqual(parseEntry({ ...entry })?.proved, proved);
  assert.deepEqual(read([group]), { ...proved, each: [group] });
  for (const wrong of [null, {}, [null], [{ ...group, more: 1 }], [{ ...group, properties: 'no-gap' }]])
    assert.equal(read(wrong), undefined);
});

describe('The registry of a data directory', () => {
  test('has each entry that was confirmed, in one chain, whoever is killed while adding', async (t) => {
    const directory = await temporary(t);
    await openSigningKey(directory);
    const added = await Promise.all([
      addUntilKilled(t, directory, 'Ann', 7),
      addUntilKilled(t, directory, 'Ben', 12),
    ]);
    const more = await addUntilKilled(t, directory, 'Cy', 1);
    const registry = openRegistryFile({ directory });
    const entries = await registry.entries();
    const keys = readVerifyingKeys(await readFile(signingKeyFile(directory), 'utf8'));
    assert.equal(checkEntries(entries, keys), undefined);
    const digests = entries.map(({ digest }) => digest);
    for (const digest of [...added.flat(), ...more]) {
      assert.ok(digests.includes(digest));
      assert.ok((await registry.release(digest)) !== undefined);
    }
    // What was not confirmed may be there too, with its content: one of each process at most, and what came in between.
    for (const digest of digests) assert.ok((await registry.release(digest)) !== undefined);
  });

  test('has another version after each addition, and none before', async (t) => {
    const directory = await temporary(t);
    const registry = openRegistryFile({ directory });
    assert.equal(await registry.version(), 'none');
    assert.deepEqual(await registry.entries(), []);
  });
});
