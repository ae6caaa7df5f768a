import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signEntry } from '../../src/audit/registry/registry-entry.js';
import { openRegistryFile } from '../../src/audit/registry/registry-file.js';
import { openSigningKey } from '../../src/audit/chain/signing-key-file.js';
import { sha256 } from '../../src/language/canonical.js';
import { temporary } from '../cli/support/call.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { assertAccessible, openBook, picture } from './support/book-in-browser.js';

const always = 'asking-later-never-pays-more';

/** A data directory whose registry says what was proved of the edition in `rules/`. */
const withEvidence = async (directory: string): Promise<void> => {
  const { identity, files, effectiveFrom } = await loadRealEdition();
  const release = {
    kind: 'adopted',
    document: identity.document,
    revision: identity.revision,
    digest: identity.digest,
    effectiveFrom: new Date(effectiveFrom).toISOString(),
    ...{ author: 'Ann', reviewers: ['Ben'], reason: 'It is proved.' },
    proof: sha256('the evidence'),
    proved: {
      solver: 'z3-solver 5.2.0',
      at: '2026-11-30T01:00:00.000Z',
      properties: 2_400,
      items: 2,
      clauses: { '6.3': 41 },
      invariants: [always],
    },
  } as const;
  const entry = signEntry(release, {
    key: await openSigningKey(directory),
    before: undefined,
    at: Date.parse('2026-11-30T02:00:00Z'),
  });
  await openRegistryFile({ directory }).add(entry, { identity: { ...identity }, files });
};

test('the page of a clause says what was proved of it and of its rules, when and by which solver', async (t) => {
  const directory = await temporary(t);
  await withEvidence(directory);
  const book = await openBook(t, { dataDirectory: directory });
  const page = await book.open('/book/contract#clause-6.3');
  const panel = page.getByRole('complementary', { name: 'Clause 6.3' });
  const proof = panel.locator('.panel-part').filter({ has: page.getByRole('heading', { name: 'Proof' }) });
  await proof.getByText('41 properties that rest on this clause').waitFor();
  assert.match(
    await proof.innerText(),
    /30 Nov 2026, z3-solver 5\.2\.0, with lists of at most 2 items\.[^]*Proved asking later never pays more/,
  );
  // An invariant that the evidence does not name is only declared.
  assert.match(await proof.innerText(), /Declared shares add up to the fee/);
  const rule = panel.locator('.rule').filter({ hasText: 'future periods are refundable' }).first();
  await rule.getByText(/^Proved: it decides some case.*30 Nov 2026, z3-solver 5\.2\.0$/).waitFor();
  await proof.scrollIntoViewIfNeeded();
  await picture(page, 'contract-clause-proof');
  await assertAccessible(page);
});
