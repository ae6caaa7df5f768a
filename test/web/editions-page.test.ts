import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';
import { twoEditions } from './support/two-editions.js';

test('what differs between two editions stands side by side', async (t) => {
  const book = await openBook(t, { editionsDirectory: await twoEditions(t) });
  const page = await book.open('/book/editions');

  await t.test('the editions stand in the order of time', async () => {
    const names = await page.locator('.timeline').getByRole('link').allInnerTexts();
    assert.deepEqual(names, ['Revision 2026', 'Revision 2027']);
  });
  await t.test('in words: what was removed on the left, what was added on the right', async () => {
    await page.locator('.change del', { hasText: 'storm' }).waitFor();
    assert.match(await page.locator('.change ins').first().innerText(), /gale/);
  });
  await t.test('in effect: a case that the two decide otherwise', async () => {
    await page.getByText('Different in effect: hire.').waitFor();
    const row = page.locator('.effect-cases tbody tr').first();
    assert.match(await row.innerText(), /goes out[\s\S]*stays in/);
    assert.match(await row.innerText(), /wind/);
  });
  await t.test('in what is written: the figure in the rule', async () => {
    const item = page.locator('.items li', { hasText: 'hire/storm' });
    assert.match(await item.innerText(), /8[\s\S]*7/);
    await picture(page, 'editions', true);
    await assertAccessible(page);
  });
  await t.test('the choice stands in the address, and a clause leads to its text', async () => {
    await page.getByRole('combobox', { name: 'Earlier' }).selectOption('2027');
    await page.getByText('It is the same edition twice.').waitFor();
    assert.match(page.url(), /left=sha256/);
    await page.goBack();
    await page.locator('.change').getByRole('link', { name: '1.2' }).last().click();
    await settled(page);
    assert.match(page.url(), /\/book\/contract\/boat-hire\/2027#clause-1\.2$/);
    await page.getByText('No scenarios', { exact: true }).waitFor();
  });
  await t.test('it reads on a phone, in the dark', async () => {
    const phone = await book.open('/book/editions', { width: 390, height: 800, colours: 'dark' });
    await phone.getByText('Different in effect: hire.').waitFor();
    assert.ok(Number(await phone.evaluate('document.documentElement.scrollWidth')) <= 390);
    await picture(phone, 'editions-phone-dark');
    await assertAccessible(phone);
  });
});
