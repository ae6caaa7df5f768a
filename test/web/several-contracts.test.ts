import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';
import { twoContracts } from './support/two-editions.js';

test('two contracts whose decisions have one name stand side by side', async (t) => {
  const book = await openBook(t, { editionsDirectory: await twoContracts(t) });
  const ask = (document: string, wind: number): Promise<unknown> =>
    book.post('/decide/hire', { asOf: '2026-08-01T12:00:00Z', facts: { wind }, edition: { document } });
  await ask('boat-hire', 9);
  await ask('boat-hire', 8);
  await ask('raft-hire', 4);
  // Without phrases there is no case to be copied as a scenario.
  // A form that is still empty is refused, where nobody fills it within a moment.
  const page = await book.open('/', { mayLog: /status of (?:404|422)/ });
  const outcome = page.getByTestId('outcome');

  await t.test('the first page is the choice between them', async () => {
    assert.deepEqual(await page.locator('.contract-cards h2').allInnerTexts(), [
      'Boat Hire Terms',
      'Raft Hire Terms',
    ]);
    await picture(page, 'contracts');
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Raft Hire Terms' }).click();
    await page.getByRole('heading', { level: 1, name: 'Raft Hire Terms' }).waitFor();
    assert.match(page.url(), /\/book\/contract\/raft-hire$/);
  });
  await t.test('a clause counts the decisions of its own edition, and leads to them', async () => {
    const storm = page.locator('[id="clause-1.2"]');
    await storm.getByRole('link', { name: '1 decision', exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Contract' }).selectOption('Boat Hire Terms');
    await page.getByRole('heading', { level: 1, name: 'Boat Hire Terms' }).waitFor();
    await page.getByRole('combobox', { name: 'Revision' }).selectOption('2027');
    await page.waitForURL(/boat-hire\/2027$/);
    assert.equal(await storm.getByRole('link', { name: /decision/ }).count(), 0);
    await page.getByRole('combobox', { name: 'Revision' }).selectOption('2026');
    await storm.getByRole('link', { name: '2 decisions', exact: true }).click();
    await page.getByText('2 decisions recorded that fit').waitFor();
    assert.match(page.url(), /document=boat-hire&revision=2026&clause=1\.2$/);
    await picture(page, 'decisions-of-one-contract');
    // Clause 1.2 is another one in each contract: it is counted within one.
    await page.getByRole('region', { name: 'Clauses' }).waitFor();
    await page.getByRole('link', { name: 'All decisions' }).click();
    await page.getByText('Choose a contract to see its outcomes').waitFor();
    // What both call “goes out” is counted for each: of both together there are the contracts alone.
    for (const name of ['Clauses', 'Rules', 'Outcomes', 'Revisions'])
      assert.equal(await page.getByRole('region', { name }).count(), 0, name);
    assert.deepEqual(
      (await page.locator('.legend li').allInnerTexts()).map((text) => text.trim()),
      ['Boat Hire Terms 2', 'Raft Hire Terms 1'],
    );
    await page.locator('.log-table').getByText('Raft Hire Terms').waitFor();
    await assertAccessible(page);
    await picture(page, 'decisions-of-all-contracts', true);
    await page.getByRole('region', { name: 'Contracts' }).getByRole('button', { name: /Raft/ }).click();
    await page.getByText('1 decision recorded that fit').waitFor();
    await page.getByRole('region', { name: 'Outcomes' }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByRole('region', { name: 'Clauses' }).waitFor();
  });
  await t.test('the rooms keep the contract, and trying one has a switch', async () => {
    await page
      .getByRole('navigation', { name: 'The book' })
      .getByRole('link', { name: 'Try a case' })
      .click();
    await page.getByRole('link', { name: 'Hire', exact: true }).click();
    assert.match(page.url(), /\/book\/try\/boat-hire\/hire$/);
    await page.goto(`${page.url()}?asOf=2026-08-01T12%3A00%3A00Z&facts=%7B%22wind%22%3A7%7D`);
    await settled(page);
    await outcome.getByText('Goes out').waitFor();
    await page.getByRole('combobox', { name: 'Revision' }).selectOption('2027');
    await outcome.getByText('Stays in').waitFor();
    assert.match(page.url(), /revision=2027/);
    await page.getByText('Under boat-hire, revision 2027').waitFor();
    await picture(page, 'try-revision');
    await page.getByRole('combobox', { name: 'Contract' }).selectOption('Raft Hire Terms');
    await page.waitForURL(/\/book\/try\/raft-hire\/hire$/);
    await page.getByLabel('Wind').fill('3');
    await outcome.getByText('Stays in').waitFor();
    await page.getByRole('slider', { name: 'Instant of the decision' }).waitFor();
    await settled(page);
    await assertAccessible(page);
  });
  await t.test('the editions are those of the contract, or of one that is chosen, or of all', async () => {
    await page.getByRole('navigation', { name: 'The book' }).getByRole('link', { name: 'Editions' }).click();
    assert.match(page.url(), /\/book\/editions\?document=raft-hire$/);
    const titles = page.locator('.document h2');
    await titles.filter({ hasText: 'Raft Hire Terms' }).waitFor();
    assert.equal(await titles.count(), 1);
    const contract = page.getByRole('combobox', { name: 'Contract' });
    await contract.selectOption('Boat Hire Terms');
    await titles.filter({ hasText: 'Boat Hire Terms' }).waitFor();
    await page.getByText('Different in effect: hire.').waitFor();
    await page.getByRole('combobox', { name: 'Earlier' }).selectOption('2027');
    assert.match(page.url(), /document=boat-hire&left=sha256/);
    await contract.selectOption('All contracts');
    await titles.filter({ hasText: 'Raft Hire Terms' }).waitFor();
    assert.equal(await titles.count(), 2);
    await picture(page, 'editions-of-all');
    await assertAccessible(page);
  });
  await t.test('drafts and what is found are those of all, or of a contract that is chosen', async () => {
    await page.goto(`${book.url}/book/editions?document=boat-hire`);
    await page.getByRole('navigation', { name: 'The book' }).getByRole('link', { name: 'Drafts' }).click();
    assert.match(page.url(), /\/book\/drafts\?document=boat-hire$/);
    await page.getByText('There is no draft of this contract yet.').waitFor();
    const from = page.getByLabel('From the edition');
    assert.deepEqual(await from.locator('option').allInnerTexts(), [
      'Boat Hire Terms, 2026',
      'Boat Hire Terms, 2027',
    ]);
    await page.getByLabel('What is it for?').fill('Boats');
    await page.getByRole('button', { name: 'Begin the draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Boats' }).waitFor();
    await page.goBack();
    await page.getByText('From Boat Hire Terms, 2027').waitFor();
    await page.getByRole('combobox', { name: 'Contract' }).selectOption('Raft Hire Terms');
    await page.getByText('There is no draft of this contract yet.').waitFor();
    await page.getByRole('combobox', { name: 'Contract' }).selectOption('All contracts');
    await page.getByText('From Boat Hire Terms, 2027').waitFor();
    await assertAccessible(page);
    await picture(page, 'drafts-of-all');
    await page.goto(`${book.url}/book/search?q=wind`);
    const found = page.locator('.found h2');
    await found.filter({ hasText: 'Raft' }).waitFor();
    assert.equal(await found.count(), 3);
    await page.getByRole('combobox', { name: 'Contract' }).selectOption('Raft Hire Terms');
    await page.waitForURL(/\/search\?document=raft-hire$/);
    assert.deepEqual(
      (await found.allInnerTexts()).map((text) => text.split('\n')[0]?.slice(0, 4)),
      ['Raft', 'In t'],
    );
    await assertAccessible(page);
  });
  await t.test(
    'an address with the name of a decision alone leads to the choice between the two',
    async () => {
      await page.goto(`${book.url}/book/try/hire?asOf=2026-08-01T12%3A00%3A00Z&facts=%7B%22wind%22%3A3%7D`);
      await settled(page);
      await page.getByRole('link', { name: 'Raft Hire Terms' }).click();
      await outcome.getByText('Stays in').waitFor();
      assert.match(page.url(), /\/book\/try\/raft-hire\/hire\?asOf=/);
    },
  );
});
