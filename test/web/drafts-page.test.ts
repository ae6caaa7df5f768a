import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { makeApiKey } from '../../src/service/access/api-key.js';
import { openKeyFile } from '../../src/service/access/key-file.js';
import { libraryEditions } from '../cli/support/call.js';
import { lateItems, phrases } from '../scenarios/support/late-items.js';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';

const examples = fileURLToPath(new URL('../../examples/rules', import.meta.url));

const temporary = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-drafts-page-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** The library's editions with its scenarios, from files. */
const library = async (context: TestContext) => {
  const featuresDirectory = join(await temporary(context), 'features');
  const folder = join(featuresDirectory, 'library-lending');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'phrases.yaml'), phrases);
  await writeFile(join(folder, '03-late.feature'), lateItems);
  return { editionsDirectory: libraryEditions, featuresDirectory };
};

const begin = async (page: Page, title: string): Promise<void> => {
  await page.getByLabel('What is it for?').fill(title);
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('heading', { level: 3, name: 'Fee per day' }).waitFor();
};

const showAs = async (page: Page, view: 'Form' | 'YAML' | 'Both'): Promise<void> => {
  await page.getByRole('radio', { name: view }).click();
  if (view !== 'Form') await page.locator('.cm-content').waitFor();
};

/** Puts a text in the place of another by the editor's own search. */
const replace = async (page: Page, old: string, text: string): Promise<void> => {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).fill(old);
  await page.getByRole('textbox', { name: 'Replace' }).fill(text);
  await page.getByRole('button', { name: 'replace all' }).click();
  await page.keyboard.press('Escape');
};

/** Holds back what an address answers next. */
const heldBack = async (page: Page, path: string) => {
  const [asked, come, over] = [signal(), signal(), signal()];
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      const response = await route.fetch();
      asked.give();
      await come.given;
      // Who asked may have gone away.
      await route.fulfill({ response }).catch(() => undefined);
      over.give();
    },
    { times: 1 },
  );
  return {
    /** Once the service answered. */
    asked: asked.given,
    /** Lets the answer come, and waits until the page has shown it. */
    come: async (): Promise<void> => {
      come.give();
      await over.given;
      await page.waitForTimeout(300);
    },
  };
};

const signal = (): { readonly given: Promise<void>; readonly give: () => void } => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return {
    given,
    give: () => {
      give();
    },
  };
};

const late = {
  asOf: '2025-07-01T12:00:00Z',
  facts: {
    copy: { price: { minor: 2500, currency: 'EUR' } },
    loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-24T10:00:00Z' },
  },
};

