import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { libraryEditions } from '../cli/support/call.js';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';

/** A draft of the library's terms, opened at one of its files. */
const opened = async (t: TestContext, title: string, file: string, height = 860) => {
  const book = await openBook(t, { editionsDirectory: libraryEditions });
  const page = await book.open('/book/drafts', { height, mayLog: /412/ });
  await page.getByLabel('What is it for?').fill(title);
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('link', { name: file }).click();
  await page.getByRole('heading', { level: 2, name: file }).waitFor();
  await settled(page);
  return { book, page, draft: new URL(page.url()).pathname.split('/').slice(0, 4).join('/') };
};

const textOf = async (url: string, draft: string, file: string): Promise<string> => {
  const answer = await fetch(`${url}/book-data${draft.slice('/book'.length)}/files/${file}`);
  return ((await answer.json()) as { readonly text: string }).text;
};

/** Whether something is in sight without scrolling. */
const isInSight = async (page: Page, words: string): Promise<boolean> => {
  const box = await page.getByText(words).boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 56 && box.y + box.height <= height; // 56 px is the bar
};

describe('what slips from somebody’s hand in a draft', () => {
  test('a rule that is taken away is put back where it stood, by the next key', async (t) => {
    const { book, page, draft } = await opened(t, 'Taken away', 'loan.yaml');
    const before = await textOf(book.url, draft, 'loan.yaml');
    await page.getByRole('button', { name: 'Take away No valid card' }).press('Enter');
    await page.getByText('“No valid card” is taken away.').waitFor();
    await page.getByText('Saved in the draft').waitFor();
    assert.doesNotMatch(await textOf(book.url, draft, 'loan.yaml'), /id: no-valid-card/);
    await assertAccessible(page);
    await picture(page, 'draft-taken-away');
    await page.keyboard.press('Enter'); // the focus is on “Put it back”
    await page.getByRole('heading', { name: 'No valid card' }).waitFor();
    await page.getByText('Saved in the draft').waitFor();
    assert.equal(await textOf(book.url, draft, 'loan.yaml'), before);
  });

  test('a value of a figure that is taken away is put back', async (t) => {
    const { book, page, draft } = await opened(t, 'A figure taken away', 'parameters.yaml');
    const figure = page.locator('#figure-debtLimit');
    await figure.getByRole('button', { name: 'Another value' }).click();
    await figure.getByLabel('Holds from', { exact: true }).fill('2090-01-01');
    await figure.getByLabel('Value', { exact: true }).fill('1200');
    await figure.getByRole('button', { name: 'Put it in' }).click();
    await figure.getByText('1,200').waitFor();
    await page.getByText('Saved in the draft').waitFor();
    const before = await textOf(book.url, draft, 'parameters.yaml');
    await figure.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('A value of “Debt limit” is taken away.').waitFor();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await figure.getByText('1,200').waitFor();
    await page.getByText('Saved in the draft').waitFor();
    assert.equal(await textOf(book.url, draft, 'parameters.yaml'), before);
  });

  test('whoever changes what somebody else changed meanwhile sees it where they are', async (t) => {
    const { book, page, draft } = await opened(t, 'Two at the end of a long file', 'loan.yaml', 500);
    const other = await book.open(`${draft}/loan.yaml`);
    await other.getByRole('button', { name: 'Take away Members may borrow' }).press('Enter');
    await other.getByText('“Members may borrow” is taken away.').waitFor();
    await other.getByText('Saved in the draft').waitFor();
    await page.getByRole('button', { name: 'Take away Late members may be refused' }).press('Enter');
    const told = 'Somebody else changed this file meanwhile.';
    await page.getByText(told).waitFor();
    await page.waitForTimeout(500);
    assert.equal(await isInSight(page, told), true);
    await picture(page, 'draft-conflict-in-sight');
  });

  test('a form says why it is empty where the YAML can’t be read', async (t) => {
    const { page } = await opened(t, 'Broken', 'parameters.yaml');
    await page.getByRole('radio', { name: 'YAML' }).click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n nonsense: [');
    await page.getByText('error', { exact: false }).first().waitFor();
    await page.getByRole('radio', { name: 'Form' }).click();
    await page.getByText('The form shows nothing of what can’t be read.').waitFor();
    await page.getByRole('button', { name: 'Show the text' }).click();
    await page.locator('.cm-content').waitFor();
  });

  test('a new rule is told as it will read, named in plain words, and a lacking review sends nobody to a command', async (t) => {
    const { book, page, draft } = await opened(t, 'Another rule', 'loan.yaml');
    await page.getByRole('button', { name: 'Another rule' }).click();
    const form = page.getByRole('form', { name: 'Another rule' });
    await form.getByLabel('Its name').fill('Lost cards: no loan!');
    await form.getByLabel('What is decided').selectOption('refuse');
    await form.getByLabel('When it holds').selectOption('all');
    await form.getByLabel('Name in condition 1').selectOption('member.card');
    await form.getByLabel('Value in condition 1').selectOption('lost');
    await form.getByLabel('Told as its reason').fill('The card is lost.');
    await form.getByLabel('Clauses that say so').selectOption('1.3');
    await form.getByText('Refuse when').waitFor();
    await form.getByText('lost-cards-no-loan').waitFor();
    assert.doesNotMatch(await form.innerText(), /npx|reviewed/);
    await assertAccessible(page);
    await picture(page, 'draft-new-rule');
    await form.getByRole('button', { name: 'Put it in' }).click();
    await page.getByRole('heading', { name: 'Lost cards no loan' }).waitFor();
    await page.getByText('Saved in the draft').waitFor();
    assert.match(await textOf(book.url, draft, 'loan.yaml'), /id: lost-cards-no-loan$/m);
    await page.getByText('Whoever approves the draft').first().waitFor();
    assert.doesNotMatch(await page.getByRole('tabpanel', { name: 'Findings' }).innerText(), /npx/);
  });
});
