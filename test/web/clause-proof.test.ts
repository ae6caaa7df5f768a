import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signEntry } from '../../src/audit/registry/registry-entry.js';
import { openRegistryFile } from '../../src/audit/registry/registry-file.js';
import { openSigningKey } from '../../src/audit/chain/signing-key-file.js';
import { loadKeptRelease } from '../../src/decide/editions/load-editions.js';
import { readEditionFolder } from '../../src/edition/read/read-edition-folder.js';
import { sha256 } from '../../src/language/canonical.js';
import { temporary } from '../cli/support/call.js';
import { editionFolder } from '../engine/compiled/support/differential.js';
import { assertAccessible, openBook, picture } from './support/book-in-browser.js';

const always = 'asking-later-never-pays-more';

/** A data directory whose registry says what was proved of the edition in `rules/`. */
const withEvidence = async (directory: string, each: object): Promise<void> => {
  const { identity, files, effectiveFrom } = await loadKeptRelease(await readEditionFolder(editionFolder));
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
      ...each,
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
  // An entry of an earlier version, which kept how many there are.
  await withEvidence(directory, {});
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
  assert.equal(await proof.getByText('one by one').count(), 0);
  // What is only declared stands first.
  assert.match(await proof.innerText(), /Declared [^]*Proved asking later never pays more$/m);
});

test('the page of a clause lists each property in plain words, what is not proved first', async (t) => {
  const directory = await temporary(t);
  const refund = { of: 'refund', clauses: ['6.1', '6.3'] };
  await withEvidence(directory, {
    each: [
      {
        ...refund,
        verdict: 'proved',
        properties: ['no-conflict fees-are-not-refundable/future-periods-are-refundable outcome'],
      },
      {
        ...refund,
        verdict: 'shown',
        properties: [
          'rule-stands future-periods-are-refundable',
          'override-matters future-periods-are-refundable over fees-are-not-refundable',
          'condition-matters future-periods-are-refundable #1 valueOfFuturePeriods.minor, where it does not',
        ],
      },
      { ...refund, verdict: 'elsewhere', properties: ['parameter-matters refundPolicy'] },
      { of: 'refund', verdict: 'proved', clauses: [], properties: ['no-gap', 'no-failure feeShare.minor'] },
      { ...refund, verdict: 'unknown', properties: ['rule-fires future-periods-are-refundable'] },
      { of: 'refund', verdict: 'shown', clauses: ['6.1'], properties: ['rule-stands law-requires-refund'] },
      { of: 'renewal', verdict: 'proved', clauses: [], properties: ['no-gap'] },
      { of: always, verdict: 'proved', clauses: ['6.3'], properties: [`always ${always}`] },
    ],
  });
  const book = await openBook(t, { dataDirectory: directory });
  const page = await book.open('/book/contract#clause-6.3');
  const panel = page.getByRole('complementary', { name: 'Clause 6.3' });
  const each = panel.locator('details').filter({ hasText: 'Refund: 8 properties' });
  await each.getByText('one by one').click();
  assert.deepEqual(await each.getByRole('listitem').allInnerTexts(), [
    'Not proved There is a case in which the conditions of “future periods are refundable” hold.',
    'Only elsewhere There are two cases that another value of “refund policy” alone decides otherwise.',
    'Proved Where “fees are not refundable” and “future periods are refundable” both decide, they agree on the outcome.',
    'Proved Whatever the case, some rule decides it.',
    'Proved “Fee share minor” can be computed in every case.',
    'By a case There is a case that “future periods are refundable” decides.',
    'By a case There is a case in which “future periods are refundable” goes before “fees are not refundable”.',
    'By a case Condition 1 of “future periods are refundable”, on “value of future periods minor”, makes a difference in a case where it does not hold.',
  ]);
  await panel.getByText('Renewal: 1 property, one by one').waitFor();
  await each.scrollIntoViewIfNeeded();
  await picture(page, 'contract-clause-proof');
  await assertAccessible(page);
});
