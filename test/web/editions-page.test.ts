import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractText } from 'unpdf';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';
import { boatsUntil, digestIn, harbour } from '../cli/support/boat-release.js';
import { writeEdition } from '../cli/support/call.js';
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
  await t.test('the copy for signature: what changed in the words, what was made of them', async () => {
    await page.getByRole('link', { name: 'Copy for signature' }).click();
    await page.getByRole('heading', { name: 'Signatures' }).waitFor();
    assert.match(page.url(), /\/book\/sign-off\/boat-hire\/2027$/);
    const clause = page.locator('.sign-off-clause', { has: page.locator('[id="clause-1.2"]') });
    assert.deepEqual(await clause.locator('del').allInnerTexts(), ['storm']);
    assert.deepEqual(await clause.locator('ins').allInnerTexts(), ['gale']);
    assert.match(await clause.innerText(), /Hire: Storm[\s\S]*wind is at least 7/);
    await page.getByRole('combobox', { name: 'Changes marked since' }).selectOption('none');
    await clause.locator('del').waitFor({ state: 'detached' });
    assert.match(page.url(), /since=none$/);
    await page.goBack();
    await clause.locator('del').waitFor();
    await picture(page, 'sign-off', true);
    await assertAccessible(page);
  });
  await t.test('printed, each of its pages has the digest and its number', async () => {
    const digest = await page.locator('.sign-off-facts code').first().innerText();
    assert.match(digest, /^sha256:[0-9a-f]{64}$/);
    const { text: pages } = await extractText(new Uint8Array(await page.pdf({ format: 'A5' })));
    assert.ok(pages.length > 1, 'one page only');
    for (const [place, text] of pages.entries()) {
      assert.ok(text.includes(digest), `page ${place + 1}: ${text}`);
      assert.ok(text.includes(`${place + 1} / ${pages.length}`), `page ${place + 1}: ${text}`);
    }
  });
  await t.test('it reads on a phone, in the dark', async () => {
    const phone = await book.open('/book/editions', { width: 390, height: 800, colours: 'dark' });
    await phone.getByText('Different in effect: hire.').waitFor();
    assert.ok(Number(await phone.evaluate('document.documentElement.scrollWidth')) <= 390);
    await picture(phone, 'editions-phone-dark');
    await assertAccessible(phone);
    const copy = await book.open('/book/sign-off/boat-hire/2027', {
      width: 390,
      height: 800,
      colours: 'dark',
    });
    await copy.getByRole('heading', { name: 'Signatures' }).waitFor();
    assert.ok(Number(await copy.evaluate('document.documentElement.scrollWidth')) <= 390);
    await picture(copy, 'sign-off-phone-dark');
    await assertAccessible(copy);
  });
});

test('releases are withdrawn and rolled back to by keyboard alone, with who and why', async (t) => {
  const boats = await harbour(t);
  await writeEdition(boats.directory, 'rules/boat-hire/2026', boatsUntil(9));
  const first = digestIn(await boats.publish(boatsUntil(8)));
  const strict = digestIn(await boats.publish(boatsUntil(6)));
  const book = await openBook(t, {
    editionsDirectory: `${boats.directory}/rules`,
    dataDirectory: boats.data,
  });
  const page = await book.open('/book/editions');
  const releases = page.getByRole('region', { name: 'Releases' });
  const entries = releases.getByRole('listitem');
  assert.equal(await entries.count(), 2);
  assert.match(
    await entries.first().innerText(),
    /Published[\s\S]*Counts, and goes first[\s\S]*The season[\s\S]*Ann, approved by Ben/,
  );
  await entries
    .first()
    .getByRole('button', { name: 'Withdraw this release of revision 2026' })
    .press('Enter');
  await page.keyboard.press('Enter');
  await entries.first().getByText('Say why, for whoever reads the registry.').waitFor();
  await assertAccessible(page);
  await picture(page, 'release-withdraw', true);
  await page.keyboard.type('Too strict');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Cora');
  await page.keyboard.press('Enter');
  await entries.nth(2).waitFor();
  assert.match(
    await entries.first().innerText(),
    /Withdrawn[\s\S]*Counts no more[\s\S]*Too strict[\s\S]*Cora/,
  );
  const governing = async (): Promise<string> => {
    const { editions } = (await (await fetch(`${book.url}/editions`)).json()) as {
      readonly editions: readonly { readonly digest: string }[]; // one is served
    };
    return editions[0]?.digest ?? '';
  };
  assert.equal(await governing(), first);
  await entries
    .first()
    .getByRole('button', { name: /^Roll back to this/ })
    .press('Enter');
  await page.keyboard.type('It was right');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Cora');
  await page.keyboard.press('Enter');
  await entries.nth(3).waitFor();
  assert.equal(await governing(), strict);
  await assertAccessible(page);
  await picture(page, 'releases', true);
});
