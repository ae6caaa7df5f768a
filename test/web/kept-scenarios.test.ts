import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { libraryEditions } from '../cli/support/call.js';
import { lateItems, phrases } from '../scenarios/support/late-items.js';
import { assertAccessible, openBook, picture } from './support/book-in-browser.js';

const library = async (context: TestContext) => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-kept-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  const folder = join(directory, 'library-lending');
  await mkdir(folder);
  await writeFile(join(folder, 'phrases.yaml'), phrases);
  await writeFile(join(folder, '03-late.feature'), lateItems);
  return { editionsDirectory: libraryEditions, featuresDirectory: directory };
};

describe('a case that is kept as a scenario', () => {
  test('comes from Try and from a decision into the draft that was used last, without what is personal, and breaks where a figure changes', async (t) => {
    const book = await openBook(t, await library(t));
    const facts = {
      member: { name: 'Ann Lee', card: 'valid' },
      copy: { price: { minor: 2500, currency: 'EUR' }, reservedFor: 'Zoë' },
      loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-24T10:00:00Z' },
    };
    const decided = await book.post('/decide/fee', { asOf: '2025-07-01T12:00:00Z', facts, subject: 'ann' });
    const { id } = decided as { readonly id: string };
    // The edition has no words for a letter.
    const page = await book.open(`/book/decisions/${id}`, { mayLog: /status of 404/ });
    // There is no draft: one press makes one.
    await page.getByText('A draft is made for it.').waitFor();
    await page.getByRole('button', { name: 'Keep as a scenario' }).press('Enter');
    await page
      .getByText(/Kept in Kept cases: “A case of fee comes to owed”\. What is personal was left out\./)
      .waitFor();
    await assertAccessible(page);
    await picture(page, 'decision-kept', true);
    // Kept again, it is not there twice.
    await page.getByRole('button', { name: 'Keep as a scenario' }).press('Enter');
    await page.getByRole('link', { name: 'Kept cases' }).click();
    const editor = page.locator('.cm-content');
    await editor.getByText('it comes back at 2025-06-24 10:00 UTC').waitFor();
    const text = await editor.innerText();
    assert.equal(text.match(/Scenario:/g)?.length, 1);
    assert.doesNotMatch(text, /Ann|Zoë|ann/);
    await page.getByRole('button', { name: 'Run it under the draft' }).click();
    await page.getByText('It passes under the draft').waitFor();

    // From Try, another case comes into the same draft, though a newer one is there.
    await page.goto(`${book.url}/book/drafts`);
    await page.getByLabel('What is it for?').fill('Another');
    await page.getByRole('button', { name: 'Begin the draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Another' }).waitFor();
    await page.goto(`${book.url}/book/try/library-lending/fee`);
    await page.getByRole('button', { name: 'Keep as a scenario' }).click();
    await page.getByText(/Kept in Kept cases: “A case of fee comes to not-owed”/).waitFor();
    await assertAccessible(page);
    await page.getByLabel('Into the draft').selectOption('Another');
    await page.getByRole('button', { name: 'Keep as a scenario' }).click();
    await page.getByText(/Kept in Another/).waitFor();
    await picture(page, 'try-kept', true);
    const another = await page.getByRole('link', { name: 'Another', exact: true }).getAttribute('href');
    await page.getByRole('link', { name: 'Another', exact: true }).click();
    await page.getByRole('tab', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: 'Run the scenarios' }).click();
    await page.getByText('All pass').waitFor();
    await page.getByText('5 of 5 scenarios').waitFor();
    await picture(page, 'draft-own-scenarios', true);

    // What is proposed takes none: it is approved as it stands.
    const path = `/book-data/drafts/${another?.split('/').at(3) ?? ''}`;
    const review = (await (await fetch(`${book.url}${path}/review`)).json()) as { readonly content: string };
    await book.post(`${path}/proposal`, { content: review.content, reason: 'It is ready', by: 'Ann' });
    await page.goto(`${book.url}/book/try/library-lending/fee`);
    await page.getByText('Into the draft “Kept cases”.').waitFor();
    await page.getByRole('button', { name: 'Keep as a scenario' }).click();
    await page.getByText(/Kept in Kept cases/).waitFor();
  });
});