describe('drafts in the book', () => {
  test('a product manager changes a figure, sees which scenario breaks and which decision changes, and takes the patch home', async (t) => {
    const book = await openBook(t, await library(t));
    await book.post('/decide/fee', { ...late, subject: 'member-7' });
    const page = await book.open('/book/drafts', { mayLog: /ERR_INTERNET_DISCONNECTED/ });
    await page.getByText('There is no draft yet.').waitFor();
    await assertAccessible(page);
    await begin(page, 'A dearer day');
    assert.match(page.url(), /\/book\/drafts\/a-dearer-day-[a-z0-9]{8}$/);
    await page.getByRole('heading', { level: 2, name: 'parameters.yaml' }).waitFor();
    await page.getByText('Nothing is wrong').waitFor();
    await assertAccessible(page);

    // A figure from a date, by the keyboard alone.
    await page.locator('#figure-feePerDay').getByRole('button', { name: 'Another value' }).press('Enter');
    const form = page.getByRole('form', { name: 'Fee per day from another date' });
    await form.getByLabel('Holds from', { exact: true }).fill('2030-01-01');
    await form.getByLabel('Value', { exact: true }).fill('1,5');
    await form.getByText("“1,5” can't be read as an amount").first().waitFor();
    await form.getByLabel('Value', { exact: true }).fill('1.50');
    await assertAccessible(page);
    await picture(page, 'drafts-figure');
    await page.keyboard.press('Enter');
    await page.getByText('EUR 1.50').waitFor();
    await page.getByText('Saved in the draft').waitFor();
    // What was in force stays as it was: publishing says why.
    await showAs(page, 'Both');
    await page.locator('.cm-line').filter({ hasText: "from: '2030-01-01T00:00:00Z'" }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('EUR 1.50').waitFor({ state: 'detached' });
    await showAs(page, 'YAML');

    // An answer of before, which comes after something is written, does not take it back.
    const answer = await heldBack(page, new URL(page.url()).pathname.replace('/book/', '/book-data/'));
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    await answer.asked;
    const written = page.waitForResponse((response) => response.request().method() === 'PUT');
    await replace(page, 'minor: 30,', 'minor: 35,');
    await written;
    await page.getByText('Saved in the draft').waitFor();
    await answer.come();
    assert.equal(await page.getByRole('button', { name: 'Download the patch' }).isEnabled(), true);

    // What is typed while the service is away is saved once it answers again.
    await page.context().setOffline(true);
    await replace(page, 'minor: 35,', 'minor: 40,');
    await page.getByText('Not saved', { exact: true }).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Saved in the draft').waitFor();
    await page.getByRole('tab', { name: 'Scenarios' }).click();
    await page.getByRole('button', { name: 'Run the scenarios' }).click();
    await page.getByText('1 scenario breaks').waitFor();
    const broken = page.getByRole('listitem').filter({ hasText: 'Each day that has started counts' });
    assert.match(
      (await broken.first().innerText()).replaceAll(/\s+/g, ' '),
      /And the fee is EUR 0\.30 for 1 days Amount: before EUR 0\.30, under the draft EUR 0\.40/,
    );
    await picture(page, 'drafts-scenarios');
    await assertAccessible(page);

    // A scenario is written in the phrases that are offered, by the keyboard alone, and run; it stays in the draft.
    await page.getByRole('button', { name: 'Write a scenario' }).press('Enter');
    await page.getByRole('textbox', { name: 'Scenarios' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('a card');
    await page.getByRole('option', { name: 'a card that is {card}' }).waitFor();
    await assertAccessible(page);
    await picture(page, 'drafts-scenario-writer');
    await page.keyboard.press('Enter');
    await page.keyboard.type('valid');
    await page.getByRole('button', { name: 'Run it under the draft' }).click();
    await page.getByText(/The scenario “What it shows” asks nothing/).waitFor();
    await page.keyboard.press('Control+Home');
    await page.getByText('Saved in the draft').waitFor();
    await page.reload();
    await page
      .getByRole('navigation', { name: 'Files of the draft' })
      .getByText('Scenarios of the draft')
      .waitFor();
    await page.locator('.cm-line').filter({ hasText: 'a card that is valid' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Take away …' }).press('Enter');
    await page.getByRole('button', { name: 'Take away', exact: true }).press('Enter');
    await page.getByRole('heading', { level: 2, name: 'parameters.yaml' }).waitFor();
    assert.equal(await page.getByText('Scenarios of the draft').count(), 0);

    await page.getByRole('tab', { name: 'Decisions' }).click();
    await page.getByRole('button', { name: 'Decide them under the draft' }).click();
    await page.getByText('1 would change').waitFor();
    await page.getByText(/amount: EUR 0\.60 → EUR 0\.80/).waitFor();
    await page.getByText('Not among these sums').waitFor();
    const row = (name: string): Promise<string> =>
      page.getByRole('row').filter({ hasText: name }).innerText();
    assert.match(await row('3.1'), /1 of 1/, 'the clause that it rests on');
    await page.getByLabel('Summed up by', { exact: true }).selectOption('Customer');
    assert.match(await row('member-7'), /1 of 1/);
    await assertAccessible(page);
    await picture(page, 'drafts-decisions');

    await page.getByRole('tab', { name: 'Changes' }).click();
    assert.match(await page.locator('.diff ins').innerText(), /minor: 40/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the patch' }).click(),
    ]);
    assert.match(await readFile(await download.path(), 'utf8'), /^\+.*minor: 40/m);

    const dark = await book.open(new URL(page.url()).pathname, { width: 390, colours: 'dark' });
    await dark.getByRole('heading', { level: 3, name: 'Fee per day' }).waitFor();
    await dark.locator('#figure-feePerDay').getByRole('button', { name: 'Another value' }).click();
    assert.equal(
      await dark.evaluate('document.documentElement.scrollWidth'),
      390,
      'nothing is wider than the phone',
    );
    await assertAccessible(dark);
    await picture(dark, 'drafts-phone', true);
  });

  test('a lawyer is shown an error at its line, is offered the words there are, and goes back to the file before', async (t) => {
    const book = await openBook(t, await library(t));
    const page = await book.open('/book/drafts');
    await begin(page, 'Wording');
    await page.getByRole('link', { name: 'fee.yaml' }).click();
    await page.getByRole('heading', { level: 2, name: 'fee.yaml' }).waitFor();
    // A rule in words, changed in words, by the keyboard alone.
    await page.getByRole('button', { name: 'Change Late' }).press('Enter');
    const rule = page.getByRole('form', { name: 'Late, changed' });
    await rule.getByLabel('Value in condition 1', { exact: true }).fill('3,5');
    await rule.getByText("“3,5” can't be read as a whole number").waitFor();
    await rule.getByLabel('Value in condition 1', { exact: true }).fill('3');
    await rule.getByRole('button', { name: 'Add a choice of conditions' }).press('Enter');
    await rule.getByLabel('Name in condition 2.1').selectOption('provenHardship');
    await rule.getByLabel('Value in condition 2.1').selectOption('no');
    await rule.getByLabel('Rules that it goes before').selectOption('in time');
    const sentence = rule.getByRole('region', { name: 'As it will read' });
    await sentence.getByText(/Owed when the late days are more than 3 and “.*” does not hold\./).waitFor();
    await sentence.getByText('It goes before “in time” (3.1).').waitFor();
    await assertAccessible(page);
    await picture(page, 'drafts-rule', true);
    await rule.getByRole('button', { name: 'Put it into the draft' }).press('Enter');
    await rule.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-label")'), 'Change Late');
    await page.getByText(/Owed when the late days are more than 3 and/).waitFor();
    await showAs(page, 'YAML');
    await page
      .locator('.cm-line')
      .filter({ hasText: '- { fact: provenHardship, operator: equal, value: false }' })
      .waitFor();
    await replace(page, 'fact: provenHardship', 'fact: provenHardshi');
    await page.getByText('2 errors').first().waitFor();
    await page.locator('.cm-lintRange-error').first().waitFor();
    await page.locator('.cm-lint-marker-error').first().waitFor();
    await page
      .getByRole('button', { name: /^fee\.yaml, line \d+$/ })
      .last()
      .click();
    assert.match(page.url(), /\/fee\.yaml#line-35$/);
    await picture(page, 'drafts-findings');
    await assertAccessible(page);

    await page.keyboard.press('Control+End');
    await page.keyboard.type('proven');
    await page
      .getByRole('option', { name: /provenHardship/ })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.goBack();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'parameters.yaml' }).waitFor();

    await page.getByRole('button', { name: 'Delete …' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('There is no draft yet.').waitFor();
  });

  test('two who change one file see each other, and neither loses a word', async (t) => {
    const book = await openBook(t, await library(t));
    const mine = await book.open('/book/drafts', { mayLog: /412/ });
    await begin(mine, 'Together');
    const theirs = await book.open(new URL(mine.url()).pathname);
    await showAs(theirs, 'YAML');
    await showAs(mine, 'Both');
    await replace(theirs, 'minor: 30,', 'minor: 35,');
    await theirs.getByText('Saved in the draft').waitFor();
    await theirs.getByText('changed', { exact: true }).waitFor({ state: 'attached' });
    await replace(mine, 'minor: 20,', 'minor: 25,');
    await mine.getByText('Somebody else changed this file meanwhile.').waitFor();
    await mine.getByText('EUR 0.25').waitFor({ state: 'attached' }); // the form is of what stands in the editor
    assert.match(await mine.locator('.cm-content').innerText(), /minor: 25,/);
    await mine.getByRole('button', { name: 'Take theirs' }).click();
    await mine.locator('.cm-line').filter({ hasText: 'minor: 35,' }).waitFor();
  });

  test('a product manager changes a price list in its grid, and by a spreadsheet', async (t) => {
    const book = await openBook(t, { editionsDirectory: examples });
    const page = await book.open('/book/drafts');
    await page.getByLabel('What is it for?').fill('Prices');
    await page.getByLabel('From the edition').selectOption({ label: 'Metered Hosting Terms, 2026-01-01' });
    await page.getByRole('button', { name: 'Begin the draft' }).click();
    await page.getByRole('link', { name: 'tables.yaml' }).click();
    await page.getByRole('link', { name: 'cents-for-each.csv' }).last().click();
    const cell = page.getByLabel('cents of row 2', { exact: true });
    await cell.fill('0,5');
    await cell.press('Enter');
    await page.locator('.table-grid').getByText('may be meant as one number or as two').waitFor();
    await assertAccessible(page);
    await picture(page, 'drafts-table');
    await cell.fill('0.7');
    await cell.press('ArrowDown');
    assert.equal(await page.evaluate('document.activeElement.getAttribute("aria-label")'), 'cents of row 3');
    await page.locator('.table-grid').getByText('may be meant').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Copy row 1 below it' }).press('Enter');
    await page.getByLabel('cents of row 4', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '… with semicolons' }).click(),
    ]);
    const rows = await readFile(await download.path(), 'utf8');
    assert.equal(rows.split('\n')[3], '(1000..10000];0.7;2.1(b)');
    const file = {
      name: 'prices.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.replace('0.7', '0.65')),
    };
    await page.getByLabel('CSV file with the rows of centsForEach').setInputFiles(file);
    await page.getByLabel('cents of row 3', { exact: true }).and(page.locator('[value="0.65"]')).waitFor();
    await page
      .getByLabel('CSV file with the rows of centsForEach')
      .setInputFiles({ ...file, buffer: Buffer.from('a;b\n') });
    await page.getByText('This is not in the draft.').waitFor();
    await showAs(page, 'Both');
    await page.locator('.cm-line').filter({ hasText: '(1000..10000],0.65,2.1(b)' }).waitFor();
  });

  test('are for who has the scope: without a key, or with another, the page says so', async (t) => {
    const keysFile = join(await temporary(t), 'keys.json');
    const keyOf = (scope: 'decide' | 'draft') =>
      makeApiKey(
        { name: scope, scopes: [scope], createdAt: Date.now() - 1000, expiresAt: null },
        randomBytes,
      );
    const [reader, author] = [keyOf('decide'), keyOf('draft')];
    await openKeyFile(keysFile).write([reader.kept, author.kept]);
    const access = { keysFile, insecure: false, openMetrics: false };
    const book = await openBook(t, { ...(await library(t)), access });
    const page = await book.open('/book/drafts', { mayLog: /40[13]/ });
    const give = async (key: string): Promise<void> => {
      await page.getByLabel('Key').fill(key);
      await page.getByRole('button', { name: 'Use this key' }).click();
    };
    await give(reader.text);
    await page.getByText(/needs the scope draft/).waitFor();
    await give(author.text);
    await page.getByText('There is no draft yet.').waitFor();
    await settled(page);
    await begin(page, 'By key');
  });
});
