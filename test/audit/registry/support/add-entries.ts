/** Adds entries to the registry of a data directory until it is killed, and prints the digest of each once it is added. */
import { openRegistryFile } from '../../../../src/audit/registry/registry-file.js';
import { signEntry } from '../../../../src/audit/registry/registry-entry.js';
import { openSigningKey } from '../../../../src/audit/chain/signing-key-file.js';
import { sha256 } from '../../../../src/language/canonical.js';

const [directory = '', name = ''] = process.argv.slice(2);
const key = await openSigningKey(directory);
const registry = openRegistryFile({ directory });
for (let count = 0; ; count += 1) {
  const before = (await registry.entries()).at(-1);
  const identity = { document: 'boat-hire', revision: '2026', digest: sha256(`${name} ${count}`) };
  const effectiveFrom = '2026-05-01T00:00:00.000Z';
  const entry = signEntry(
    { kind: 'published', ...identity, effectiveFrom, author: name, reviewers: [], reason: 'Trial' },
    { key, before, at: Date.now() },
  );
  const release = { identity, files: new Map([['contract.txt', `${name} ${count}`]]) };
  if ((await registry.add(entry, release)) === 'added') process.stdout.write(`${identity.digest}\n`);
}
